/**
 * Stands first in a report that is previewed, before the report's own script. Keeps the page as it came, notes what the report's script
 * listens to, so that it can begin anew after a change, and does what the window around it asks for.
 */
(() => {
  /** @typedef {{morph: typeof import('./morph.js').morph, changeParts: typeof import('./change-parts.js').changeParts}} Steps */
  const blocks = 'blockquote, dd, dt, figure, h1, h2, h3, h4, h5, h6, li, p, pre, tr';
  /** @type {[EventTarget, string, EventListenerOrEventListenerObject, boolean | AddEventListenerOptions | undefined][]} */
  let heard = [];
  let isLoaded = false;
  /** @type {HTMLElement | undefined} */
  let kept;
  /** The text of what is shown; undefined while nobody has said it. @type {string | undefined} */
  let shown;
  /** @type {Element | undefined} */
  let last;
  const version = Number(document.currentScript?.dataset.version);
  document.currentScript?.remove();
  const own = EventTarget.prototype.addEventListener;

  // Before those of the report, which listen on the way down too.
  own.call(
    document,
    'DOMContentLoaded',
    () => {
      kept = /** @type {HTMLElement} */ (document.body.cloneNode(true));
      isLoaded = true;
    },
    true,
  );
  own.call(window, 'load', () => parent.postMessage({ kind: 'ready', version }, location.origin));
  EventTarget.prototype.addEventListener = function listen(name, run, options) {
    if (run === null) return;
    if (isLoaded && name === 'DOMContentLoaded') {
      if (typeof run === 'function') run.call(document, new Event(name));
      return;
    }
    heard.push([this ?? window, name, run, options]);
    own.call(this ?? window, name, run, options);
  };

  own.call(
    document,
    'click',
    (event) => {
      const target = /** @type {Element} */ (event.target);
      const link = target.closest?.('a[href]');
      if (link instanceof HTMLAnchorElement && !link.getAttribute('href')?.startsWith('#')) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (link.protocol !== 'blob:') return follow(link);
      }
      if (link === null && !target.closest?.('button, summary, [popover], .asks')) tell(target);
    },
    true,
  );
  own.call(
    window,
    'scroll',
    () => parent.postMessage({ kind: 'scrolled', id: idInView() }, location.origin),
    { passive: true },
  );

  /** @param {HTMLAnchorElement} link */
  function follow(link) {
    if (link.origin === location.origin) parent.postMessage({ kind: 'follow', path: link.pathname }, location.origin);
    else window.open(link.href, '_blank', 'noopener,noreferrer');
  }

  /** @param {Element} target */
  function tell(target) {
    const block = target.closest(blocks);
    const at = block === null ? -1 : [...document.querySelectorAll(`main :is(${blocks})`)].indexOf(block);
    if (at >= 0) parent.postMessage({ kind: 'block', at }, location.origin);
  }

  /** The first block that is not above the window. */
  function blockInView() {
    return [...document.querySelectorAll(`main :is(${blocks})`)].find((block) => block.getBoundingClientRect().bottom > 1);
  }

  function idInView() {
    const heads = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, figure)[id]')];
    return heads.findLast((head) => head.getBoundingClientRect().top < innerHeight * 0.3)?.id;
  }

  /** Begins the report's script anew: it looks at the page once, and knows the numbers of that moment. */
  function restart() {
    const panel = document.getElementById('_origin');
    const asks = document.querySelector('.asks[aria-expanded="true"]');
    const id = panel?.matches(':popover-open') && asks instanceof HTMLElement ? asks.dataset.id : undefined;
    const focused = document.activeElement;
    const scroll = panel?.querySelector('.rows')?.scrollTop;
    for (const [target, name, run, options] of heard) target.removeEventListener(name, run, options);
    heard = [];
    document.querySelector('nav details summary > span:last-child:not(.words)')?.remove();
    const old = document.querySelector('.frame > script');
    if (old === null) return;
    const script = document.createElement('script');
    script.textContent = old.textContent;
    old.replaceWith(script);
    if (id === undefined || panel === null) return;
    const number = document.querySelector(`.asks[data-id="${CSS.escape(id)}"]`);
    if (!(number instanceof HTMLElement)) return;
    number.click();
    const rows = panel.querySelector('.rows');
    if (rows !== null && scroll !== undefined) rows.scrollTop = scroll;
    if (focused instanceof HTMLElement && focused !== document.body && !panel.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** Here, since a document has the policy of the window that reads it. @param {string} html */
  const read = (html) => new DOMParser().parseFromString(html, 'text/html');

  /** @param {string} html @param {HTMLElement} kept @param {Steps} steps @returns {Element[] | undefined} what changed; undefined where the page has to be loaded anew */
  function change(html, kept, { morph, changeParts }) {
    const inParts = shown === undefined ? undefined : changeParts(shown, html, { kept, live: document.body }, morph, read);
    if (inParts !== undefined) return inParts;
    const fresh = read(html);
    const changed = morph(kept, document.body, fresh.body);
    if (!kept.isEqualNode(fresh.body)) return undefined;
    const [style, now] = [document.head.querySelector('style'), fresh.head.querySelector('style')];
    if (style !== null && now !== null && style.textContent !== now.textContent) style.textContent = now.textContent;
    document.title = fresh.title;
    document.documentElement.lang = fresh.documentElement.lang;
    return changed;
  }

  /** @param {readonly Element[]} changed */
  function flash(changed) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const element of changed.slice(0, 20)) {
      const block = element.closest(blocks) ?? element;
      block.animate([{ backgroundColor: 'rgb(255 208 0 / 45%)' }, { backgroundColor: 'rgb(255 208 0 / 0%)' }], {
        duration: 1200,
        easing: 'ease-out',
      });
    }
  }

  Object.assign(window, {
    tallybookPreview: {
      /** @param {string} html The text of the page as it was loaded. */
      know(html) {
        shown ??= html;
      },
      /** @param {string} html @param {Steps} steps @returns {boolean} false where the page has to be loaded anew */
      show(html, steps) {
        if (kept === undefined) return false;
        const anchor = blockInView();
        const top = anchor?.getBoundingClientRect().top ?? 0;
        const all = change(html, kept, steps);
        shown = html;
        if (all === undefined) return false;
        const changed = all.filter((each) => each.isConnected && each.closest('main'));
        if (anchor?.isConnected) {
          const moved = anchor.getBoundingClientRect().top - top;
          if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: 'instant' });
        }
        last = changed.find((each) => each.localName !== 'main') ?? last;
        flash(changed);
        // After the change was painted.
        requestAnimationFrame(() => setTimeout(restart));
        return true;
      },
      showChange() {
        last?.closest('.fold')?.setAttribute('open', '');
        last?.scrollIntoView({ block: 'center' });
      },
      where() {
        const block = blockInView();
        if (block !== undefined) tell(block);
      },
      idInView,
    },
  });
})();
