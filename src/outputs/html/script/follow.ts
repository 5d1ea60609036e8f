/** Marks the reading position in the contents, or where a search led to, and the bar that stays above the text says it on narrow screens. */
export const follow = `
  unfold();
  const links = new Map(all('a', nav).map((a) => [decodeURI(a.hash.slice(1)), a]));
  const heads = all('main :is(h2, h3)').filter((head) => links.has(head.id));
  const spot = fold.querySelector('summary').appendChild(doc.createElement('span'));
  const seen = (one) => one.checkVisibility?.() ?? true;
  let here;
  const follow = () => {
    const shown = heads.filter(seen), end = root.scrollHeight - scrollY - innerHeight < 2;
    const asked = shown.find((one) => '#' + one.id === decodeURI(location.hash) && box(one).top > -1 && box(one).top < innerHeight * (end ? 1 : .3));
    const hit = doc.querySelector('.found'), inView = hit && box(hit).bottom > 0 && box(hit).top < innerHeight;
    const head = inView ? heads.findLast((one) => one === hit || one.compareDocumentPosition(hit) & 4) : asked || shown.findLast((one) => box(one).top < innerHeight * .3 + 1);
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
  on('hashchange', () => { doc.querySelector('.found')?.classList.remove('found'); follow(); }, window);
  on('toggle', follow);
  on('resize', follow, window);
  follow();
`;
