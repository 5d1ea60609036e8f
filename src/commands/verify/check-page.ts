import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import type { Language } from '../../language/language.js';
import { parseCellAddress } from '../../model/dataset/cell-address.js';
import { isPeriod } from '../../model/dataset/periods.js';
import { parseExact, toPlainText } from '../../model/exact.js';
import { findNumerals } from '../../model/numerals.js';
import type {
  Snapshot,
  SnapshotDataset,
  SnapshotNumber,
  SnapshotPart,
} from '../../model/snapshot/snapshot.js';
import { titleWords } from '../../outputs/html/cover.js';
import { originWords } from '../../outputs/html/origins.js';
import { releaseWords, restrictionOf } from '../../outputs/html/stamps.js';
import {
  type OriginsBlock,
  originsId,
  readOriginsBlock,
  type ToldOrigin,
} from '../../outputs/snapshot/origins-block.js';
import { findElement, hasClass, type MarkupElement, textIn } from '../../outputs/snapshot/read-markup.js';
import type { PageNumber, PagePart } from '../../outputs/snapshot/read-page.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';
import { SnapshotCells } from './cells.js';
import { checkPageIds } from './check-ids.js';
import { checkFrames, checkHouse, checkMarkup, checkOwn } from './check-markup.js';
import type { PublishedPage } from './problem.js';

/**
 * Holds a finished page against the snapshot of what it published. It compares every number by its text and its value,
 * every other figure and word, what only some readers meet, and the markup of every piece. Whatever changed on the page
 * is a problem, whatever the manifest says.
 */
export async function checkPage(
  published: PublishedPage,
  language: Language,
  tool: Files,
): Promise<Diagnostic[]> {
  const { page, snapshot, at } = published;
  const faulty = new Set<string>();
  const originFault = originFaults(page.origins, snapshot, language);
  const problems = snapshot.parts.flatMap((expected) => {
    const { id } = expected;
    const part = page.parts.find((each) => each.id === id);
    const found =
      part === undefined
        ? [at(faultOf('verify/text.page', { id }))]
        : checkPart(expected, part, published, originFault);
    if (found.length > 0) faulty.add(id);
    return found;
  });
  const known = new Set(snapshot.parts.map(({ id }) => id));
  const added = page.parts.filter(({ id }) => !known.has(id));
  for (const { id } of added) faulty.add(id);
  return [
    ...problems,
    ...added.map(({ id, start }) => at(faultOf('verify/text.parts', { id }), start)),
    ...checkMarkup(published, faulty),
    ...(problems.length > 0
      ? []
      : [
          ...checkHead(published, language),
          ...checkHouse(published),
          ...checkPageIds(published),
          ...originsFault(readOriginsBlock(page.nodes), snapshot, language).map((fault) => at(fault)),
          ...checkFrames(published, language),
        ]),
    ...(await checkOwn(published, tool)),
  ];
}

function checkPart(
  published: SnapshotPart,
  part: PagePart,
  { page, snapshot, at }: PublishedPage,
  originFault: OriginFault,
): Diagnostic[] {
  const { id, start } = part;
  const printed = page.numbers.filter((number) => number.part === id);
  const expected = published.numbers.map((index) => snapshot.numbers[index]);
  const problems = Array.from({ length: Math.max(printed.length, expected.length) }, (_, index) => {
    const [number, entry] = [printed[index], expected[index]];
    const fault = numberFault(number, entry, id) ?? originFault(entry);
    return fault === undefined ? [] : [at(fault, number?.start ?? start)];
  }).flat();
  const fault = textFault(part, published);
  if (fault !== undefined) problems.push(at(fault, start));
  if (sha256(part.labels) !== published.labels)
    problems.push(at(faultOf('verify/text.alternative', { id }), start));
  return problems;
}

function numberFault(
  number: PageNumber | undefined,
  entry: SnapshotNumber | undefined,
  part: string,
): Fault | undefined {
  if (entry === undefined) return number && faultOf('verify/number.unpublished', { text: number.text, part });
  if (number === undefined) return faultOf('verify/number.lost', { part, text: entry.text, at: entry.at });
  const { text } = number;
  if (text !== entry.text)
    return faultOf('verify/number.text', { text, part, entryText: entry.text, at: entry.at });
  const [value, high] = [decimalText(entry.value), decimalText(entry.high)];
  if (number.value === value && number.high === high) return undefined;
  const [actual = 'none', expected = 'none'] =
    number.value === value ? [number.high, high] : [number.value, value];
  return faultOf('verify/number.value', { actual, text, part, expected });
}

