import type { Nodes, Root } from 'mdast';
import type { Position } from '../../diagnostics.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { CellKey } from '../../model/quantity.js';
import type { ClaimRecord, ComparedFigure } from '../../model/snapshot/claim-record.js';
import type { ChartNode, ClaimedTitle, NamedWords } from '../../model/tree/nodes.js';
import { visit } from '../../model/tree/visit.js';
import { onlySpan } from '../neighbours/spans.js';
import type { Subjects } from '../numbers/subjects.js';

/** Tells every chart, in place, what the words around it say of the data: it must draw some of it. */
export function attachNames(
  body: Root,
  subjectsOf: () => Subjects,
  lexicon: Lexicon,
  data: PublishedData,
): void {
  for (const chart of chartsOf(body)) {
    const texts = textsOf(chart).filter(({ text }) => text.trim() !== '');
    const ofPersons = countsPersons(chart, lexicon, data);
    if (texts.length > 0) chart.named = texts.map((each) => namedIn(each, subjectsOf(), lexicon, ofPersons));
  }
}

type Text = Pick<NamedWords, 'where' | 'text'>;

/** Whoever is counted as a person may be named as what the person is: victims, pupils. */
function countsPersons({ dataset, others = [] }: ChartNode, lexicon: Lexicon, data: PublishedData): boolean {
  const { persons } = lexicon.neighbours;
  const fields = [dataset, ...others].flatMap((name) => ownOf(data, name)?.fields ?? []);
  return fields.some(
    ({ role, unit }) =>
      role === 'measure' && unit !== undefined && persons.includes(firstForm(unit, lexicon)),
  );
}

/** A unit by its first form: "persons" is "person". */
const firstForm = (name: string, { units }: Lexicon): string =>
  units.find((unit) => unit.includes(name.toLowerCase()))?.[0] ?? name;

function namedIn(
  { where, text }: Text,
  subjects: Subjects,
  lexicon: Lexicon,
  ofPersons: boolean,
): NamedWords {
  const { amounts, persons, excluding, ofAll, shares, periods } = lexicon.neighbours;
  const general = new Set([...amounts, ...persons]);
  const names = subjects.in(text).map(({ offset, length, meanings }) => {
    const name = text.slice(offset, offset + length);
    const isGeneral = ofPersons || general.has(firstForm(name, lexicon)) || !/\p{L}{3}/u.test(name);
    return { name, isGeneral, meanings };
  });
  const year = oneYear(text, lexicon);
  const span = spanOf(text, lexicon);
  return {
    where,
    text,
    names,
    isExcluding: excluding.test(text),
    isOfAll: ofAll.test(text),
    ...(year !== undefined && { year }),
    ...(span !== undefined && { span }),
    isOfShares: shares.test(text.trim()),
    periods: Object.keys(periods).filter((type) => periods[type]?.test(text.trim())),
  };
}

/** The year of "in 2014", where the text names no other and points to no other. */
function oneYear(text: string, { neighbours }: Lexicon): string | undefined {
  const [said, ...more] = [...text.matchAll(neighbours.years)];
  if (said === undefined || more.length > 0 || new Set(yearsIn(text)).size > 1) return undefined;
  const rest = text.replace(said[0], '');
  return neighbours.otherTimes.test(rest) || rest.search(neighbours.enacted) >= 0 ? undefined : said[1];
}

const yearsIn = (text: string): readonly string[] => text.match(/(?<!\p{N})[12]\d{3}(?!\p{N})/gu) ?? [];

/** The years of a title that names no others, as a caption has them. */
function spanOf(text: string, lexicon: Lexicon): NamedWords['span'] {
  const years = yearsIn(text);
  const span = years.length > 2 ? undefined : onlySpan(text, lexicon);
  if (span !== undefined) return span;
  const [only, ...others] = years;
  if (only === undefined) return undefined;
  const isAtEnd = new RegExp(`${only}[\\s.)]*$`, 'u').test(text);
  const year = others.length === 0 && isAtEnd ? only : oneYear(text, lexicon);
  const { otherTimes, enacted } = lexicon.neighbours;
  if (year === undefined || otherTimes.test(text.replace(year, '')) || text.search(enacted) >= 0)
    return undefined;
  return { from: Number(year), to: Number(year) };
}

function textsOf({ children: [title, subtitle, ...others], spec }: ChartNode): readonly Text[] {
  const around = [title, subtitle, ...others].map((node) => ({
    where: { title: '/title', subtitle: '/title/subtitle' }[node.type as string] ?? '/description',
    text: textIn(node),
  }));
  return [...around, ...titlesIn(spec, '')];
}

/** The titles of axes, legends and panels. */
function titlesIn(part: unknown, pointer: string): readonly Text[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const where = `${pointer}/${key}`;
    return key === 'title' && typeof value === 'string' ? [{ where, text: value }] : titlesIn(value, where);
  });
}

/** The words of a text with its numbers. */
function textIn(node: Nodes): string {
  if (node.type === 'value') return node.entry.text;
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? (node.children as Nodes[]).map(textIn).join('') : '';
}

/** Tells every chart, in place, which cells the claims in its title and subtitle are about: it must draw them. */
export function attachClaims(body: Root, claims: readonly ClaimRecord[]): void {
  const charts = chartsOf(body);
  for (const chart of charts) {
    const claimed = claims.filter((claim) => claim.quoted === undefined && isInTitle(claim, chart, charts));
    if (claimed.length > 0) chart.claimed = claimed.map(claimedTitle);
  }
}

/** The cells of the figures that a claim is about, and of all that it compares with them. */
function claimedTitle({ test, at }: ClaimRecord): ClaimedTitle {
  const cellsOf = (figures: readonly (ComparedFigure | undefined)[]): CellKey[] =>
    figures.flatMap((figure) => (figure !== undefined && 'quantity' in figure ? figure.quantity.cells : []));
  return { own: cellsOf(test.groups.map(([own]) => own)), all: cellsOf(test.groups.flat()), at };
}

function isInTitle(claim: ClaimRecord, chart: ChartNode, charts: readonly ChartNode[]): boolean {
  const start = chart.positions['/title'];
  if (start !== undefined) return isWithin(claim.at, start, chart);
  // A helper made it: the words stand in its call, which is the last one that begins before them.
  const isBefore = ({ at }: ChartNode): boolean => at.file === claim.at.file && !isAfter(at, claim.at);
  const last = charts.filter(isBefore).reduce<ChartNode | undefined>(later, undefined);
  return last?.at === chart.at && titleOf(chart).includes(claim.text);
}

const later = (a: ChartNode | undefined, b: ChartNode): ChartNode =>
  a === undefined || isAfter(b.at, a.at) ? b : a;

/** From the title to the next key beside it. */
function isWithin(at: Position, start: Position, { positions }: ChartNode): boolean {
  if (at.file !== start.file || isAfter(start, at)) return false;
  return !Object.entries(positions).some(
    ([pointer, position]) =>
      !pointer.startsWith('/title') &&
      pointer !== '' &&
      position.file === start.file &&
      isAfter(position, start) &&
      !isAfter(position, at),
  );
}

const isAfter = (a: Position, b: Position): boolean =>
  a.line > b.line || (a.line === b.line && a.column > b.column);

const titleOf = ({ children: [title, subtitle] }: ChartNode): string =>
  `${textIn(title)} ${textIn(subtitle)}`;

/** The charts of a report in reading order, for the charts stage. */
export function chartsOf(body: Root): ChartNode[] {
  const charts: ChartNode[] = [];
  visit(body, 'chart', (chart: ChartNode) => {
    charts.push(chart);
  });
  return charts;
}
