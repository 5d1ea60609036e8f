/** A search over headings, tables, figures and text, in a dialog of its own: each place with its section, headings first. */
export const find = String.raw`
  const bare = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const searched = 'main :is(h2, h3, h4, h5, figcaption, tbody tr, p, li, dt, dd)', passed = 'details.description, .ask-me, .to-contents, .source, .legend, td p, td li, figcaption p';
  let index;
  const places = () => index ??= all(searched).filter((one) => !one.closest(passed) && !one.querySelector('p')).concat(all('main figcaption'))
    .map((one) => ({ one, text: plain(one), rank: /^h/.test(one.localName) ? 0 : one.localName === 'figcaption' ? 1 : 2 }))
    .map((place) => ({ ...place, bare: bare(place.text) }));
  const field = make('input', [], { type: 'search', autocomplete: 'off' }), count = make('p', '', { role: 'status' }), hits = make('ol', []);
  const finder = make('dialog', [make('label', [make('span', say.words), field]), button(say.close, () => finder.close()), count, hits], { className: 'finder', ariaLabel: say.find });
  doc.body.append(finder);
  const go = (one) => {
    finder.close();
    all('.found').forEach((each) => each.classList.remove('found'));
    show(one);
    one.classList.add('found');
    one.tabIndex = -1;
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: 'center' });
  };
  const excerpt = ({ text, bare }, word) => {
    const at = Math.max(0, bare.indexOf(word)), from = at < 60 ? 0 : text.lastIndexOf(' ', at - 40) + 1, end = at + word.length, to = text.indexOf(' ', end + 80);
    return [(from ? '… ' : '') + text.slice(from, at), make('mark', text.slice(at, end)), to < 0 ? text.slice(end) : text.slice(end, to) + ' …'];
  };
  const search = () => {
    const words = bare(field.value).split(/\s+/).filter((word) => word.length > 1);
    const found = words.length ? places().filter((place) => words.every((word) => place.bare.includes(word))).sort((a, b) => a.rank - b.rank) : [];
    count.textContent = !words.length ? '' : found.length ? say.found + ' ' + found.length : say.nothing;
    hits.replaceChildren(...found.slice(0, 50).map((place) => {
      const head = headOf(place.one);
      return make('li', make('button', [...(head && head !== place.one ? [make('small', plain(head))] : []), make('span', excerpt(place, words[0]))], { type: 'button', onclick: () => go(place.one) }));
    }));
  };
  on('input', search, field);
  on('keydown', (e) => {
    const all = [...hits.querySelectorAll('button')], at = all.indexOf(e.target), step = (e.key === 'ArrowDown') - (e.key === 'ArrowUp');
    if (e.key === 'Enter' && at < 0 && e.target === field) all[0]?.click();
    if (!step) return;
    e.preventDefault();
    (at + step < 0 ? field : all[Math.min(at + step, all.length - 1)])?.focus();
  }, finder);
  nav.append(make('button', say.find, { type: 'button', className: 'find', onclick: () => { finder.showModal(); field.select(); } }));
`;
