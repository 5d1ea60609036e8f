/** Words of the page as readers take them along: a sentence with a number, rows behind it, an address; and how they are copied and saved. */
export const telling = String.raw`
  const data = JSON.parse(doc.getElementById('_origins').textContent), say = data.words;
  const panel = doc.getElementById('_origin'), number = '[data-id]:is(data, abbr)', sheet = matchMedia('(max-width:40rem)');
  const make = (name, content, more) => {
    const one = Object.assign(doc.createElement(name), more);
    one.append(...[content].flat());
    if (data.langs?.[content]) one.lang = data.langs[content];
    return one;
  };
  const button = (words, onclick) => make('button', words, { type: 'button', onclick });
  const plain = (one, marks) => {
    const copy = one.cloneNode(true);
    all('.spoken, .note-mark, .anchor, .paragraph-number, .tiles:has(+ .tally), svg' + (marks ? '' : ', .illustrative-mark'), copy).forEach((each) => each.remove());
    all('.unit, .detail', copy).forEach((each) => each.prepend(', '));
    all('.card-note', copy).forEach((each) => each.prepend('; '));
    all('.tally, .tally-entry, .illustrative-mark, td, th, p:not(.card-note), li', copy).forEach((each) => each.prepend(' '));
    return copy.textContent.replace(/\s+/g, ' ').replace(/\s,/g, ',').trim();
  };
  const headOf = (one) => one.closest('section')?.querySelector('h2, h3, h4, h5');
  const sentence = (one) => {
    const cell = one.closest('td'), part = one.closest('.tally-entry') ?? cell;
    if (part) {
      const head = cell?.closest('table').tHead?.rows[0].cells[cell.cellIndex];
      const names = [one.closest('figure')?.querySelector('.number'), cell?.parentNode.cells[0], head].filter((each) => each && each !== cell);
      return names.map((each) => plain(each)).join(', ') + ': ' + plain(part);
    }
    const block = one.closest('.card') ?? one.closest('p, li, h2, h3, h4, h5, h6, figcaption') ?? one, sign = '\uE000';
    one.prepend(sign);
    const text = plain(block);
    one.firstChild.remove();
    const parts = Intl.Segmenter ? [...new Intl.Segmenter(root.lang, { granularity: 'sentence' }).segment(text)] : [{ segment: text }];
    return parts.find((part) => part.segment.includes(sign)).segment.replace(sign, '').trim();
  };
  const rowsOf = (places) => {
    const things = places.map((at) => [at].flat().map((each) => data.cells[each])), cells = things.flat(), setsOf = (some) => [...new Set(some.map((cell) => cell[0]))];
    const sets = setsOf(cells), named = setsOf(things.map((thing) => thing[0])), whats = [...new Set(cells.map((cell) => cell[2]))];
    const heads = [...new Set(named.flatMap((set) => data.datasets[set].heads))];
    const rowsBy = (apart) => {
      const rows = new Map();
      things.forEach((thing) => {
        const [set, , , ...labels] = thing[0], { title, heads: own } = data.datasets[set], words = heads.map((head) => data.labels[labels[own.lastIndexOf(head)]] ?? '');
        const key = JSON.stringify([apart && set, words]), row = rows.get(key) ?? [...(apart ? [title] : []), ...words, ...whats.map(() => '')];
        thing.forEach(([, text, what]) => { row[row.length - whats.length + whats.indexOf(what)] = text; });
        rows.set(key, row);
      });
      return [...rows.values()];
    };
    const joined = rowsBy(false), apart = named.length > 1 && (joined.flat().includes('') || joined.length * whats.length < cells.length);
    const table = cells.length ? [[...(apart ? [say.data] : []), ...heads, ...whats.map((what) => data.labels[what])], ...(apart ? rowsBy(true) : joined)] : [];
    return { table, sets: sets.map((set) => data.datasets[set]) };
  };
  const addressOf = (one) => location.href.split('#')[0] + '#' + (one.closest('figure[id]') ?? headOf(one))?.id;
  const comma = say.decimal === ',' ? ';' : ',';
  const [grouped, gap] = comma === ',' ? [/^[−-]?\d{1,3}([,\s]\d{3})+(\.\d+)?$/, /[,\s]/g] : [/^[−-]?\d{1,3}([.\s]\d{3})+(,\d+)?$/, /[.\s]/g];
  const unmarked = (text) => (grouped.test(text) ? text.replace(gap, '') : text).replace(/^−(?=\d)/, '-');
  const csv = (table) => '\uFEFF' + table.map((row) => row.map(unmarked).map((text) => '"' + (/^[=@+]/.test(text) ? '\u0027' + text : text).replace(/"/g, '""') + '"').join(comma) + '\r\n').join('');
  const types = { csv: 'text/csv', svg: 'image/svg+xml' };
  const save = (content, name, type) => {
    const href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: types[type] }));
    make('a', [], { href, download: name.replace(/\W+/g, '-') + '.' + type }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1e4);
  };
  const copy = (lines, status) => {
    const text = lines.filter(Boolean).join('\n'), done = () => { status.textContent = say.copied; };
    const old = () => {
      const area = make('textarea', [], { value: text });
      status.after(area);
      area.select();
      doc.execCommand('copy');
      area.remove();
      done();
    };
    navigator.clipboard ? navigator.clipboard.writeText(text).then(done, old) : old();
  };
  let now;
  const close = () => { if (panel.matches(':popover-open')) panel.hidePopover(); };
`;
