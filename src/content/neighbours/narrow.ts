import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { CellKey, Quantity } from '../../model/quantity.js';
import { faultOf } from '../../problems/problem.js';
import { sentenceBounds } from '../numbers/sentence.js';
import type { PrintedValue } from '../numbers/text-runs.js';
import { clauseOf, type NeighbourRule, type NumberPlace } from './place.js';

/** "22 of 32 actions were done" where the number counts those on schedule too. */
export const narrowBeside: NeighbourRule = (place, { lexicon }) => {
  const { quantity, text } = place.entry;
  const { run } = place;
  const name = quantity.widerThan;
  if (name === undefined) return undefined;
  const clause = clauseOf(place, lexicon);
  const end = clause.from + clause.text.length;
  // What stands before a colon is said of what follows it.
  const from = /:\s*$/u.test(run.text.slice(0, clause.from))
    ? sentenceBounds(run.text, clause.from - 1, lexicon.statements.abbreviations)[0]
    : clause.from;
  const values = run.values.filter((value) => from <= value.from && value.from < end);
  const found =
    narrowIn(run.text, name, lexicon).find(
      ({ offset }) => from <= offset && offset < end && ownerOf(offset, values, place) === place.from,
    ) ?? run.heads?.flatMap((head) => narrowIn(head, name, lexicon))[0];
  if (found === undefined) return undefined;
  return faultOf('number/narrow', { word: found.word, text });
};

/** The number that a word is of: the nearest before it, or else after it. That of which ours is a part is none: "22 of 32 were done". */
function ownerOf(
  offset: number,
  values: readonly PrintedValue[],
  { entry: { quantity } }: NumberPlace,
): number | undefined {
  const owners = values.filter(({ node: { entry } }) => !isWhole(entry.quantity, quantity));
  const before = owners.filter(({ from }) => from < offset).at(-1);
  return (before ?? owners.find(({ from }) => from > offset))?.from;
}

/** True for a number of the same dataset that rests on other cells, and no wider one itself: the actions due beside those done. */
function isWhole(other: Quantity, own: Quantity): boolean {
  if (other.dataset !== own.dataset || other.widerThan !== undefined) return false;
  const parts = new Set((own.operands?.[0] ?? own).cells.map(nameOf));
  return !other.cells.every((cell) => parts.has(nameOf(cell)));
}

const nameOf = ({ dataset, field, keys }: CellKey): string => JSON.stringify([dataset, field, keys]);

/** How far before a word another one may make a wish of it. */
const reach = 60;

/** A word that says less than a measure counts, and its place in the text. */
interface NarrowWord {
  readonly word: string;
  readonly offset: number;
}

/**
 * The words of a text that say less than a measure counts which is wider than `name`: "done" of what is done or on schedule. None where
 * their sentence names the rest too, or only asks for them.
 */
export function narrowIn(text: string, name: string, { narrow, statements }: Lexicon): readonly NarrowWord[] {
  const narrower = narrow.get(name);
  if (narrower === undefined) return [];
  return narrower.words.in(text).flatMap(({ 0: word, index: offset }) => {
    const [from, to] = sentenceBounds(text, offset, statements.abbreviations);
    const isSupposed = statements.supposed.test(text.slice(Math.max(offset - reach, from), offset));
    return isSupposed || narrower.unless.in(text.slice(from, to)).length > 0 ? [] : [{ word, offset }];
  });
}
