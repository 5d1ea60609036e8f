import type { PlacedWord, WordSurroundings } from '../../../content/extension.js';
import type { Counted } from '../../../content/neighbours/vocabulary.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { ownOf } from '../../../model/own.js';
import { kindNamed } from '../kinds.js';
import type { WrittenClaim } from './tested-spans.js';

/** True of a noun that is not what a claim looks at: "children" in a claim about victims. */
export function isForeignNoun(
  { text }: PlacedWord,
  claim: WrittenClaim,
  { data, foreignUnit }: WordSurroundings,
): boolean {
  const counted = countedBy(claim, data);
  return counted.length > 0 && counted.every((each) => foreignUnit(text, each) !== undefined);
}

/** True of a name of what data count that a claim does not look at: "the prison population" in a claim about visits. */
export function isForeignName(
  { text }: PlacedWord,
  claim: WrittenClaim,
  { data, saysCounted }: WordSurroundings,
): boolean {
  const counted = countedBy(claim, data);
  return counted.length > 0 && !counted.some((each) => saysCounted(text, each));
}

/** What the cells count that a claim looks at; none where nobody can tell. */
function countedBy({ kind, datasets, written, calculated }: WrittenClaim, data: PublishedData): Counted[] {
  if (kindNamed(kind)?.shape === 'rows' || calculated.has('measure')) return [];
  if (!datasets.every((name) => Object.hasOwn(data, name))) return [];
  const counted = datasets.flatMap((name) => {
    const fields = ownOf(data, name)?.fields ?? [];
    const measures = fields.filter(({ role }) => role === 'measure');
    const wanted = measures.filter((each) => written.get('measure')?.includes(each.name));
    // "The rate of actions due": what a rate is of stands in the other measures of its dataset.
    const isOfOthers = wanted.some(({ unit = '' }) => unit.startsWith('%'));
    const dimensions = fields.filter(({ role, type }) => role === 'dimension' && type === 'string');
    const keys = dimensions.flatMap((field) =>
      (written.get(field.name) ?? []).map((value) => ({ [field.name]: value })),
    );
    const cellsOf = (field: string) => [{}, ...keys].map((each) => ({ dataset: name, field, keys: each }));
    const looked = wanted.length > 0 && !isOfOthers ? wanted : measures;
    return looked.map(({ name: field, unit }) => ({ unit, cells: cellsOf(field) }));
  });
  // The unit of a fact stands in its row, or nobody says it.
  const known = counted.flatMap(({ unit, cells }) => (unit === undefined ? [] : [{ unit, cells }]));
  return known.length < counted.length ? [] : known;
}
