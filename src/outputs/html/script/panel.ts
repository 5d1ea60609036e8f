/**
 * One panel says where a number comes from: a click, a touch or the Enter key opens it, Escape closes it and leads back. The tab
 * order stays short: one stop for each table and each paragraph, arrow keys inside.
 */
export const panel = String.raw`
  const fill = (one) => {
    const [title, how, rule, equation, ...places] = data.origins[data.numbers[one.dataset.id]];
    const told = sentence(one), { table, sets } = rowsOf(places), [heads = [], ...rows] = table;
    const unit = /\d(\s?%)/.exec(one.textContent)?.[1] ?? '';
    const calculation = [data.labels[rule], equation && equation + unit].filter(Boolean);
    const status = make('p', '', { role: 'status' });
    const words = [data.labels[title], data.labels[how], ...calculation, ...sets.flatMap((set) => [set.title, ...set.notes])];
    const grid = make('table', [
      make('thead', make('tr', heads.map((head) => make('th', head, { scope: 'col' })))),
      make('tbody', rows.map((row) => make('tr', row.map((text, at) => make(at ? 'td' : 'th', text, at ? {} : { scope: 'row' }))))),
    ]);
    grid.ariaLabel = sets.map((set) => set.title).join('; ');
    const area = make('div', grid, { className: 'rows', tabIndex: 0, role: 'group', ariaLabel: grid.ariaLabel });
    panel.setAttribute('aria-labelledby', panel.id + '-title');
    panel.replaceChildren(
      make('p', data.labels[title], { id: panel.id + '-title', className: 'title' }),
      make('p', told, { className: 'told' }),
      make('p', data.labels[how]),
      ...calculation.map((text) => make('p', text, { className: 'sum' })),
      ...sets.flatMap((set) => [make('p', set.title, { className: 'set' }), ...set.notes.map((note) => make('p', note, { className: 'from' }))]),
      ...(rows.length ? [area] : []),
      make('div', [
        button(say.copy, () => copy([told, data.cite, ...words, addressOf(one)], status)),
        ...(rows.length ? [button(say.download, () => save(csv(table), one.dataset.id, 'csv'))] : []),
        button(say.close, close),
      ], { className: 'acts' }),
      status,
    );
  };
  const place = (one) => {
    const at = box(one), top = parseFloat(root.style.getPropertyValue('--bar')) + 6;
    panel.style.maxHeight = '';
    if (sheet.matches) {
      const free = innerHeight - panel.offsetHeight;
      if (at.bottom > free - 8 || at.top < top) scrollBy(0, (at.top + at.bottom - free - top) / 2);
      return;
    }
    const size = box(panel), under = innerHeight - at.bottom - 14, over = at.top - 14;
    const below = size.height <= under || under >= over, room = Math.min(size.height, Math.max(below ? under : over, 160));
    panel.style.maxHeight = room + 'px';
    panel.style.setProperty('--x', Math.max(8, Math.min(at.left, root.clientWidth - size.width - 8)) + 'px');
    panel.style.setProperty('--y', Math.max(8, below ? at.bottom + 6 : at.top - room - 6) + 'px');
  };
  const open = (one) => {
    close();
    if (now) now.ariaExpanded = 'false';
    now = one;
    fill(one);
    one.ariaExpanded = 'true';
    panel.showPopover();
    place(one);
    panel.focus({ preventScroll: true });
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
  const first = numbers.find((one) => one.closest('main') && seen(one)), line = doc.querySelector('.ask-me');
  if (first) line?.append(' ', button(plain(first), () => { first.scrollIntoView({ block: 'nearest' }); open(first); }));
  else line?.remove();
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
`;
