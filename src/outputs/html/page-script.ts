import { createHash } from 'node:crypto';

/**
 * What the page does beyond its markup; every part is an extra, and the page reads without it. It folds the contents on
 * narrow screens and marks the reading position in them. One panel says where a number comes from: a click, a touch or
 * the Enter key opens it, Escape closes it and leads back. The tab order stays short: one stop for each table and each
 * paragraph, arrow keys inside.
 */
const source = String.raw`(() => {
const doc = document, root = doc.documentElement, all = (query, part = doc) => [...part.querySelectorAll(query)];
const on = (name, run, at = doc) => at.addEventListener(name, run, true);
const box = (one) => one.getBoundingClientRect();
root.classList.add('js');
const nav = doc.querySelector('nav'), fold = nav.querySelector('details');
const wide = matchMedia('(min-width:64rem)'), fit = () => { fold.open = wide.matches; };
fit();
on('change', fit, wide);
on('click', (e) => {
  const a = e.target.closest('a');
  if (!a || wide.matches) return;
  if (nav.contains(a)) fold.open = false;
  else if (a.hash === '#' + nav.id) fold.open = true;
});
const unfold = (e) => {
  const link = e?.target.closest?.('a[href^="#"]'), hash = link ? link.hash : location.hash;
  const to = hash && doc.getElementById(decodeURIComponent(hash.slice(1)));
  const folded = to && (to.closest('.fold') ?? to.parentNode.querySelector(':scope > .fold'));
  if (folded) folded.open = true;
};
on('click', unfold);
on('hashchange', () => unfold(), window);
on('beforeprint', () => all('.fold').forEach((one) => { one.open = true; }), window);
on('DOMContentLoaded', () => {
  unfold();
  const links = new Map(all('a', nav).map((a) => [decodeURI(a.hash.slice(1)), a]));
  const heads = all('main :is(h2, h3)').filter((head) => links.has(head.id));
  const spot = fold.querySelector('summary').appendChild(doc.createElement('span'));
  const seen = (one) => one.checkVisibility?.() ?? true;
  let here;
  const follow = () => {
    const shown = heads.filter(seen), end = root.scrollHeight - scrollY - innerHeight < 2;
    const asked = shown.find((one) => '#' + one.id === decodeURI(location.hash) && box(one).top > -1 && box(one).top < innerHeight * (end ? 1 : .3));
    const head = asked || shown.findLast((one) => box(one).top < innerHeight * .3 + 1);
    const a = head && links.get(head.id);
    if (a === here) return;
    if (here) here.ariaCurrent = null;
    here = a;
    spot.textContent = a ? a.querySelector('.words').textContent : '';
    if (!here) return;
    here.ariaCurrent = 'true';
    const at = box(here), list = box(nav);
    if (at.top < list.top || at.bottom > list.bottom) nav.scrollTop += at.top - list.top - list.height / 3;
  };
  on('click', (e) => {
    const a = e.target.closest?.('.languages a');
    if (a) a.hash = here ? here.hash : '';
  });
  on('scroll', follow);
  on('hashchange', follow, window);
  on('toggle', follow);
  on('resize', follow, window);
  follow();

  const areas = all('.drawing');
  const reach = () => areas.forEach((area) => {
    const scrolls = area.scrollWidth > area.clientWidth;
    area.tabIndex = scrolls ? 0 : -1;
    area.role = scrolls ? 'group' : null;
    if (scrolls) area.setAttribute('aria-labelledby', area.closest('figure').getAttribute('aria-labelledby'));
    else area.removeAttribute('aria-labelledby');
  });
  on('resize', reach, window);
  reach();

  const data = JSON.parse(doc.getElementById('_origins').textContent), say = data.words;
  const panel = doc.getElementById('_origin'), number = '[data-id]:is(data, abbr)';
  const make = (name, content, more) => {
    const one = Object.assign(doc.createElement(name), more);
    one.append(...[content].flat());
    if (data.langs?.[content]) one.lang = data.langs[content];
    return one;
  };
  const plain = (one) => {
    const copy = one.cloneNode(true);
    all('.spoken, .illustrative-mark, .note-mark, .anchor, .paragraph-number, svg', copy).forEach((each) => each.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  const sentence = (one) => {
    const cell = one.closest('td'), row = cell?.parentNode, part = one.closest('.tally-entry') ?? cell;
    if (cell) {
      const head = cell.closest('table').tHead?.rows[0].cells[cell.cellIndex];
      const names = [one.closest('figure')?.querySelector('.number'), row.cells[0], head].filter((each) => each && each !== cell);
      return names.map(plain).join(', ') + ': ' + plain(part);
    }
    const block = one.closest('p, li, h2, h3, h4, h5, h6, figcaption') ?? one, sign = '\uE000';
    one.prepend(sign);
    const text = plain(block);
    one.firstChild.remove();
    const parts = Intl.Segmenter ? [...new Intl.Segmenter(root.lang, { granularity: 'sentence' }).segment(text)] : [{ segment: text }];
    return parts.find((part) => part.segment.includes(sign)).segment.replace(sign, '').trim();
  };
  const rowsOf = (places) => {
    if (!places.length) return { table: [], sets: [] };
    const cells = places.map((at) => data.cells[at]), sets = [...new Set(cells.map((cell) => cell[0]))];
    const whats = new Set(cells.map((cell) => cell[2]));
    const heads = [...new Set(sets.flatMap((set) => data.datasets[set].heads))];
    const table = [[...(sets.length > 1 ? [say.data] : []), ...heads, ...(whats.size > 1 ? [say.what, say.number] : [data.labels[cells[0][2]]])]];
    cells.forEach(([set, text, what, ...labels]) => {
      const { title, heads: own } = data.datasets[set];
      const words = heads.map((head) => data.labels[labels[own.indexOf(head)]] ?? '');
      table.push([...(sets.length > 1 ? [title] : []), ...words, ...(whats.size > 1 ? [data.labels[what]] : []), text]);
    });
    return { table, sets: sets.map((set) => data.datasets[set]) };
  };
  const csv = (table) => '\uFEFF' + table.map((row) => row.map((text) => '"' + (/^[=@+]/.test(text) ? '\u0027' + text : text).replace(/"/g, '""') + '"').join(',') + '\r\n').join('');
  const save = (table, name) => {
    const href = URL.createObjectURL(new Blob([csv(table)], { type: 'text/csv' }));
    make('a', [], { href, download: name + '.csv' }).click();
    setTimeout(() => URL.revokeObjectURL(href));
  };
  const copy = (text, done) => {
    const old = () => {
      const area = make('textarea', [], { value: text });
      panel.append(area);
      area.select();
      doc.execCommand('copy');
      area.remove();
      done();
    };
    navigator.clipboard ? navigator.clipboard.writeText(text).then(done, old) : old();
  };
  let now;
  const close = () => { if (panel.matches(':popover-open')) panel.hidePopover(); };
  const button = (words, onclick) => make('button', words, { type: 'button', onclick });
  const fill = (one) => {
    const [how, rule, equation, ...places] = data.origins[data.numbers[one.dataset.id]];
    const told = sentence(one), { table, sets } = rowsOf(places), [heads = [], ...rows] = table;
    const calculation = [data.labels[rule], equation].filter(Boolean);
    const status = make('p', '', { role: 'status' });
    const words = [data.labels[how], ...calculation, ...sets.flatMap((set) => [set.title, ...set.notes])];
    const address = location.href.split('#')[0] + '#' + (one.closest('figure[id]') ?? one.closest('section')?.querySelector('[id]'))?.id;
    const grid = make('table', [
      make('thead', make('tr', heads.map((head) => make('th', head, { scope: 'col' })))),
      make('tbody', rows.map((row) => make('tr', row.map((text, at) => make(at ? 'td' : 'th', text, at ? {} : { scope: 'row' }))))),
    ]);
    grid.ariaLabel = sets.map((set) => set.title).join('; ');
    const area = make('div', grid, { className: 'rows', tabIndex: 0, role: 'group', ariaLabel: grid.ariaLabel });
    const isClosed = sets.some((set) => set.closed);
    panel.setAttribute('aria-labelledby', panel.id + '-title');
    panel.replaceChildren(
      make('p', say.title, { id: panel.id + '-title', className: 'title' }),
      make('p', told, { className: 'told' }),
      make('p', data.labels[how]),
      ...calculation.map((text) => make('p', text, { className: 'sum' })),
      ...sets.flatMap((set) => [make('p', set.title, { className: 'set' }), ...set.notes.map((note) => make('p', note, { className: 'from' }))]),
      ...(rows.length ? [area] : []),
      ...(isClosed ? [make('p', say.closed, { className: 'from' })] : []),
      make('div', [
        button(say.copy, () => copy([told, data.cite, ...words, address].join('\n'), () => { status.textContent = say.copied; })),
        ...(isClosed || !rows.length ? [] : [button(say.download, () => save(table, one.dataset.id.replace(/\W+/g, '-')))]),
        button(say.close, close),
      ], { className: 'acts' }),
      status,
    );
  };
  const place = (one) => {
    const at = box(one), size = box(panel);
    const below = at.bottom + size.height + 12 < innerHeight || at.top < size.height + 12;
    panel.style.setProperty('--x', Math.max(8, Math.min(at.left, root.clientWidth - size.width - 8)) + 'px');
    panel.style.setProperty('--y', Math.max(8, Math.min(below ? at.bottom + 6 : at.top - size.height - 6, innerHeight - size.height - 8)) + 'px');
  };
  const open = (one) => {
    close();
    if (now) now.ariaExpanded = 'false';
    now = one;
    fill(one);
    one.ariaExpanded = 'true';
    panel.showPopover();
    place(one);
    panel.focus();
  };
  on('toggle', ({ newState }) => {
    if (newState !== 'closed' || panel.matches(':popover-open')) return;
    now.ariaExpanded = 'false';
    if (panel.contains(doc.activeElement) || doc.activeElement === doc.body) now.focus({ preventScroll: true });
  }, panel);

  const numbers = panel.showPopover ? all(number).filter((one) => one.dataset.id in data.numbers && !one.closest('a, summary')) : [];
  const groupOf = (one) => one.closest('table, p, li, h2, h3, h4, h5, h6') ?? one;
  const groups = new Map();
  numbers.forEach((one) => {
    const group = groupOf(one), rest = groups.get(group);
    one.role = 'button';
    one.ariaExpanded = 'false';
    one.tabIndex = rest ? -1 : 0;
    one.classList.add('asks');
    rest ? rest.push(one) : groups.set(group, [one]);
  });
  all('.scroll').forEach((area) => { if (area.querySelector('.asks')) area.removeAttribute('tabindex'); });
  const inTable = (table, one, x, y) => {
    const rows = all('tr', table).map((row) => all('.asks', row)).filter((row) => row.length);
    const at = rows.findIndex((row) => row.includes(one)), row = rows[at + y];
    return row?.[y ? Math.min(row.length - 1, rows[at].indexOf(one)) : rows[at].indexOf(one) + x];
  };
  on('click', (e) => {
    const one = e.target.closest?.('.asks');
    if (one) open(one);
  });
  on('keydown', (e) => {
    const { key, target } = e;
    if (key === 'Tab' && panel.contains(target)) {
      const stops = all('[tabindex="0"], button', panel), end = e.shiftKey ? [stops[0], panel] : [stops.at(-1)];
      if (end.includes(target)) { close(); now.focus(); e.preventDefault(); }
    }
    if (!target.matches?.('.asks')) return;
    if (key === 'Enter' || key === ' ') { open(target); e.preventDefault(); return; }
    const x = (key === 'ArrowRight') - (key === 'ArrowLeft'), y = (key === 'ArrowDown') - (key === 'ArrowUp');
    if (!x && !y) return;
    const group = groupOf(target), rest = groups.get(group);
    const one = group.localName === 'table' ? inTable(group, target, x, y) : rest[rest.indexOf(target) + x + y];
    if (!one) return;
    target.tabIndex = -1;
    one.tabIndex = 0;
    one.focus();
    e.preventDefault();
  });
});
})();`;

/** The source without the spaces that only its reader needs. It has no text in which a space stands beside a sign. */
export const pageScript = source
  .split(/('[^']*')/)
  .map((part, index) =>
    index % 2 === 1 ? part : part.replace(/\s*([=+*<>?:;,(){}&|!-])\s*/g, '$1').replace(/\n/g, ''),
  )
  .join('');

/** The source expression that lets the content security policy run this script and no other. */
export const pageScriptHash = `'sha256-${createHash('sha256').update(pageScript).digest('base64')}'`;
