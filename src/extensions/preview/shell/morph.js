/**
 * Turns what is on the screen into a newer state of the same page and leaves alone what did not change: scroll, focus, what the page's own
 * script has put there. `kept` is the page as it came, which nobody touches but this; where it differs from `fresh`, the same is
 * done to it and to `live`. So attributes and words that a script added to the live page are not taken for changes.
 * @param {Node} kept @param {Node} live @param {Node} fresh
 * @returns {Element[]} the live elements in which something changed
 */
export function morph(kept, live, fresh) {
  /** @type {Set<Element>} */
  const changed = new Set();
  change(kept, live, fresh, changed);
  return [...changed];
}

/** As many blocks are looked ahead for one that is the same. */
const ahead = 12;

/** @param {Node} kept @param {Node} live @param {Node} fresh @param {Set<Element>} changed */
function change(kept, live, fresh, changed) {
  if (kept.isEqualNode(fresh)) return;
  if (!isElement(kept) || !isElement(live) || !isElement(fresh)) {
    kept.nodeValue = fresh.nodeValue;
    live.nodeValue = fresh.nodeValue;
    note(live.parentElement, changed);
    return;
  }
  if (changeAttributes(kept, live, fresh)) note(live, changed);
  new Children(kept, live, fresh, changed).change();
}

/** The children of an element between those that are the same at its beginning and at its end. */
class Children {
  /** @param {Element} kept @param {Element} live @param {Element} fresh @param {Set<Element>} changed */
  constructor(kept, live, fresh, changed) {
    this.kept = kept;
    this.live = live;
    this.changed = changed;
    this.olds = [...kept.childNodes];
    // What a script added stands behind what came with the page.
    this.lives = [...live.childNodes].slice(0, this.olds.length);
    this.news = [...fresh.childNodes];
    const behind = live.childNodes[this.olds.length] ?? null;
    const { start, oldEnd, newEnd } = differing(this.olds, this.news);
    this.at = start;
    this.to = start;
    this.oldEnd = oldEnd;
    this.newEnd = newEnd;
    this.before = { kept: this.olds[oldEnd] ?? null, live: this.lives[oldEnd] ?? behind };
  }

  change() {
    while (this.at < this.oldEnd || this.to < this.newEnd) {
      if (this.at >= this.oldEnd) this.insert();
      else if (this.to >= this.newEnd) this.remove();
      else this.changeNext();
    }
  }

  /** Where there are an old and a new one left. */
  changeNext() {
    const [old, fresh] = [this.olds[this.at], this.news[this.to]];
    if (old.isEqualNode(fresh)) {
      this.at++;
      this.to++;
      return;
    }
    const gone = indexAhead(this.olds, this.at, this.oldEnd, fresh);
    const come = indexAhead(this.news, this.to, this.newEnd, old);
    if (gone > 0 && (come < 0 || gone <= come)) for (let left = gone; left > 0; left--) this.remove();
    else if (come > 0) for (let left = come; left > 0; left--) this.insert();
    else if (isAlike(old, fresh)) change(old, this.lives[this.at++], this.news[this.to++], this.changed);
    else {
      this.insert();
      this.remove();
    }
  }

  remove() {
    this.olds[this.at].remove();
    this.lives[this.at].remove();
    this.at++;
    note(this.live, this.changed);
  }

  insert() {
    const { kept, live, at, to, news } = this;
    const place = at < this.oldEnd ? { kept: this.olds[at], live: this.lives[at] } : this.before;
    const added = live.ownerDocument.importNode(news[to], true);
    kept.insertBefore(kept.ownerDocument.importNode(news[to], true), place.kept);
    live.insertBefore(added, place.live);
    note(isElement(added) ? added : live, this.changed);
    this.to++;
  }
}

/** Where two lists of nodes differ: from which node on, and up to which of each. @param {readonly Node[]} olds @param {readonly Node[]} news */
function differing(olds, news) {
  let start = 0;
  while (start < olds.length && start < news.length && olds[start].isEqualNode(news[start])) start++;
  let oldEnd = olds.length;
  let newEnd = news.length;
  while (oldEnd > start && newEnd > start && olds[oldEnd - 1].isEqualNode(news[newEnd - 1])) {
    oldEnd--;
    newEnd--;
  }
  return { start, oldEnd, newEnd };
}

/** How far ahead the same node stands, or one with the same id; -1 where none does. @param {readonly Node[]} nodes @param {number} from @param {number} end @param {Node} wanted */
function indexAhead(nodes, from, end, wanted) {
  for (let step = 1; step <= ahead && from + step < end; step++) {
    const node = nodes[from + step];
    if (isBlank(node)) continue;
    if (node.isEqualNode(wanted) || (isElement(node) && isElement(wanted) && node.id !== '' && node.id === wanted.id)) return step;
  }
  return -1;
}

/** @param {Node} node */
const isBlank = (node) => node.nodeType === 3 && node.nodeValue?.trim() === '';

/** @param {Node} node @returns {node is Element} */
const isElement = (node) => node.nodeType === 1;

/** The same kind of thing, of which only the content changed. @param {Node} one @param {Node} other */
function isAlike(one, other) {
  if (one.nodeName !== other.nodeName) return false;
  // A script is read once, and a drawing is another one.
  if (one.nodeName === 'svg') return false;
  return !isElement(one) || !isElement(other) || one.id === other.id;
}

/** @param {Element} kept @param {Element} live @param {Element} fresh */
function changeAttributes(kept, live, fresh) {
  let isChanged = false;
  for (const { name } of [...kept.attributes]) {
    if (fresh.hasAttribute(name)) continue;
    kept.removeAttribute(name);
    live.removeAttribute(name);
    isChanged = true;
  }
  for (const { name, value } of fresh.attributes) {
    if (kept.getAttribute(name) === value) continue;
    kept.setAttribute(name, value);
    live.setAttribute(name, value);
    isChanged = true;
  }
  return isChanged;
}

/** @param {Element | null} element @param {Set<Element>} changed */
function note(element, changed) {
  if (element !== null) changed.add(element);
}
