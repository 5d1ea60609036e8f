import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Element, ElementContent } from 'xast';
import { attributeOf, childOf, childrenOf, e, textIn, w, xmlOf } from '../../../src/outputs/docx/ooxml.js';
import { parsePart } from '../../../src/outputs/docx/read/parse-part.js';

const main = 'word/document.xml';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Somebody who edits a Word file as Word writes it, with tracking or without. */
export class Colleague {
  readonly #files: Record<string, Uint8Array>;
  readonly #document: Element;
  #ids = 9000;
  readonly #comments: Element[] = [];

  constructor(
    bytes: Uint8Array,
    private readonly author = 'Ana',
    private readonly tracks = true,
  ) {
    this.#files = unzipSync(bytes);
    this.#document = parsePart(this.#files[main] ?? new Uint8Array());
  }

  /** The file as it is saved. */
  save(): Uint8Array {
    const files: Record<string, Uint8Array> = { ...this.#files, [main]: strToU8(xmlOf(this.#document)) };
    if (this.#comments.length > 0) {
      const root = e('w:comments', this.#document.attributes as Record<string, string>, this.#comments);
      files['word/comments.xml'] = strToU8(xmlOf(root));
      const links = 'word/_rels/document.xml.rels';
      const relation = `<Relationship Id="rComments" Type="${office}/comments" Target="comments.xml"/>`;
      files[links] = strToU8(
        strFromU8(files[links] ?? new Uint8Array()).replace(
          '</Relationships>',
          `${relation}</Relationships>`,
        ),
      );
    }
    return zipSync(files);
  }

  /** Paragraphs of the body and of its cells, in order. */
  paragraphs(): Element[] {
    return within(this.#document, 'w:p');
  }

  /** Those of cells. */
  cells(): Element[] {
    return within(this.#document, 'w:tc').flatMap((cell) => within(cell, 'w:p'));
  }

  /** The first paragraph whose words have a text. */
  find(text: string): Element {
    const found = this.paragraphs().find((each) => textIn(each).replace(/\s+/g, ' ').includes(text));
    if (found === undefined) throw new Error(`no paragraph has “${text}”`);
    return found;
  }

  /** The same file as a program writes it that keeps no ids. */
  forgetIds(): void {
    const forget = (node: Element): void => {
      delete node.attributes['w14:paraId'];
      node.children = node.children.flatMap((child): ElementContent[] => {
        if (child.type !== 'element') return [child];
        if (/^w:bookmark(?:Start|End)$/.test(child.name)) return [];
        forget(child);
        return child.name === 'w:sdt' ? (childOf(child, 'w:sdtContent')?.children ?? []) : [child];
      });
    };
    forget(this.#document);
    delete this.#files['docProps/custom.xml'];
    const links = strFromU8(this.#files['_rels/.rels'] ?? new Uint8Array());
    this.#files['_rels/.rels'] = strToU8(
      links.replace(/<Relationship [^>]*custom-properties[^>]*\/?>(?:<\/Relationship>)?/, ''),
    );
  }

  /** Other words in place of some; where none are put, they are taken out. */
  replace(paragraph: Element, was: string, text: string): void {
    const runs = this.#cut(paragraph, was);
    const [first] = runs;
    if (first === undefined) throw new Error(`“${was}” is not in runs of “${textIn(paragraph)}”`);
    const properties = childOf(first, 'w:rPr');
    const added = text === '' ? [] : [this.#added(runOf(text, properties))];
    this.#put(
      parentOf(paragraph, first),
      first,
      this.tracks ? [...runs.map((run) => this.#deleted(run)), ...added] : added,
    );
    for (const run of runs.slice(1)) this.#put(parentOf(paragraph, run), run, []);
  }

  /** Another number in a control, or between the ends of a bookmark: there LibreOffice puts the new one before the first of them. */
  setNumber(was: string, text: string): void {
    const control = within(this.#document, 'w:sdtContent').find((each) => textIn(each) === was);
    const [run] = childrenOf(control, 'w:r');
    if (control !== undefined && run !== undefined) {
      const now = runOf(text, childOf(run, 'w:rPr'));
      control.children = this.tracks ? [this.#deleted(run), this.#added(now)] : [now];
      return;
    }
    for (const paragraph of this.paragraphs())
      for (const [at, each] of paragraph.children.entries()) {
        const next = paragraph.children[at + 1];
        if (each.type !== 'element' || next?.type !== 'element' || textIn(next) !== was) continue;
        if (!attributeOf(each, 'w:name')?.startsWith('_tbn_')) continue;
        const now = this.#added(runOf(text, childOf(next, 'w:rPr')));
        paragraph.children.splice(at, 2, ...(this.tracks ? [now, each, this.#deleted(next)] : [each, now]));
        return;
      }
    throw new Error(`no number ${was}`);
  }

  /** A control with its number, in place of another one or, where that is not said, at the end of a paragraph. */
  copyNumber(text: string, to: Element | string): void {
    const controls = within(this.#document, 'w:sdt');
    const numbered = (words: string): Element | undefined =>
      controls.find((each) => textIn(childOf(each, 'w:sdtContent') ?? each) === words);
    const made = copy(numbered(text));
    const replaced = typeof to === 'string' ? numbered(to) : undefined;
    if (made === undefined) throw new Error(`no number ${text}`);
    if (typeof to !== 'string') to.children.push(made);
    else if (replaced !== undefined) this.#put(parentOf(this.#document, replaced), replaced, [made]);
  }

  /** A paragraph of the same kind below another. */
  addBelow(paragraph: Element, text: string, style?: string): void {
    const styled = style && w('pPr', {}, w('pStyle', { val: style }));
    const properties = styled || copy(childOf(paragraph, 'w:pPr'));
    const added = w('p', {}, properties, this.#added(runOf(text, undefined)));
    if (this.tracks) this.#markEnd(paragraph, 'ins');
    const parent = parentOf(this.#document, paragraph);
    this.#put(parent, paragraph, [paragraph, added]);
  }

  remove(paragraph: Element): void {
    if (this.tracks) {
      this.#wrap(paragraph, (run) => this.#deleted(run));
      this.#markEnd(paragraph, 'del');
    } else this.#put(parentOf(this.#document, paragraph), paragraph, []);
  }

  /** Cuts a paragraph and pastes it below another. Word marks both places. */
  move(paragraph: Element, below: Element): void {
    const moved = copy(paragraph) ?? paragraph;
    const parent = parentOf(this.#document, below);
    if (!this.tracks) {
      this.#put(parentOf(this.#document, paragraph), paragraph, []);
      this.#put(parent, below, [below, paragraph]);
      return;
    }
    const strip = (node: Element): void => {
      node.children = node.children.filter(
        (child) => child.type !== 'element' || !child.name.startsWith('w:bookmark'),
      );
      for (const child of childrenOf(node)) strip(child);
    };
    strip(moved);
    delete moved.attributes['w14:paraId'];
    this.#wrap(moved, (run) => this.#change('moveTo', [run]));
    this.#markEnd(moved, 'moveTo');
    this.#wrap(paragraph, (run) => this.#change('moveFrom', [run]));
    this.#markEnd(paragraph, 'moveFrom');
    this.#put(parent, below, [below, moved]);
  }

  comment(paragraph: Element, about: string, text: string): void {
    const id = this.#ids++;
    const runs = this.#cut(paragraph, about);
    const [first, last] = [runs[0], runs.at(-1)];
    if (first === undefined || last === undefined) throw new Error(`“${about}” is not there`);
    this.#put(parentOf(paragraph, first), first, [w('commentRangeStart', { id }), first]);
    const mark = w('r', {}, w('commentReference', { id }));
    this.#put(parentOf(paragraph, last), last, [last, w('commentRangeEnd', { id }), mark]);
    this.#comments.push(
      w(
        'comment',
        { id, author: this.author, date: '2026-03-02T10:00:00Z' },
        w('p', {}, w('r', {}, w('t', {}, text))),
      ),
    );
  }

  /** The runs that hold a text and no more, cut off those around them. */
  #cut(paragraph: Element, text: string): Element[] {
    const plain = within(paragraph, 'w:r').filter((run) => childOf(run, 'w:t') !== undefined);
    const start = plain.map(textIn).join('').indexOf(text);
    if (start < 0) return [];
    let at = 0;
    return plain.flatMap((run) => {
      const words = textIn(run);
      const [from, to] = [Math.max(0, start - at), Math.min(words.length, start + text.length - at)];
      at += words.length;
      if (from >= to) return [];
      const cut = [words.slice(0, from), words.slice(from, to), words.slice(to)].map((part) =>
        runOf(part, childOf(run, 'w:rPr')),
      );
      this.#put(
        parentOf(paragraph, run),
        run,
        cut.filter((each) => textIn(each) !== ''),
      );
      return cut.slice(1, 2);
    });
  }

  #put(parent: Element, child: Element, others: readonly Element[]): void {
    parent.children.splice(parent.children.indexOf(child), 1, ...others);
  }

  #wrap(paragraph: Element, by: (run: Element) => Element): void {
    for (const run of within(paragraph, 'w:r')) this.#put(parentOf(paragraph, run), run, [by(run)]);
  }

  #change(name: string, content: readonly Element[]): Element {
    return w(name, { id: this.#ids++, author: this.author, date: '2026-03-02T10:00:00Z' }, content);
  }

  #added(run: Element): Element {
    return this.tracks ? this.#change('ins', [run]) : run;
  }

  #deleted(run: Element): Element {
    const words = childrenOf(run).map((child) =>
      child.name === 'w:t' ? { ...child, name: 'w:delText' } : child,
    );
    return this.#change('del', [{ ...run, children: words }]);
  }

  #markEnd(paragraph: Element, name: string): void {
    let properties = childOf(paragraph, 'w:pPr');
    if (properties === undefined) {
      properties = w('pPr');
      paragraph.children.unshift(properties);
    }
    properties.children.push(w('rPr', {}, this.#change(name, [])));
  }
}

const copy = (element: Element | undefined): Element | undefined => element && structuredClone(element);

const runOf = (text: string, properties: Element | undefined): Element =>
  w('r', {}, copy(properties), w('t', { 'xml:space': 'preserve' }, text));

function within(node: Element, name: string): Element[] {
  return childrenOf(node).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...within(child, name),
  ]);
}

function parentOf(root: Element, child: Element): Element {
  const find = (node: Element): Element | undefined =>
    node.children.includes(child)
      ? node
      : childrenOf(node).reduce<Element | undefined>((found, each) => found ?? find(each), undefined);
  const parent = find(root);
  if (parent === undefined) throw new Error('it has no parent');
  return parent;
}
