import { createHash } from 'node:crypto';

/**
 * What the page does beyond its markup; every part is an extra, and the page reads without it. It folds the
 * contents on narrow screens, marks the reading position in them, shows where a number comes from in one element
 * outside the text (a click, a touch or the Enter key holds it there until another number is chosen), and keeps the
 * tab order short: one stop for each table and each paragraph, arrow keys inside.
 */
const source = `(() => {
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
on('DOMContentLoaded', () => {
  const links = new Map(all('a', nav).map((a) => [decodeURI(a.hash.slice(1)), a]));
  const heads = all('main :is(h2, h3)').filter((head) => links.has(head.id));
  let here;
  const follow = () => {
    const head = heads.findLast((one) => box(one).top < innerHeight * .3 + 1);
    const a = head && links.get(head.id);
    if (a === here) return;
    if (here) here.ariaCurrent = null;
    here = a;
    if (!here) return;
    here.ariaCurrent = 'true';
    const at = box(here), list = box(nav);
    if (at.top < list.top || at.bottom > list.bottom) nav.scrollTop += at.top - list.top - list.height / 3;
  };
  on('scroll', follow);
  on('resize', follow, window);
  follow();

  const areas = all('.drawing');
  const reach = () => areas.forEach((area) => {
    const scrolls = area.scrollWidth > area.clientWidth;
    area.tabIndex = scrolls ? 0 : -1;
    area.role = scrolls ? 'group' : null;
    area.setAttribute('aria-labelledby', area.closest('figure').getAttribute('aria-labelledby'));
  });
  on('resize', reach, window);
  reach();

  const tip = doc.getElementById('_origin'), by = 'aria-describedby', from = '[data-from]';
  let now, pinned;
  const hide = () => { now?.removeAttribute(by); now = pinned = null; tip.hidden = true; };
  const place = () => {
    const at = box(now), size = box(tip);
    const below = at.bottom + size.height + 8 < innerHeight || at.top < size.height + 8;
    tip.style.left = Math.max(8, Math.min(at.left, root.clientWidth - size.width - 8)) + 'px';
    tip.style.top = (below ? at.bottom : at.top - size.height) + 'px';
  };
  const react = ({ target, type }) => {
    const one = target.closest?.(from);
    const pins = /^[ck]/.test(type);
    if (pinned && !pins && !(one && type === 'focusin') || !one && target === tip) return;
    if (one !== now) hide();
    pinned = one && pins;
    if (!one || one === now) return;
    now = one;
    tip.textContent = one.dataset.from;
    one.removeAttribute('title');
    tip.hidden = false;
    one.setAttribute(by, tip.id);
    place();
  };
  ['pointerover', 'focusin', 'click'].map((e) => on(e, react));
  on('scroll', () => { now && (pinned || now === doc.activeElement ? place() : hide()); });

  const group = (one) => one.closest('p, li') ?? one, cells = (part) => all(from, part);
  for (const part of new Set(all('[data-from][tabindex]').map(group))) cells(part).slice(1).forEach((one) => { one.tabIndex = -1; });
  const inTable = (area, cell, x, y) => {
    const rows = all('tr', area).map(cells).filter((row) => row.length);
    const at = rows.findIndex((row) => row.includes(cell));
    if (at < 0) return rows[0]?.[0];
    const row = rows[at + y];
    return row?.[Math.min(row.length - 1, rows[at].indexOf(cell) + x)];
  };
  on('keydown', (e) => {
    const { key, target } = e, area = target.closest('.scroll');
    if (key === 'Escape') { hide(); area?.focus(); }
    if (key === 'Enter') react(e);
    if (!key.startsWith('Arrow')) return;
    const x = (key === 'ArrowRight') - (key === 'ArrowLeft'), y = (key === 'ArrowDown') - (key === 'ArrowUp');
    const inText = !area && target.matches(from) && cells(group(target));
    const one = area ? inTable(area, target, x, y) : inText && inText[inText.indexOf(target) + x + y];
    if (!one) return;
    if (!area) { target.tabIndex = -1; one.tabIndex = 0; } else one.tabIndex = -1;
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
