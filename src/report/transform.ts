import type { Nodes, Root } from 'mdast';
import type { Diagnostic, Outcome, Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import { isSameLanguage } from '../language/language-tag.js';
import type { RenderedChart } from '../model/chart/chart.js';
import type { Dataset, PublishedData } from '../model/dataset/dataset.js';
import { defined } from '../model/defined.js';
import { listAt } from '../model/group-by.js';
import type { Operations } from '../model/operations/operations.js';
import { ownOf } from '../model/own.js';
import type { LedgerEntry } from '../model/quantity.js';
import type { Document } from '../model/tree/document.js';
import { ledgerOf } from '../model/tree/entries.js';
import type { ContentMeta, SectionNode } from '../model/tree/nodes.js';
import { linesOf } from './lines.js';
import { contentsOf } from './transforms/list.js';
import { holdsIllustrative } from './transforms/mark-illustrative.js';
import { transforms } from './transforms.js';
import { chaptersOf, headingOf, markedText, plainText, type TransformState } from './tree.js';

/** Lines of text on a printed page, and up to how many of them leave room for the next chapter to begin below. */
const pageLines = 52;
const roomBelow = 46;
/** Up to how many lines the chapters of a kind have on average where they share pages. */
const shortChapter = pageLines / 2;

/** A chapter as the pages see it. */
export interface ChapterPart {
  readonly section: SectionNode;
  /** True when it holds illustrative data: its pages say so at their foot, and those of real data must not. */
  readonly illustrative: boolean;
}

/**
 * For each chapter, whether it begins on the page on which the one before ends: lists after lists, and a chapter after
 * one of its kind where chapters of that kind are short. Others begin a page, all of them, so that chapters of one rank open
 * alike and the head of a page names its chapter. How far a page is filled is an estimate; where it is
 * wrong, the theme takes a heading without room below it to the next page.
 */
export function runOnChapters(chapters: readonly ChapterPart[], language: Language): boolean[] {
  const runsOn: boolean[] = [];
  const heights = chapters.map(({ section }) => linesOf(section, language));
  const short = shortKinds(chapters, heights);
  let filled = 0;
  for (const [index, chapter] of chapters.entries()) {
    const before = chapters[index - 1];
    const { section } = chapter;
    const follows =
      before !== undefined && short.has(kindOf(chapter)) && mayFollow(chapter, before) && filled <= roomBelow;
    runsOn.push(
      follows || (before !== undefined && holdsOnlyLists(section) && holdsOnlyLists(before.section)),
    );
    const start = follows ? filled : 0;
    filled = (start + (heights[index] ?? 0)) % pageLines;
  }
  return runsOn;
}

/** Chapters of one kind open alike: those with a number, those without, annexes. */
const kindOf = ({ section: { enumerator, annex } }: ChapterPart): string =>
  annex ? 'annex' : enumerator === '' ? 'plain' : 'numbered';

/** The kinds whose chapters would leave most of their pages empty, had each its own. */
function shortKinds(chapters: readonly ChapterPart[], heights: readonly number[]): ReadonlySet<string> {
  const lines = new Map<string, number[]>();
  for (const [index, chapter] of chapters.entries()) listAt(lines, kindOf(chapter)).push(heights[index] ?? 0);
  const isShort = (all: readonly number[]): boolean =>
    all.reduce((sum, each) => sum + each, 0) / all.length <= shortChapter;
  return new Set([...lines].flatMap(([kind, all]) => (isShort(all) ? [kind] : [])));
}

function mayFollow(chapter: ChapterPart, before: ChapterPart): boolean {
  const [one, other] = [chapter.section, before.section];
  if (holdsOnlyLists(one) || holdsOnlyLists(other)) return false;
  return (
    (one.enumerator === '') === (other.enumerator === '') &&
    one.annex === other.annex &&
    chapter.illustrative === before.illustrative &&
    one.banded === other.banded
  );
}

/** True for a chapter that holds contents or lists and nothing else. */
const holdsOnlyLists = ({ holds = 'text' }: SectionNode): boolean => holds !== 'text';

/**
 * The titles and labels that a report in `own` may print in another language, each with its BCP 47 tag, of the datasets that its
 * numbers are of. A text that another of these datasets has without a language, or in another one, is left out: it tells nothing.
 */
function foreignNames(
  ledger: readonly LedgerEntry[],
  data: PublishedData,
  own: string,
): Readonly<Record<string, string>> | undefined {
  const names = new Set(
    ledger.flatMap(({ quantity: { dataset, cells } }) => [dataset, ...cells.map((cell) => cell.dataset)]),
  );
  const datasets = [...names].flatMap((name) => ownOf(data, name) ?? []);
  const tags = new Map<string, Set<string>>();
  for (const dataset of datasets) {
    const { languages = {} } = dataset;
    for (const text of new Set([...Object.keys(languages), ...textsOf(dataset)])) {
      tags.set(text, (tags.get(text) ?? new Set()).add(ownOf(languages, text) ?? own));
    }
  }
  const foreign = [...tags].flatMap(([text, [tag = own, ...others]]) =>
    others.length > 0 || isSameLanguage(tag, own) ? [] : [[text, tag] as const],
  );
  return foreign.length === 0 ? undefined : Object.fromEntries(foreign);
}

const textsOf = ({ title, fields }: Dataset): string[] => [
  title,
  ...fields.flatMap((field) => [field.title, ...field.categories.map(({ label }) => label)]),
];

/** What a report is made of before it is numbered. */
export interface TransformInput {
  readonly meta: ContentMeta;
  /** As the content stage returned it; its nodes are copied, not changed. */
  readonly body: Root;
  /** Drawn charts by id. */
  readonly charts: Readonly<Record<string, RenderedChart>>;
  readonly language: Language;
  readonly operations: Operations;
  /** For the words in which a number says where it comes from. */
  readonly data?: PublishedData;
  /** Where a node stands in the template, from its `position`. */
  positionOf(node: Nodes): Position;
}

/**
 * Returns the report numbered and resolved, ready for every output. Reports duplicate ids, dead references, and
 * footnotes that are unknown or unused.
 */
export function transform(input: TransformInput): Outcome<Document> {
  const diagnostics: Diagnostic[] = [];
  const root = copyOf(input.body);
  const state: TransformState = defined({
    root,
    language: input.language,
    operations: input.operations,
    data: input.data,
    charts: input.charts,
    paragraphs: input.meta.paragraphs,
    positionOf: input.positionOf,
    report: (diagnostic: Diagnostic) => void diagnostics.push(diagnostic),
  });
  for (const apply of transforms) apply(state);
  return { value: documentOf(root, input), diagnostics };
}

/**
 * A tree of nodes that transforms may change. What nodes hold beside children and data, such as quantities, nobody changes, so that
 * both trees share it: copies of it would be half of what they take.
 */
function copyOf<T extends Nodes>(node: T): T {
  return {
    ...node,
    ...(node.data && { data: { ...node.data } }),
    ...('children' in node && { children: node.children.map((child: Nodes) => copyOf(child)) }),
  };
}

function documentOf(root: Root, { meta, language, data = {} }: TransformInput): Document {
  const parts = chaptersOf(root).map((section) => ({
    section,
    illustrative: holdsIllustrative(section, { listed: true }),
  }));
  const front = root.children.filter(({ type }) => type !== 'section');
  const frontIllustrative = front.some((node) => holdsIllustrative(node, { listed: true }));
  const runsOn = runOnChapters(parts, language);
  const ledger = ledgerOf(root);
  const names = foreignNames(ledger, data, meta.language);
  return defined({
    // What stands in tables of words and in charts is seen only here.
    meta: {
      ...meta,
      illustrative: meta.illustrative || frontIllustrative || parts.some(({ illustrative }) => illustrative),
    },
    chapters: parts.map(({ section, illustrative }, index) => ({
      id: section.id,
      enumerator: section.enumerator,
      title: titleOf(section, language),
      illustrative,
      banded: section.banded === true,
      runsOn: runsOn[index] ?? false,
    })),
    contents: contentsOf(root),
    ledger,
    foreignNames: names,
    frontIllustrative,
    tree: root,
  });
}

/** As it stands on its own pages, where a band speaks for its numbers. */
function titleOf(chapter: SectionNode, language: Language): string {
  const words = headingOf(chapter)?.children ?? [];
  return chapter.banded === true ? plainText(words) : markedText(words, language);
}
