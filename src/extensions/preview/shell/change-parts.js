/**
 * Turns a page on the screen into a newer state of it by the chapters that changed. So the rest of a long page is
 * neither read nor compared, which takes a browser longer than the tool takes for the sentence. What stands before the
 * first chapter, the head and the contents among it, must be as it was.
 * @param {string} before The text of what is shown.
 * @param {string} html The text of what is to be shown.
 * @param {{kept: HTMLElement, live: HTMLElement}} bodies The body as it came, which nobody else touches, and the one on the screen.
 * @param {typeof import('./morph.js').morph} morph
 * @param {(html: string) => Document} read
 * @returns {Element[] | undefined} the live elements in which something changed; undefined where the whole page has to be compared
 */
export function changeParts(before, html, { kept, live }, morph, read) {
  const [olds, news] = [partsOf(before), partsOf(html)];
  if (olds.length !== news.length || olds[0] !== news[0]) return undefined;
  /** @type {[Node, Node, Node][]} */
  const pairs = [];
  const last = news.length - 1;
  for (let at = 1; at <= last; at++) {
    if (olds[at] === news[at]) continue;
    const found = at === last ? behindText(news[at], kept, live, read) : chapter(at - 1, olds[at], news[at], kept, live, read);
    if (found === undefined) return undefined;
    pairs.push(...found);
  }
  const changed = pairs.flatMap(([old, shown, fresh]) => morph(old, shown, fresh));
  return pairs.every(([old, , fresh]) => old.isEqualNode(fresh)) ? changed : undefined;
}

/** What stands before the first chapter, each chapter, and what stands behind the text. No word of an author has a `<`. @param {string} html */
function partsOf(html) {
  const end = html.lastIndexOf('</main>');
  return [...html.slice(0, end).split(/(?=<section class="chapter)/), html.slice(end)];
}

/**
 * @param {number} at @param {string} before @param {string} text @param {HTMLElement} kept @param {HTMLElement} live @param {(html: string) => Document} read
 * @returns {[Node, Node, Node][] | undefined}
 */
function chapter(at, before, text, kept, live, read) {
  const behind = (/** @type {string} */ part) => part.slice(part.lastIndexOf('</section>'));
  if (behind(before) !== behind(text)) return undefined;
  const [main, shown] = [kept.querySelector('main'), live.querySelector('main')];
  const old = main?.querySelectorAll(':scope > .chapter')[at];
  const fresh = read(`<!doctype html><body><main>${text}</main>`).querySelector('main > .chapter');
  if (main === null || shown === null || old === undefined || fresh === null) return undefined;
  // What a script added stands behind what came with the page.
  const now = shown.childNodes[[...main.childNodes].indexOf(old)];
  return now === undefined ? undefined : [[old, now, fresh]];
}

/**
 * @param {string} text @param {HTMLElement} kept @param {HTMLElement} live @param {(html: string) => Document} read
 * @returns {[Node, Node, Node][] | undefined}
 */
function behindText(text, kept, live, read) {
  const frame = [...kept.childNodes].findIndex((node) => node.contains(kept.querySelector('main')));
  // The ends of elements that began before it are left out by whoever reads it.
  const fresh = [...read(`<!doctype html><body>${text}`).body.childNodes];
  const old = [...kept.childNodes].slice(frame + 1);
  if (frame < 0 || old.length !== fresh.length) return undefined;
  return old.flatMap((node, index) => {
    const now = live.childNodes[frame + 1 + index];
    return now === undefined ? [] : [/** @type {[Node, Node, Node]} */ ([node, now, fresh[index]])];
  });
}