function decimalText(fraction: string | undefined): string | undefined {
  const value = parseExact(fraction ?? '');
  return value && toPlainText(value);
}

/** The first figure in which two texts differ, else the first word. */
function textFault(part: PagePart, published: SnapshotPart): Fault | undefined {
  if (part.text === published.text && part.title === published.title) return undefined;
  const key = part.text === published.text ? 'title' : 'text';
  const [actual, expected] = [part[key], published[key]];
  const figures = firstDifference(
    findNumerals(actual).map(({ text }) => text),
    findNumerals(expected).map(({ text }) => text),
  );
  const what = figures === undefined ? 'words' : 'figures';
  const [is, was] = figures ?? firstDifference(actual.split(' '), expected.split(' ')) ?? ['', ''];
  return faultOf('verify/text.differs', { what, is, id: part.id, was });
}

function firstDifference(
  actual: readonly string[],
  expected: readonly string[],
): [string, string] | undefined {
  const longer = actual.length > expected.length ? actual : expected;
  const index = longer.findIndex((_, place) => actual[place] !== expected[place]);
  return index < 0 ? undefined : [actual[index] ?? '', expected[index] ?? ''];
}

/** Holds what a page says of its report as a whole, its title, edition, language, draft and audience, against the snapshot. */
function checkHead(
  { page: { nodes }, snapshot, at }: PublishedPage,
  speech: Language,
): readonly Diagnostic[] {
  const { title, edition, language, draft } = snapshot;
  const facts: readonly (readonly [what: string, element: MarkupElement | undefined, expected: string])[] = [
    ['title', findElement(nodes, ({ name }) => name === 'h1'), titleWords(title)],
    ['title of the window', findElement(nodes, ({ name }) => name === 'title'), title],
    ['edition', findElement(nodes, (each) => hasClass(each, 'edition')), `${edition}`],
  ];
  const wrong = facts.flatMap(([what, element, expected]) => {
    if (element === undefined) return [at(faultOf('verify/text.json-none', { what, expected }))];
    const words = textIn(element.children).trim();
    // The word for an edition stands before the year.
    if (what === 'edition' ? words.split(/\s+/).at(-1) === expected : words === expected) return [];
    return [at(faultOf('verify/text.json', { what, words, expected }), element.start)];
  });
  const root = findElement(nodes, ({ name }) => name === 'html');
  const said = root?.attributes.get('lang');
  if (said !== language)
    wrong.push(at(faultOf('verify/text.language', { said: said ?? 'none', language }), root?.start));
  const banner = findElement(nodes, (each) => hasClass(each, 'draft'));
  if ((banner !== undefined) !== draft)
    wrong.push(at(faultOf(draft ? 'verify/text.draft' : 'verify/text.word'), banner?.start));
  return [...wrong, ...statusFaults(nodes, snapshot, speech).map(({ fault, start }) => at(fault, start))];
}

/** For whom the page says it is and how far, against what was published. */
function statusFaults(nodes: PublishedPage['page']['nodes'], snapshot: Snapshot, speech: Language) {
  const expected = [
    { name: 'confidential', words: restrictionOf(snapshot, speech) },
    { name: 'release', words: releaseWords(snapshot.release, speech) },
  ];
  return expected.flatMap(({ name, words = 'none' }) => {
    const found = findElement(nodes, (each) => hasClass(each, name));
    const said = found === undefined ? 'none' : textIn(found.children);
    if (said === words) return [];
    return [{ fault: faultOf('verify/text.status', { said, words }), start: found?.start }];
  });
}

/** Says what is wrong with the cells that the page tells behind a number: other ones than it has, or other numbers in them. */
type OriginFault = (entry: SnapshotNumber | undefined) => Fault | undefined;

