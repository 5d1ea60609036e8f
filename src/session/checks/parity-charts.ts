/** A chart of a translation draws what its source draws, in the same way: only its words differ. */
import { type Diagnostic, listNames, type Position } from '../../diagnostics.js';
import { isChartWords } from '../../model/chart/chart.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { problem } from '../../problems/problem.js';

/** The first thing in which a chart differs from the one of its source, in what is no words; at its place, with the other's. */
export function chartProblem(
  source: ChartNode,
  other: ChartNode,
  languages: { readonly source: string; readonly other: string },
): Diagnostic | undefined {
  const pointer = difference(drawn(source), drawn(other), '');
  if (pointer === undefined) return undefined;
  const called = pointer === '' ? 'chart' : `\`${keyOf(pointer)}\``;
  return problem(
    'translation/parity.figure',
    placeOf(other, pointer),
    {
      called,
      id: other.id,
      other: languages.other,
      source: languages.source,
      data: listNames(['data', 'mark', 'encoding', 'transform']),
    },
    { see: placeOf(source, pointer) },
  );
}

/** What a chart draws, without the words around it; reasons of exceptions are words too. */
const drawn = ({ dataset, level, allowed = [], stays, spec }: ChartNode): Record<string, unknown> => ({
  ...spec,
  data: { name: dataset, ...(level !== undefined && { level }) },
  allow: Object.fromEntries(allowed.map(({ rule }) => [rule, true])),
  here: stays === true,
});

/** The JSON pointer of the first difference; undefined where there is none. */
function difference(own: unknown, theirs: unknown, pointer: string): string | undefined {
  if (isChartWords(pointer) && isText(own) && isText(theirs)) return undefined;
  // Room beside an axis is as wide as the words that stand in it.
  if (pointer.endsWith('/labelPadding') && typeof own === 'number' && typeof theirs === 'number')
    return undefined;
  if (!isParent(own) || !isParent(theirs) || Array.isArray(own) !== Array.isArray(theirs))
    return Object.is(own, theirs) ? undefined : pointer;
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(own)])) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const found = difference(own[key], theirs[key], at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A text may have lines of its own in each language. */
const isText = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.every((line) => typeof line === 'string'));

const isParent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** `encoding.x.field` for `/encoding/x/field`. */
const keyOf = (pointer: string): string =>
  pointer.slice(1).split('/').join('.').replaceAll('~1', '/').replaceAll('~0', '~');

/** Where something stands, or what it is missing from. */
function placeOf({ positions, at }: ChartNode, pointer: string): Position {
  for (let path = pointer; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const position = positions[path];
    if (position !== undefined) return position;
  }
  return positions[''] ?? at;
}
