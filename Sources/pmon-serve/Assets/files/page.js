// What the page does beyond forms and links: filter while typing, tooltips, evidence in place, keys, times.
(() => {
  const { one, root, fetchPage, say, onUpdate, start, words, clock } = pmon;
  const saved = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const save = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } };

  // Search and state: at once, in the rows that are there. The address follows, so that it can be shared.
  const tools = one('#tools');
  const loaded = new URLSearchParams(location.search);
  const fits = {
    all: () => true, failing: (row) => /\b(app|down|stale)\b/.test(row.className), ok: (row) => row.classList.contains('ok'),
    app: (row) => row.classList.contains('app'), down: (row) => row.classList.contains('down'),
    maintenance: (row) => row.classList.contains('maintenance'), silenced: (row) => row.classList.contains('silenced'),
    stale: (row) => row.classList.contains('stale'), nodata: (row) => row.classList.contains('nodata'),
    unstable: (row) => row.classList.contains('unstable'),
  };
  const texts = new WeakMap();
  function textOf(row) {
    const text = [...row.querySelectorAll('th a, th small:not(.places), .msg > span, .why')].map((part) => part.textContent).join('\n').toLowerCase();
    texts.set(row, text);
    return text;
  }
  function filter() {
    if (!tools) return;
    const words = tools.q.value.trim().toLowerCase(), fit = fits[tools.state.value] || fits.all;
    let shown = 0, all = 0;
    for (const section of document.querySelectorAll('section.group')) {
      const name = one('.gn:not(.others)', section)?.textContent.toLowerCase() || '';
      let isEmpty = true;
      for (const row of section.querySelectorAll('tr[data-key]')) {
        all += 1;
        const isShown = fit(row) && (!words || name.includes(words) || (texts.get(row) || textOf(row)).includes(words));
        if (row.hidden === isShown) row.hidden = !isShown;
        if (row.nextElementSibling?.classList.contains('proof')) row.nextElementSibling.hidden = !isShown;
        if (isShown) { shown += 1; isEmpty = false; }
      }
      section.hidden = isEmpty;
      const fold = one(':scope > details', section);
      if (!fold) continue;
      if (words || tools.state.value !== 'all') {
        fold.dataset.was ??= String(fold.open);
        if (!isEmpty) fold.open = true;
      } else if (fold.dataset.was) {
        fold.open = fold.dataset.was === 'true';
        delete fold.dataset.was;
      }
    }
    const none = one('#none');
    if (none) none.hidden = shown > 0 || all === 0;
    one('#shown').textContent = shown === all ? `${all} monitor${all === 1 ? '' : 's'}` : `${all} monitors, ${shown} shown`;
  }
  if (tools) {
    const wasFiltered = loaded.has('q') || loaded.has('state') || loaded.has('group');
    const address = () => {
      const fields = new URLSearchParams(new FormData(tools));
      const defaults = { q: '', state: 'all', group: '', sort: 'failing', bars: '60' };
      for (const [name, value] of Object.entries(defaults)) if (fields.get(name) === value) fields.delete(name);
      const text = fields.toString();
      return text ? `${root}?${text}` : root;
    };
    tools.q.addEventListener('input', () => {
      if (wasFiltered) return;
      filter();
      history.replaceState(null, '', address());
    });
    tools.addEventListener('change', (event) => {
      if (event.target.name === 'q') return;
      if (event.target.name === 'state' && !wasFiltered && event.target.value !== 'removed') {
        filter();
        history.replaceState(null, '', address());
      } else location.assign(address());
    });
    tools.addEventListener('submit', (event) => {
      event.preventDefault();
      if (wasFiltered) location.assign(address());
    });
    if (!wasFiltered) onUpdate(filter);
  }

  // Groups stay folded as the reader left them; one in which something fails is open.
  const nameOf = (fold) => one('h2', fold).firstChild.textContent.trim();
  const folds = () => { try { return JSON.parse(saved('folds')) || {}; } catch { return {}; } };
  const areAllShown = !['q', 'state', 'group'].some((name) => loaded.has(name));
  const seen = new WeakSet();
  function foldAsBefore() {
    const wanted = areAllShown ? folds() : {};
    for (const fold of document.querySelectorAll('.group > details')) {
      if (seen.has(fold)) continue;
      seen.add(fold);
      const isOpen = wanted[nameOf(fold)];
      if (isOpen || (isOpen === false && !one('tr.app, tr.down, tr.stale', fold))) fold.open = isOpen;
    }
  }
  foldAsBefore();
  onUpdate(foldAsBefore);
  document.addEventListener('click', (event) => {
    const fold = event.target.closest('.group > details > summary')?.parentElement;
    if (fold && areAllShown && !fold.dataset.was) save('folds', JSON.stringify({ ...folds(), [nameOf(fold)]: !fold.open }));
  });

  // Colours without loading the page again; the cookie tells the server.
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=theme]');
    if (!button) return;
    event.preventDefault();
    document.cookie = `theme=${button.value}; Path=/; Max-Age=31536000; SameSite=Lax`;
    if (button.value === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = button.value;
    for (const other of button.parentElement.children) other.setAttribute('aria-pressed', String(other === button));
  });

  // Times of the server, of the reader or UTC.
  const zones = one('#times');
  function showTimes() {
    const kind = zones?.value || 'server';
    for (const time of document.querySelectorAll('time')) {
      time.dataset.server ??= time.textContent;
      if (kind === 'server') { time.textContent = time.dataset.server; continue; }
      const text = clock(Date.parse(time.dateTime) / 1000, 0);
      time.textContent = time.dataset.server.length > 8 ? text : text.slice(-8);
    }
    const zone = one('#zone');
    if (!zone) return;
    zone.dataset.server ??= zone.textContent;
    zone.textContent = kind === 'server' ? zone.dataset.server
      : `All times ${kind === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone}`;
    for (const name of document.querySelectorAll('.zone')) {
      name.dataset.server ??= name.textContent;
      name.textContent = kind === 'server' ? name.dataset.server : kind === 'utc' ? 'UTC'
        : new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts().find((part) => part.type === 'timeZoneName').value;
    }
  }
  if (zones) {
    zones.parentElement.hidden = false;
    zones.value = saved('times') || 'server';
    zones.addEventListener('change', () => { save('times', zones.value); showTimes(); });
    if (zones.value !== 'server') showTimes();
    onUpdate(() => { if (zones.value !== 'server') showTimes(); });
  }

  // A button on each piece of evidence that copies it. Where the page came over plain HTTP there is no clipboard
  // for scripts but the old command.
  async function copy(pre) {
    if (navigator.clipboard) return navigator.clipboard.writeText(pre.textContent);
    const selection = getSelection(), range = document.createRange();
    range.selectNodeContents(pre);
    selection.removeAllRanges();
    selection.addRange(range);
    if (!document.execCommand('copy')) throw new Error('refused');
    selection.removeAllRanges();
  }
  function addCopies() {
    for (const pre of document.querySelectorAll('pre')) {
      if (pre.nextElementSibling?.classList.contains('copy')) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = 'Copy';
      button.addEventListener('click', async () => {
        const outcome = await copy(pre).then(() => 'Copied', () => 'Not copied');
        button.textContent = outcome;
        say(outcome);
        setTimeout(() => { button.textContent = 'Copy'; }, 2000);
      });
      pre.after(button);
    }
  }
  addCopies();
  onUpdate(addCopies);

  // Evidence below its row, as wide as the columns that the window has room for.
  function spanProofs() {
    for (const proof of document.querySelectorAll('tr.proof')) {
      proof.cells[0].colSpan = [...proof.previousElementSibling.cells].filter((cell) => cell.offsetWidth).length || 1;
    }
  }
  addEventListener('resize', spanProofs);
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('td.msg a');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = link.closest('tr');
    if (row.nextElementSibling?.classList.contains('proof')) {
      row.nextElementSibling.remove();
      link.setAttribute('aria-expanded', 'false');
      return;
    }
    try {
      const page = await fetchPage(link.href);
      const proof = document.createElement('tr'), cell = document.createElement('td');
      proof.className = 'proof';
      const card = document.importNode(one('#proof', page), true);
      card.querySelectorAll('h1, h2').forEach((head) => head.remove());
      cell.append(...card.childNodes);
      proof.append(cell);
      row.after(proof);
      spanProofs();
      addCopies();
      link.setAttribute('aria-expanded', 'true');
    } catch { location.assign(link.href); }
  });

  // One tooltip for all strips, of runs and of days; a click leads to the run.
  const histories = new Map();
  onUpdate(() => histories.clear());
  const kinds = { '60': ['last=60', 60], '30d': ['days=30', 30], '90d': ['days=90', 90] };
  const kindOf = (strip) => Object.keys(kinds).find((kind) => strip.classList.contains(`s${kind}`)) || '60';
  const historyOf = (key, kind) => {
    const name = `${key} ${kind}`;
    if (!histories.has(name)) {
      histories.set(name, fetch(`${root}api/v1/monitors/${key}/history?${kinds[kind][0]}`).then((answer) => {
        if (!answer.ok) throw answer.status;
        return answer.json();
      }).catch(() => { histories.delete(name); return null; }));
    }
    return histories.get(name);
  };
  const inert = (text) => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
  function describe(past, kind, cell) {
    if (kind !== '60') {
      const failed = [[past.down[cell], 'down'], [past.app[cell], 'application error'], [past.maintenance[cell], 'under maintenance']].filter(([count]) => count).map(([count, word]) => `${count} ${word}`);
      const checks = past.n[cell] ? ` · ${past.n[cell]} check${past.n[cell] === 1 ? '' : 's'}${failed.length ? `: ${failed.join(', ')}` : ', all good'}` : '';
      return `${past.day[cell]} · ${words[past.state[cell]]}${checks}`;
    }
    const index = past.t.length - 60 + cell;
    if (index < 0 || index >= past.t.length) return 'no data';
    const ms = past.ms[index], offset = past.offset_s[index], text = clock(past.t[index], offset);
    const isToday = text.slice(0, 10) === clock(Date.now() / 1000, offset).slice(0, 10);
    return `${isToday ? text.slice(-8) : text} · ${words[past.state[index]] || past.state[index]} · ${inert((past.message[index] || '').slice(0, 240))}${ms == null ? '' : ` · ${Math.round(ms)} ms`}`;
  }
  /** The cell of a strip under the pointer. */
  function cellAt(strip, event) {
    const [, cells] = kinds[kindOf(strip)], box = strip.getBoundingClientRect();
    return Math.max(0, Math.min(cells - 1, Math.floor((event.clientX - box.left) / box.width * cells)));
  }
  const keyOf = (strip) => strip.closest('[data-key]')?.dataset.key;
  const tip = document.createElement('div');
  tip.id = 'tip';
  tip.hidden = true;
  document.body.append(tip);
  let pointed = null;
  document.addEventListener('pointermove', async (event) => {
    const strip = event.target.closest?.('.strip'), key = strip && keyOf(strip);
    pointed = strip;
    if (!key || event.pointerType === 'touch') { tip.hidden = true; return; }
    const kind = kindOf(strip), cell = cellAt(strip, event);
    const past = await historyOf(key, kind);
    if (!past || pointed !== strip) return;
    tip.textContent = describe(past, kind, cell);
    tip.hidden = false;
    tip.style.left = `${Math.max(4, Math.min(event.pageX + 12, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${event.pageY + 16}px`;
  });
  document.addEventListener('click', async (event) => {
    const strip = event.target.closest('tr .strip');
    if (!strip) return;
    const key = keyOf(strip), kind = kindOf(strip), cell = cellAt(strip, event);
    if (kind !== '60') { location.assign(`${root}m/${key}?range=${kind}`); return; }
    const past = await historyOf(key, kind), at = past?.t[past.t.length - 60 + cell];
    location.assign(at ? `${root}m/${key}?at=${at}#at` : `${root}m/${key}`);
  });
  function rove() {
    const strip = one('.roving');
    if (!strip || strip.dataset.ready) return;
    strip.dataset.ready = '1';
    const svg = one('svg', strip), said = document.createElement('p');
    said.id = 'said';
    strip.append(said);
    const cursor = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    cursor.setAttribute('class', 'cursor');
    let cell = 59;
    const attributes = { role: 'slider', tabindex: '0', 'aria-valuemin': '1', 'aria-valuemax': '60', 'aria-label': 'Run' };
    for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
    const show = async () => {
      const past = await historyOf(strip.dataset.key, '60');
      if (!past) return;
      const text = describe(past, '60', cell);
      said.textContent = text;
      svg.setAttribute('aria-valuenow', String(cell + 1));
      svg.setAttribute('aria-valuetext', text);
      cursor.setAttribute('d', `M${cell * 4 + 1} 0v20`);
      svg.append(cursor);
    };
    svg.setAttribute('aria-valuenow', '60');
    svg.addEventListener('focus', show);
    svg.addEventListener('keydown', (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: -10, PageDown: 10, Home: -60, End: 60 };
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      cell = Math.max(0, Math.min(59, cell + step));
      show();
    });
  }
  rove();
  onUpdate(rove);

  // Single keys, unless they are switched off.
  const keys = one('#keys');
  const areOff = () => saved('keys') === 'off';
  if (keys) {
    const show = () => { keys.textContent = areOff() ? 'Switch single keys on' : 'Switch single keys off'; };
    keys.hidden = false;
    keys.addEventListener('click', () => { save('keys', areOff() ? 'on' : 'off'); show(); say(keys.textContent); });
    show();
  }
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === 'Escape' && event.target === tools?.q) event.target.blur();
    if (isTyping || areOff() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && tools) { event.preventDefault(); if (!tools.offsetWidth) tools.showPopover?.(); tools.q.focus(); }
    if (event.key === '?') location.assign(`${root}help`);
  });
  start();
})();
