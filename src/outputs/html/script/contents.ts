/** What all parts of the script share; then: folds the contents on narrow screens, and unfolds what a link leads to. */
export const contents = `
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
  const show = (to) => {
    const folded = to && (to.closest('.fold') ?? to.parentNode.querySelector(':scope > .fold'));
    if (folded) folded.open = true;
  };
  const unfold = (e) => {
    const link = e?.target.closest?.('a[href^="#"]'), hash = link ? link.hash : location.hash;
    show(hash && doc.getElementById(decodeURIComponent(hash.slice(1))));
  };
  on('click', unfold);
  on('hashchange', () => unfold(), window);
  on('beforeprint', () => all('.fold').forEach((one) => { one.open = true; }), window);
`;
