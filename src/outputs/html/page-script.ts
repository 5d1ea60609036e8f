import { createHash } from 'node:crypto';

/**
 * What the page does beyond its markup; every part is an extra, and the page reads without it. It folds the
 * contents on narrow screens, marks the reading position in them, shows where a number comes from in one element
 * outside the text, and keeps the tab order short: one stop for each table and each paragraph, arrow keys inside.
 */
export const pageScript = `(() => {
const doc = document, all = (query, root = doc) => [...root.querySelectorAll(query)];
doc.documentElement.classList.add('js');
const contents = doc.querySelector('nav.contents'), fold = contents.querySelector('details');
const wide = matchMedia('(min-width: 64rem)'), fit = () => { fold.open = wide.matches; };
fit();
wide.addEventListener('change', fit);
contents.addEventListener('click', (event) => { if (event.target.closest('a') && !wide.matches) fold.open = false; });
addEventListener('DOMContentLoaded', () => {
  const links = new Map(all('a', contents).map((link) => [decodeURI(link.hash.slice(1)), link]));
  const heads = all('main :is(h2, h3)').filter((head) => links.has(head.id));
  let here;
  const follow = () => {
    const line = innerHeight * 0.3 + 1;
    const head = heads.findLast((one) => one.getBoundingClientRect().top < line);
    const link = head && links.get(head.id);
    if (link === here) return;
    here?.removeAttribute('aria-current');
    here = link;
    if (!here) return;
    here.setAttribute('aria-current', 'true');
    const at = here.getBoundingClientRect(), box = contents.getBoundingClientRect();
    if (wide.matches && (at.top < box.top || at.bottom > box.bottom)) contents.scrollTop += at.top - box.top - box.height / 3;
  };
  const watch = new IntersectionObserver(follow, { rootMargin: '0px 0px -70% 0px' });
  heads.forEach((head) => watch.observe(head));

  const tip = doc.getElementById('_origin');
  let shown;
  const hide = () => { shown?.removeAttribute('aria-describedby'); shown = undefined; tip.hidden = true; };
  const show = (value) => {
    if (value === shown) return;
    hide();
    shown = value;
    tip.textContent = value.dataset.from;
    value.removeAttribute('title');
    tip.hidden = false;
    value.setAttribute('aria-describedby', tip.id);
    place();
  };
  const place = () => {
    const at = shown.getBoundingClientRect(), box = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, doc.documentElement.clientWidth - box.width - 8));
    const below = at.bottom + box.height + 8 < innerHeight || at.top < box.height + 8;
    tip.style.left = left + 'px';
    tip.style.top = (below ? at.bottom : at.top - box.height) + 'px';
  };
  const react = (event) => {
    const value = event.target.closest?.('[data-from]');
    if (value) show(value);
    else if (!event.target.closest?.('#_origin')) hide();
  };
  doc.addEventListener('pointerover', react);
  doc.addEventListener('focusin', react);
  const settle = () => { if (shown) shown === doc.activeElement ? place() : hide(); };
  addEventListener('scroll', settle, { passive: true, capture: true });

  const groups = new Set(all('[data-from][tabindex]').map((value) => value.closest('p, li') ?? value));
  for (const group of groups) all('[data-from]', group).slice(1).forEach((value) => { value.tabIndex = -1; });
  const move = (value) => { if (value) { value.tabIndex = value.closest('table') ? -1 : 0; value.focus(); } return !!value; };
  const inTable = (region, from, key) => {
    const rows = all('tr', region).map((row) => all('[data-from]', row)).filter((row) => row.length);
    const y = rows.findIndex((row) => row.includes(from));
    if (y < 0) return rows[0]?.[0];
    const x = rows[y].indexOf(from);
    const row = rows[y + (key === 'ArrowDown') - (key === 'ArrowUp')];
    return row?.[Math.min(row.length - 1, x + (key === 'ArrowRight') - (key === 'ArrowLeft'))];
  };
  doc.addEventListener('keydown', (event) => {
    const { key, target } = event, region = target.closest('.scroll');
    if (key === 'Escape') { hide(); if (region) region.focus(); return; }
    if (!key.startsWith('Arrow')) return;
    if (region && move(inTable(region, target, key))) event.preventDefault();
    const group = !region && target.matches('[data-from]') && target.closest('p, li');
    if (!group) return;
    const values = all('[data-from]', group), step = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
    if (move(values[values.indexOf(target) + step])) { target.tabIndex = -1; event.preventDefault(); }
  });
});
})();`.replace(/^ +/gm, '');

/** The source expression that lets the content security policy run this script and no other. */
export const pageScriptHash = `'sha256-${createHash('sha256').update(pageScript).digest('base64')}'`;
