/**
 * Says at a mark of a chart what stands there, in the words of the table of the chart: where a pointer is, and where arrow keys lead to. A
 * chart is one stop; Escape takes the words away. What a key leads to may scroll the page: its words move along and stay.
 */
export const values = String.raw`
  const tip = make('div', [], { className: 'tip', role: 'status' }), dot = make('i', [], { className: 'dot' });
  doc.body.append(dot, tip);
  const marksOf = (area) => {
    const cells = all('.as-table [data-id]', area.closest('figure'));
    const drawn = all('[data-of]', area).flatMap((shape) => {
      const rows = shape.dataset.of.split(' ').map((places) => places.split(',').map((place) => cells[place]));
      if (rows.length === 1) return [{ shape, cells: rows[0] }];
      const ends = [...(shape.getAttribute('d') ?? '').matchAll(/[MLC]([^A-Za-z]*)/g)].map((step) => step[1].match(/-?[\d.]+/g).slice(-2));
      return ends.length < rows.length ? [] : rows.map((row, at) => ({ shape, end: ends[at], cells: row }));
    });
    return drawn.filter((mark) => mark.cells.every(Boolean));
  };
  const spotOf = ({ shape, end }) => {
    const { left, top, right, bottom } = box(shape);
    if (!end) return { x: (left + right) / 2, y: (top + bottom) / 2 };
    const { x, y } = new DOMPoint(...end).matrixTransform(shape.getScreenCTM());
    return { x, y };
  };
  const tell = (mark) => {
    const row = mark.cells[0].closest('tr'), head = row.closest('table').tHead.rows[0].cells;
    const names = [...row.cells].filter((cell) => !cell.querySelector('[data-id]')).map((each) => plain(each));
    const lines = mark.cells.map((cell) => [head[cell.closest('td').cellIndex], cell.closest('td')].map((each) => plain(each)).join(': '));
    const { x, y } = spotOf(mark);
    tip.replaceChildren(make('b', names.join(', ')), ...lines.map((line) => make('span', line)));
    tip.classList.add('on');
    dot.classList.add('on');
    dot.style.translate = x + 'px ' + y + 'px';
    const left = Math.max(8, Math.min(x + 12, root.clientWidth - tip.offsetWidth - 8)), above = y - tip.offsetHeight - 12;
    tip.style.translate = left + 'px ' + (above < 8 ? y + 12 : above) + 'px';
  };
  let keyed;
  const hide = () => { keyed = undefined; [tip, dot].forEach((one) => one.classList.remove('on')); };
  const tellByKey = (mark) => { keyed = mark; tell(mark); };
  all('main .drawing').forEach((area) => {
    const marks = marksOf(area);
    if (!marks.length) return;
    let at = -1;
    area.classList.add('told');
    const point = (e) => {
      const near = marks.map((mark) => ({ mark, ...spotOf(mark) })).map((spot) => ({ ...spot, far: Math.hypot(spot.x - e.clientX, spot.y - e.clientY) }));
      const on = near.find(({ mark }) => !mark.end && mark.shape === e.target), best = near.sort((a, b) => a.far - b.far)[0];
      const found = on ?? (best.far < 40 ? best : undefined);
      if (!found) return hide();
      at = marks.indexOf(found.mark);
      keyed = undefined;
      tell(found.mark);
    };
    on('pointermove', point, area);
    on('pointerdown', point, area);
    on('pointerleave', (e) => { if (e.target === area && e.relatedTarget !== tip) hide(); }, area);
    on('blur', hide, area);
    on('keydown', (e) => {
      const step = ['ArrowRight', 'ArrowDown'].includes(e.key) - ['ArrowLeft', 'ArrowUp'].includes(e.key);
      if (!step || e.target !== area) return;
      at = (at + step + marks.length) % marks.length;
      marks[at].shape.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
      tellByKey(marks[at]);
      e.preventDefault();
    }, area);
    on('focus', () => { if (area.matches(':focus-visible')) { at = 0; tellByKey(marks[0]); } }, area);
  });
  on('pointerleave', (e) => { if (e.target === tip) hide(); }, tip);
  on('keydown', (e) => { if (e.key === 'Escape') hide(); });
  on('scroll', () => keyed ? tell(keyed) : hide());
`;
