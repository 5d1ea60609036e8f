import type { ElementContent, Root, RootContent, Text } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Root as MdastRoot, RootContent as Node, PhrasingContent } from 'mdast';
import type { Raw } from 'mdast-util-to-hast';
import type { Language } from '../../language/language.js';
import { listAt } from '../../model/group-by.js';
import { plainHouse } from '../../model/project/house.js';
import { finished } from '../../model/quantity.js';
import type { Provenance } from '../../model/snapshot/provenance.js';
import type { ValueNode } from '../../model/tree/phrasing-nodes.js';
import { visit } from '../../model/tree/visit.js';
import {
  type HtmlInput,
  type HtmlReport,
  htmlReport,
  withForeignNames,
} from '../../outputs/html/html-report.js';
import { type PrintedNumber, printedNumbers } from '../../outputs/html/origins.js';
import { wordsOf } from '../../outputs/html/page-text.js';
import { toHast, wordsToHast } from '../../outputs/html/to-hast/to-hast.js';
import { contentsIdOf, forScreen, isListChapter, isTextChapter } from '../../outputs/html/variants.js';

/** Where something stands in templates, or comes from: nothing of a part of a page hangs on it. */
const unprinted: ReadonlySet<string> = new Set(['position', 'at', 'positions', 'provenance']);

/**
 * True where two parts of a tree are printed alike, wherever they stand. What is neither a list nor a plain object is the same where it is the
 * same thing, so that a false answer may be wrong, and a true one is not.
 */
function isSamePrinted(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one))
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((part, index) => isSamePrinted(part, other[index]))
    );
  if (!isPlain(one) || !isPlain(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) => Object.hasOwn(other, name) && (unprinted.has(name) || isSamePrinted(one[name], other[name])),
    )
  );
}

const isPlain = (value: object): value is Record<string, unknown> =>
  Object.getPrototypeOf(value) === Object.prototype;

/** The elements of a page, and what is made of them anew only where they changed. */
export interface RememberedPage {
  readonly elements: HtmlReport;
  /** What stands in `main`; absent where it has to be made of the elements. */
  readonly main?: readonly ElementContent[];
  /** The numbers of the body that say where they come from, in its order. */
  readonly printed?: readonly PrintedNumber[];
  /** The words of the body. */
  readonly words?: readonly string[];
}

/** A chapter, or a block before the first one. */
interface Part {
  readonly node: Node;
  readonly body: Root['children'];
  readonly words: readonly string[];
  /** Its numbers in the order of its elements: which of its `value` nodes each was made of. */
  readonly numbers: readonly { readonly id: string; readonly value: number }[];
  /** As a screen shows it, with the id of the contents that it was made with, and whether it was the first chapter. */
  screen?: { readonly contentsId: string; readonly isFirst: boolean; readonly html: string };
}

/**
 * What the page of one report was made of, so that of its next state only the chapters that changed are made anew: what is printed of a
 * chapter follows from its node alone. Where it stands in templates is not among that, and is not known of the elements. Where
 * numbers come from is taken from the new tree, since the page says each thing once for all of its chapters.
 */
export class PageMemory {
  #language: Language | undefined;
  #names = '';
  #parts = new Map<string, Part>();
  #contents = new Map<
    string,
    { readonly words: readonly PhrasingContent[]; readonly elements: ElementContent[] }
  >();

