// Keeps the page up to date: asks for the state, fetches the page anew when it changed, and puts the parts
// that differ into place. What the server wrote last is kept for comparison; what scripts did to the page stays.
'use strict';
document.documentElement.classList.add('js');
const pmon = (() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const focusables = (root) => [...root.querySelectorAll('a, button, input, select, summary, [tabindex]')];
  // Where the page is: behind a proxy this may be a path below the root.
  const root = new URL('../..', document.currentScript.src).pathname;
  const listeners = [];
  const two = (number) => String(number).padStart(2, '0');
  /** An instant as `2026-11-24 12:00:41` in the zone that the reader chose; `offset` is that of the server then. */
  function clock(seconds, offset) {
    const kind = one('#times')?.value || 'server', zone = kind === 'local' ? '' : 'UTC';
    const date = new Date((seconds + (kind === 'server' ? offset : 0)) * 1000);
    const get = (name) => date[`get${zone}${name}`]();
    return `${get('FullYear')}-${two(get('Month') + 1)}-${two(get('Date'))} ${two(get('Hours'))}:${two(get('Minutes'))}:${two(get('Seconds'))}`;
  }
  const words = { ok: '✔ OK', app: '▲ APP', down: '✖ DOWN', maintenance: '⚒ MAINTENANCE', nodata: 'no data' };
  // A filter typed later changes the address; the rows that it hides must not be lost with the next update.
  const own = location.href;
  let written = document.cloneNode(true);
  const version = one('link[rel=stylesheet]')?.getAttribute('href');
  let status = null, failures = 0, lostAt = 0, skew = 0, timer = 0, activeAt = 0, isPaused = false, isBusy = false;

  /** Fetches a page of this server as a document; its scripts never run. */
  function fetchPage(address) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('GET', address);
      request.responseType = 'document';
      request.timeout = 15000;
      request.onload = () => request.status === 200 && request.responseXML ? resolve(request.responseXML) : reject(request.status);
      request.onerror = request.ontimeout = () => reject(0);
      request.setRequestHeader('Accept', 'text/html');
      request.send();
    });
  }

  /** Puts a new node in place of an old one and leaves the focus where it was. */
  function replace(old, fresh) {
    const index = old.contains(document.activeElement) ? focusables(old).indexOf(document.activeElement) : -1;
    const node = document.importNode(fresh, true);
    // What the reader has opened stays open.
    const folds = [...old.querySelectorAll('details')], freshFolds = [...node.querySelectorAll('details')];
    if (folds.length === freshFolds.length) folds.forEach((fold, place) => { freshFolds[place].open ||= fold.open; });
    old.replaceWith(node);
    if (index >= 0) (focusables(node)[index] || node).focus?.({ preventScroll: true });
    return node;
  }

  const rows = (root) => new Map([...root.querySelectorAll('tr[data-key]')].map((row) => [row.dataset.key, row]));
  const sections = (root) => [...root.querySelectorAll('section.group')];

  /** Rows keep their places in the document as long as the groups are the same. */
  function updateList(old, fresh, live) {
    const groups = (root) => sections(root).map((section) => one('h2', section).firstChild.textContent.trim()).join('\n');
    if (groups(old) !== groups(fresh) || live.dataset.strip !== fresh.dataset.strip) return replace(live, fresh);
    const before = rows(old);
    sections(fresh).forEach((section, index) => {
      const target = sections(live)[index];
      const head = one('h2', target), freshHead = one('h2', section);
      if (head.outerHTML !== freshHead.outerHTML) replace(head, freshHead);
      // A group in which something has begun to fail unfolds.
      if (one(':scope > details[open]', section) && !one(':scope > details[open]', sections(old)[index])) one(':scope > details', target).open = true;
      const body = one('tbody', target);
      const shown = rows(target);
      let place = body.firstElementChild;
      for (const row of section.querySelectorAll('tr[data-key]')) {
        const key = row.dataset.key;
        let own = shown.get(key);
        if (!own) {
          own = document.importNode(row, true);
        } else if (before.get(key)?.outerHTML !== row.outerHTML) {
          own.className = row.className;
          [...row.cells].forEach((cell, cellIndex) => {
            if (before.get(key)?.cells[cellIndex]?.outerHTML !== cell.outerHTML) replace(own.cells[cellIndex], cell);
          });
        }
        shown.delete(key);
        while (place && place.classList.contains('proof')) place = place.nextElementSibling;
        if (place === own) { place = own.nextElementSibling; continue; }
        const proof = own.nextElementSibling?.classList.contains('proof') ? own.nextElementSibling : null;
        const focused = own.contains(document.activeElement) ? document.activeElement : null;
        body.insertBefore(own, place);
        if (proof) own.after(proof);
        focused?.focus({ preventScroll: true });
      }
      for (const row of shown.values()) {
        if (row.nextElementSibling?.classList.contains('proof')) row.nextElementSibling.remove();
        row.remove();
      }
    });
    return live;
  }

  /** Takes over what differs between the page as written before and as written now. */
  function update(fresh) {
    const oldMain = one('main', written), freshMain = one('main', fresh), main = one('main');
    if (oldMain.children.length !== freshMain.children.length || main.children.length !== freshMain.children.length) {
      replace(main, freshMain);
    } else {
      [...freshMain.children].forEach((part, index) => {
        const old = oldMain.children[index], live = main.children[index];
        if (old.outerHTML === part.outerHTML) return;
        if (part.id === 'list' && old.id === 'list') updateList(old, part, live);
        else if (part.id === 'bar') one('#shown', live).textContent = one('#shown', part).textContent;
        else replace(live, part);
      });
    }
    const headline = one('h1', fresh)?.textContent.trim();
    if (headline !== one('h1', written)?.textContent.trim()) say(headline);
    const oldFooter = [...one('footer', written).children], freshFooter = [...one('footer', fresh).children], footer = [...one('footer').children];
    freshFooter.forEach((part, index) => {
      if (oldFooter[index]?.outerHTML !== part.outerHTML && footer[index]) replace(footer[index], part);
    });
    const icon = one('link[rel=icon]'), freshIcon = one('link[rel=icon]', fresh);
    if (icon && freshIcon) icon.href = freshIcon.getAttribute('href');
    document.title = fresh.title;
    written = fresh;
    listeners.forEach((listener) => listener());
  }

  /** Says something once to those who hear the page. */
  function say(text) {
    let region = one('#say');
    if (!region) {
      region = document.createElement('p');
      region.id = 'say';
      region.className = 'sr';
      region.setAttribute('role', 'status');
      document.body.append(region);
    }
    region.textContent = text;
  }

  const length = (seconds) => seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${Math.floor(seconds / 60)} m`
    : seconds < 86400 ? `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} m` : `${Math.floor(seconds / 86400)} d`;

  function showAge() {
    const age = one('#age'), live = one('#live');
    if (age && status?.last_scan) {
      const seconds = Math.max(0, Math.round((Date.now() - skew - Date.parse(status.last_scan)) / 1000));
      age.textContent = ` (${length(seconds)} ago)`;
    }
    // The banner may have been written anew since another version of the server was first seen.
    const link = one('#version');
    if (link && status && version && !version.includes(status.assets)) link.hidden = false;
    if (!live) return;
    live.hidden = false;
    live.classList.toggle('lost', failures > 0);
    const at = one('#banner time')?.textContent || '';
    const text = failures ? `Connection lost ${length(Math.round((Date.now() - lostAt) / 1000))} ago, showing ${at ? `data of ${at}` : 'what was known then'}`
      : isPaused ? 'updates paused' : 'page live ●';
    if (live.textContent !== text) live.textContent = text;
  }

  const mark = (state) => state && [state.process, state.revision, state.banner, state.headline, state.counts.stale, state.scan?.id || '', state.scan?.state || ''].join(' ');

  function showScan(scan) {
    const job = one('#job');
    if (!job || scan?.state !== 'running' || !scan.total) return;
    const progress = one('progress', job);
    if (!progress) return;
    progress.max = scan.total;
    progress.value = Math.min(scan.done, scan.total);
    job.firstChild.textContent = `Scanning ${scan.done}/${scan.total} `;
  }

  async function poll() {
    clearTimeout(timer);
    if (isBusy || isPaused || document.hidden) return;
    isBusy = true;
    try {
      const answer = await fetch(`${root}api/v1/status`, { cache: 'no-cache', signal: AbortSignal.timeout(10000) });
      if (!answer.ok) throw answer.status;
      const date = Date.parse(answer.headers.get('Date'));
      if (date) skew = Date.now() - date;
      const next = await answer.json();
      const isNew = failures > 0 || mark(next) !== (status ? mark(status) : document.body.dataset.mark);
      if (isNew) update(await fetchPage(own));
      else if (next.scan?.state === 'running' && !one('progress', one('#job') || document.body) && next.scan.total) update(await fetchPage(own));
      status = next;
      failures = 0;
      showScan(next.scan);
    } catch {
      if (!failures) lostAt = Date.now();
      failures += 1;
    }
    isBusy = false;
    showAge();
    schedule();
  }

  function schedule() {
    clearTimeout(timer);
    const isActive = Date.now() - activeAt < 60000 || status?.scan?.state === 'running';
    const pause = failures ? Math.min(60, 3 * 2 ** failures) : isActive ? 3 : 15;
    timer = setTimeout(poll, pause * 1000);
  }

  function start() {
    if (!one('#live')) return;
    for (const name of ['pointerdown', 'keydown', 'scroll']) {
      addEventListener(name, () => {
        const wasQuiet = Date.now() - activeAt > 60000;
        activeAt = Date.now();
        if (wasQuiet) schedule();
      }, { passive: true });
    }
    document.addEventListener('visibilitychange', () => { if (!document.hidden) poll(); });
    const button = one('#pause');
    if (button) {
      button.hidden = false;
      button.addEventListener('click', () => {
        isPaused = !isPaused;
        button.setAttribute('aria-pressed', String(isPaused));
        isPaused ? showAge() : poll();
      });
    }
    setInterval(showAge, 1000);
    poll();
  }

  return { one, root, fetchPage, say, start, words, clock, onUpdate: (listener) => listeners.push(listener) };
})();
