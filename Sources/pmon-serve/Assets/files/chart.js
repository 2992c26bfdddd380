// Values of the chart for pointer and keyboard.
(() => {
  const { one, root, onUpdate, words, clock } = pmon;

  // The chart's values under the pointer and, with the arrows, from point to point.
  function chart() {
    const figure = one('.chart'), svg = figure && one('svg', figure);
    if (!svg || figure.dataset.ready || !figure.dataset.key) return;
    figure.dataset.ready = '1';
    const { key, from, to } = figure.dataset;
    const cursor = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    cursor.setAttribute('class', 'cursor');
    const said = document.createElement('p');
    said.className = 'said';
    one('figcaption', figure).after(said);
    let points = null, place = -1;
    const load = async () => {
      points ||= fetch(`${root}api/v1/monitors/${key}/history?from=${from}&to=${to}&max=240`).then((answer) => answer.ok ? answer.json() : null).catch(() => null);
      return points;
    };
    const number = (value) => value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
    const text = (past, index) => {
      const values = past.p50[index] == null ? '' : past.n[index] > 1 ? ` · median ${number(past.p50[index])} ms, ${number(past.min[index])} to ${number(past.max[index])} ms` : ` · ${number(past.p50[index])} ms`;
      return `${clock(past.t[index], past.offset_s[index])} · ${words[past.state[index]] || past.state[index]}${past.n[index] > 1 ? ` · ${past.n[index]} checks` : ''}${values}`;
    };
    const show = (past, index) => {
      place = index;
      cursor.setAttribute('d', `M${(past.t[index] - from) / (to - from) * 960} 0v184`);
      svg.append(cursor);
      const sentence = text(past, index);
      said.textContent = sentence;
      svg.setAttribute('aria-valuemax', String(past.t.length));
      svg.setAttribute('aria-valuenow', String(index + 1));
      svg.setAttribute('aria-valuetext', sentence);
    };
    const attributes = { role: 'slider', tabindex: '0', 'aria-valuemin': '1', 'aria-valuemax': '1', 'aria-valuenow': '1', 'aria-roledescription': 'chart' };
    for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
    svg.addEventListener('pointermove', async (event) => {
      const past = await load();
      if (!past?.t.length) return;
      const box = svg.getBoundingClientRect(), at = Number(from) + (event.clientX - box.left) / box.width * (to - from);
      let near = 0;
      past.t.forEach((other, index) => { if (Math.abs(other - at) < Math.abs(past.t[near] - at)) near = index; });
      show(past, near);
    });
    svg.addEventListener('focus', async () => { const past = await load(); if (past?.t.length) show(past, place < 0 ? past.t.length - 1 : place); });
    svg.addEventListener('keydown', async (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: -10, PageDown: 10, Home: -1e9, End: 1e9 };
      if (!steps[event.key]) return;
      event.preventDefault();
      const past = await load();
      if (past?.t.length) show(past, Math.max(0, Math.min(past.t.length - 1, place + steps[event.key])));
    });
  }
  chart();
  onUpdate(chart);
})();
