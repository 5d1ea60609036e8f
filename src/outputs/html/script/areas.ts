/**
 * What scrolls sideways says so above itself. It has a tab stop, as has a drawing that says its values. A table that does not scroll keeps
 * its heads in view below the bar, where they are not too high.
 */
export const areas = `
  const bar = () => {
    const status = all('.confidential, .draft').reduce((sum, one) => sum + one.offsetHeight, 0);
    return wide.matches ? status : status + fold.querySelector('summary').offsetHeight;
  };
  const scrolled = (area) => {
    const hidden = area.scrollWidth - area.clientWidth;
    area.classList.toggle('scrolls', hidden > 0);
    area.classList.toggle('has-more', hidden - area.scrollLeft > 1);
    area.dataset.more = say.more;
    return hidden > 0;
  };
  const reach = () => {
    const top = bar();
    root.style.setProperty('--bar', top + 'px');
    all('.drawing').forEach((area) => {
      const scrolls = scrolled(area) || area.matches('.told');
      area.tabIndex = scrolls ? 0 : -1;
      area.role = scrolls ? 'group' : null;
      if (scrolls) area.setAttribute('aria-labelledby', area.closest('figure').getAttribute('aria-labelledby'));
      else area.removeAttribute('aria-labelledby');
    });
    all('main .scroll').filter(seen).forEach((area) => {
      const head = area.querySelector('thead'), high = head?.offsetHeight ?? 0;
      area.classList.remove('stays');
      area.classList.toggle('stays', !scrolled(area) && high > 0 && high < innerHeight * .3);
      area.style.setProperty('--head', (area.matches('.stays') ? high : 0) + 'px');
    });
  };
  on('resize', reach, window);
  on('scroll', (e) => { if (e.target.matches?.('.scrolls')) scrolled(e.target); });
  on('toggle', reach);
  const watch = new ResizeObserver(reach);
  all('main .scroll > table').forEach((table) => watch.observe(table));
  reach();
`;