  page(report: HtmlInput): RememberedPage {
    const { document, language } = report;
    // What is defined in one chapter may stand in another.
    if (hasDefinitions(document.tree)) return { elements: htmlReport(report) };
    const names = JSON.stringify(document.foreignNames ?? {});
    if (language !== this.#language || names !== this.#names) this.#parts.clear();
    if (language !== this.#language) this.#contents.clear();
    this.#language = language;
    this.#names = names;
    const parts = new Map<string, Part>();
    const printed: PrintedNumber[] = [];
    for (const [index, node] of document.tree.children.entries()) {
      const key = node.type === 'section' && node.id !== '' ? node.id : `#${index}`;
      const provenances = provenancesIn(node);
      const kept = this.#parts.get(key);
      const part = kept && isStill(kept, node, provenances) ? kept : partOf(node, report);
      if (part === undefined || parts.has(key)) return { elements: htmlReport(report) };
      parts.set(key, part);
      for (const { id, value } of part.numbers) {
        const provenance = provenances[value];
        if (provenance !== undefined) printed.push({ id, provenance });
      }
    }
    this.#parts = parts;
    const all = [...parts.values()];
    const body: Root = { type: 'root', children: between(all.map((each) => each.body)) };
    const { house = plainHouse } = report;
    const elements = { ...document, body, house, contentsWords: this.#wordsOf(report) };
    return {
      elements,
      main: mainOf(all, contentsIdOf(body), language),
      printed,
      words: all.flatMap((each) => each.words),
    };
  }

  #wordsOf({ document, language }: HtmlInput): readonly ElementContent[][] {
    const context = { language };
    const before = this.#contents;
    this.#contents = new Map();
    return document.contents.map(({ id, children: words }) => {
      const kept = before.get(id);
      const isSame = kept !== undefined && isSamePrinted(kept.words, words);
      const elements = isSame ? kept.elements : wordsToHast(words, context);
      this.#contents.set(id, { words, elements });
      return elements;
    });
  }
}

/** Types of Markdown's that look at the whole of a tree. */
const looking: ReadonlySet<string> = new Set(
  'definition footnoteDefinition footnoteReference imageReference linkReference'.split(' '),
);

function hasDefinitions(tree: MdastRoot): boolean {
  let has = false;
  visit(tree, ({ type }) => {
    has ||= looking.has(type);
  });
  return has;
}

/** Where the numbers of a part come from, in the order of its tree; undefined of one that does not say. */
function provenancesIn(node: Node): readonly (Provenance | undefined)[] {
  const found: (Provenance | undefined)[] = [];
  visit(node, 'value', ({ provenance }: ValueNode) => void found.push(provenance));
  return found;
}

/** True where a part is printed as it was, and each of its numbers says still where it comes from. */
const isStill = (
  { node: before, numbers }: Part,
  node: Node,
  provenances: readonly (Provenance | undefined)[],
): boolean => numbers.every(({ value }) => provenances[value] !== undefined) && isSamePrinted(before, node);

const idOf = (value: ValueNode | undefined): string | undefined => value && finished(value.entry).id;

/** Undefined where it is not known of which node of the tree a number was made. */
function partOf(node: Node, { document, language }: HtmlInput): Part | undefined {
  const root = toHast({ type: 'root', children: [node] }, { language });
  const body = withForeignNames(root, document.foreignNames);
  const values: ValueNode[] = [];
  visit(node, 'value', (each: ValueNode) => void values.push(each));
  const open = new Map<Provenance, number[]>();
  for (const [index, { provenance }] of values.entries())
    if (provenance !== undefined) listAt(open, provenance).push(index);
  const numbers: { id: string; value: number }[] = [];
  for (const { id, provenance } of printedNumbers(body)) {
    const at = open.get(provenance)?.find((index) => idOf(values[index]) === id);
    if (at === undefined) return undefined;
    const rest = open.get(provenance)?.filter((index) => index !== at) ?? [];
    open.set(provenance, rest.length > 0 ? rest : [at]);
    numbers.push({ id, value: at });
  }
  return { node, body: body.children, words: wordsOf(body), numbers };
}

/** As Markdown's parts are put between each other. */
function between<T extends RootContent>(parts: readonly (readonly T[])[]): (T | Text)[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index): (T | Text)[] => (index === 0 ? [...part] : [line, ...part]));
}

const line: Text = { type: 'text', value: '\n' };

/** What `forScreen` makes of all parts together. */
function mainOf(parts: readonly Part[], contentsId: string, language: Language): ElementContent[] {
  const shown = parts.filter(({ body }) => body.length > 0);
  const first = shown.find(({ body }) => body.some(isTextChapter));
  const made = shown.map((part) => ({
    raw: screenOf(part, { contentsId, isFirst: part === first }, language),
    isList: part.body.some(isListChapter),
  }));
  const text = made.flatMap(({ raw, isList }, index) => [
    ...(index === 0 ? [] : [line]),
    ...(isList ? [] : [raw]),
  ]);
  return [...text, ...made.flatMap(({ raw, isList }) => (isList ? [raw] : []))];
}

function screenOf(
  part: Part,
  { contentsId, isFirst }: Omit<NonNullable<Part['screen']>, 'html'>,
  language: Language,
): Raw {
  if (part.screen?.contentsId !== contentsId || part.screen.isFirst !== isFirst) {
    const { children } = forScreen({ type: 'root', children: [...part.body] }, contentsId, language, isFirst);
    const html = toHtml({ type: 'root', children }, { allowDangerousHtml: true });
    part.screen = { contentsId, isFirst, html };
  }
  return { type: 'raw', value: part.screen?.html ?? '' };
}