/** A search for such faults, which puts no cell into words twice. */
function originFaults(
  origins: ReadonlyMap<string, ToldOrigin>,
  snapshot: Pick<Snapshot, 'datasets' | 'revisions'>,
  language: Language,
): OriginFault {
  const inWords = cellsInWords(snapshot, language);
  return (entry) => {
    const origin = entry && origins.get(entry.id);
    if (entry === undefined || origin === undefined) return undefined;
    const expected = [...addressesOf(entry), ...(entry.beside ?? [])].map(inWords);
    // Of a cell that is not published it is said elsewhere.
    if (expected.includes(undefined)) return undefined;
    const left = new Set(expected);
    for (const { dataset, keys, text } of origin.cells) {
      const labels = keys
        .map(([, label]) => label)
        .filter(isSaid)
        .join(', ');
      // What an edition before had in it is told without a text.
      const found = expected.filter(
        (cell) =>
          cell?.dataset === dataset &&
          cell.labels === labels &&
          (text === '' || (cell.text ?? text) === text),
      );
      if (found.length === 0)
        return faultOf('verify/number.told-cell', { labels, text, number: entry.text, at: entry.at });
      for (const each of found) left.delete(each);
    }
    const [lost] = left;
    return (
      lost && faultOf('verify/number.untold-cell', { labels: lost.labels, number: entry.text, at: entry.at })
    );
  };
}

interface Calculated {
  readonly cells: readonly string[];
  readonly operands?: readonly Calculated[] | undefined;
}

/** Every cell that a number was calculated from, once. */
const addressesOf = ({ cells, operands = [] }: Calculated): readonly string[] => [
  ...new Set([...cells, ...operands.flatMap(addressesOf)]),
];

interface CellInWords {
  /** Its title. */
  readonly dataset: string;
  readonly labels: string;
  /** Undefined where what is told of it is a word. */
  readonly text: string | undefined;
}

function cellsInWords(snapshot: Pick<Snapshot, 'datasets' | 'revisions'>, language: Language) {
  const cells = new SnapshotCells(snapshot);
  const known = new Map<string, CellInWords | undefined>();
  const describe = (address: string): CellInWords | undefined => {
    const cell = parseCellAddress(address);
    const dataset = snapshot.datasets.find(({ name }) => name === cell?.dataset);
    if (cell === undefined || dataset === undefined) return undefined;
    const written = cells.textAt(address);
    const number = parseExact(written ?? '');
    const digits = written?.split('.')[1]?.length ?? 0;
    return {
      dataset: dataset.title,
      labels: Object.entries(cell.keys)
        .map(([name, value]) => labelOf(dataset, name, value, language))
        .concat(cells.titleAt(address) ?? [])
        .filter(isSaid)
        .join(', '),
      text: number === undefined ? written : language.number(number, { digits }),
    };
  };
  return (address: string): CellInWords | undefined => {
    if (!known.has(address)) known.set(address, describe(address));
    return known.get(address);
  };
}

/** A row may be without a title. */
const isSaid = (label: string): boolean => label !== '';

/** As pages print it: periods in words, where the package has no label for them. */
function labelOf(
  { dimensions }: SnapshotDataset,
  dimension: string,
  value: string,
  language: Language,
): string {
  const { type = '', total, categories = [] } = dimensions.find(({ name }) => name === dimension) ?? {};
  const label = categories.find((each) => each.value === value)?.label ?? value;
  if (label !== value || value === total) return label;
  return isPeriod(type) ? language.period(type, value, 'short') : label;
}

/** What is wrong with the words around these cells: those of the panel, the sources, and which data are illustrative. */
function originsFault(
  block: OriginsBlock | undefined,
  { datasets }: Pick<Snapshot, 'datasets'>,
  language: Language,
): readonly Fault[] {
  if (block === undefined) return [];
  if (JSON.stringify(block.words) !== JSON.stringify(originWords(language)))
    return [faultOf('verify/text.origin-words', { originsId })];
  const strange = block.datasets.find(({ title, notes }) => {
    const published = datasets.filter((dataset) => dataset.title === title);
    // One of an edition before is told by its name alone.
    if (published.length === 0) return notes.length > 0;
    return !published.some(({ sources = [], illustrative }) => {
      const count = sources.length;
      const source = language.message('document.source', { sources: sources.join('; '), count });
      return (
        (count === 0 || notes.includes(source)) &&
        notes.includes(language.message('document.illustrative')) === illustrative
      );
    });
  });
  return strange === undefined
    ? []
    : [faultOf('verify/text.origin-source', { originsId, title: strange.title })];
}
