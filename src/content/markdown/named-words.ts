import type { Nodes, Root } from 'mdast';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { ChartNode, NamedWords } from '../../model/tree/nodes.js';
import { chartsOf } from '../charts-of.js';
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
  const fields = [dataset, ...others].flatMap(
    (name) => (Object.hasOwn(data, name) ? data[name]?.fields : []) ?? [],
  );
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
  return {
    where,
    text,
    names,
    isExcluding: excluding.test(text),
    isOfAll: ofAll.test(text),
    ...(year !== undefined && { year }),
    isOfShares: shares.test(text.trim()),
    periods: Object.keys(periods).filter((type) => periods[type]?.test(text.trim())),
  };
}

/** The year of "in 2014", where the text names no other and points to no other. */
function oneYear(text: string, { neighbours }: Lexicon): string | undefined {
  const [said, ...more] = [...text.matchAll(neighbours.years)];
  const all = new Set(text.match(/(?<!\p{N})[12]\d{3}(?!\p{N})/gu));
  if (said === undefined || more.length > 0 || all.size > 1) return undefined;
  return neighbours.otherTimes.test(text.replace(said[0], '')) ? undefined : said[1];
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
export function textIn(node: Nodes): string {
  if (node.type === 'value') return node.entry.text;
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? (node.children as Nodes[]).map(textIn).join('') : '';
}
