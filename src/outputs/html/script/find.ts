/**
 * A search over headings, tables, figures and text, in a dialog of its own: each place with what stands over it, headings first. Words
 * may stand over a place too: "Albanian 2013" finds a row of a table of years. What begins a word comes before what stands inside one;
 * a number is a whole one.
 */
export const find = String.raw`
  const bare = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const searched = 'main :is(h2, h3, h4, h5, figcaption, tbody tr, p, li, dt, dd)', passed = 'details.description:not(.as-table), .ask-me, .to-contents, .source, .legend, td p, td li, figcaption p';
  const said = new Map(), text = (one) => said.get(one) ?? said.set(one, plain(one)).get(one);
  const over = (one) => {
    const head = headOf(one), figure = one.localName === 'tr' ? one.closest('figure') : undefined;
    return [head === one ? undefined : head, ...(figure ? all('figcaption :is(.number, .title)', figure) : [])].filter(Boolean);
  };
  let index;
  const places = () => index ??= all(searched).filter((one) => !one.closest(passed) && !one.querySelector('p') || one.localName === 'figcaption')
    .map((one) => ({ one, text: text(one), over: over(one).map(text), rank: /^h/.test(one.localName) ? 0 : one.localName === 'figcaption' ? 1 : one.closest('details.description') ? 3 : 2 }))
    .map((place) => {
      const heads = place.one.localName === 'tr' ? plain(place.one.closest('table').tHead ?? place.one) : '';
      return { ...place, bare: bare(place.text), around: bare([...place.over, heads].join(' ')) };
    });
  const field = make('input', [], { type: 'search', autocomplete: 'off' }), count = make('p', '', { role: 'status' }), hits = make('ol', []);
  const finder = make('dialog', [make('label', [make('span', say.words), field]), button(say.close, () => finder.close()), count, hits], { className: 'finder', ariaLabel: say.find });
  doc.body.append(finder);
  const go = (one) => {
    finder.close();
    all('.found').forEach((each) => each.classList.remove('found'));
    show(one);
    const folded = one.closest('.as-table');
    if (folded) folded.open = true;
    one.classList.add('found');
    one.tabIndex = -1;
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: 'center' });
    follow();
  };
  const placeOf = (bare, word, from) => {
    let at = bare.indexOf(word, from);
    while (at >= 0 && (/^\d/.test(word) && /\d[.,]?$/.test(bare.slice(Math.max(0, at - 2), at)) || /\d$/.test(word) && /^[.,]?\d/.test(bare.slice(at + word.length)))) at = bare.indexOf(word, at + 1);
    return at;
  };
  const startOf = (bare, word) => {
    let at = placeOf(bare, word);
    while (at > 0 && /[\p{L}\p{N}]/u.test(bare[at - 1])) at = placeOf(bare, word, at + 1);
    return at;
  };
  const excerpt = ({ text, bare }, word) => {
    const start = startOf(bare, word), at = start < 0 ? Math.max(0, placeOf(bare, word)) : start, from = at < 60 ? 0 : text.lastIndexOf(' ', at - 40) + 1, end = at + word.length, to = text.indexOf(' ', end + 80);
    return [(from ? '… ' : '') + text.slice(from, at), make('mark', text.slice(at, end)), to < 0 ? text.slice(end) : text.slice(end, to) + ' …'];
  };
  const search = () => {
    const words = bare(field.value).split(/\s+/).filter((word) => word.length > 1 || /\d/.test(word));
    const fits = (place) => {
      const own = words.filter((word) => placeOf(place.bare, word) >= 0);
      return own.length && words.every((word) => own.includes(word) || placeOf(place.around, word) >= 0) ? [{ ...place, word: own[0], far: words.length - own.length, torn: own.some((word) => startOf(place.bare, word) < 0) }] : [];
    };
    const found = words.length ? places().flatMap(fits).sort((a, b) => (a.far > 0) - (b.far > 0) || a.torn - b.torn || a.rank - b.rank || a.far - b.far) : [];
    count.textContent = !words.length ? '' : found.length ? say.found + ' ' + found.length : say.nothing;
    hits.replaceChildren(...found.slice(0, 50).map((place) => {
      const above = place.over.length ? [make('small', place.over.join(' · '))] : [];
      return make('li', make('button', [...above, make('span', excerpt(place, place.word))], { type: 'button', onclick: () => go(place.one) }));
    }));
  };
  on('input', search, field);
  on('keydown', (e) => {
    if (e.key === 'Escape') finder.close();
    const all = [...hits.querySelectorAll('button')], at = all.indexOf(e.target), step = (e.key === 'ArrowDown') - (e.key === 'ArrowUp');
    if (e.key === 'Enter' && at < 0 && e.target === field) all[0]?.click();
    if (!step) return;
    e.preventDefault();
    (at + step < 0 ? field : all[Math.min(at + step, all.length - 1)])?.focus();
  }, finder);
  nav.append(make('button', say.find, { type: 'button', className: 'find', onclick: () => { finder.showModal(); field.select(); } }));
`;
