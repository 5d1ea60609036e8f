import type { PlacedWord } from '../../../content/extension.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, PublishedData } from '../../../model/dataset/dataset.js';
import { ownOf } from '../../../model/own.js';
import { kindNamed } from '../kinds.js';
import type { WrittenClaim } from './tested-spans.js';

/** A part of what is counted that a claim looks at alone, and its words do not name. */
export interface Unnamed {
  readonly dimension: string;
  readonly value: string;
  readonly label: string;
}

/**
 * The category to which a claim is narrowed while its sentence speaks of all that is counted: "victims fell" around women
 * alone. A category is named anywhere in its block, by a word of its label or by a noun for persons; undefined where it is, or where
 * nobody can tell.
 */
export function unnamedCategory(
  { about, sentence }: PlacedWord,
  claim: WrittenClaim,
  data: PublishedData,
): Unnamed | undefined {
  const dataset = claim.dataset === undefined ? undefined : ownOf(data, claim.dataset);
  const counted = about.filter((meaning) => meaning.dataset === dataset?.name);
  const speaksOfAll = counted.some(({ dimension }) => dimension === undefined);
  if (dataset === undefined || !speaksOfAll) return undefined;
  const units = dataset.fields.flatMap(({ unit }) => unit?.toLowerCase() ?? []);
  if (sentence.persons.some((noun) => !units.some((unit) => unit.startsWith(noun)))) return undefined;
  // A rank says who it is of: the words around it speak of all that it is compared with.
  const shape = kindNamed(claim.kind)?.shape;
  if (shape === 'rows' || shape === 'standing' || claim.calculated.size > 0) return undefined;
  for (const field of dataset.fields) {
    const value = partOf(field, claim);
    if (value === undefined || counted.some(({ dimension }) => dimension === field.name)) continue;
    if (!isNamedIn(sentence.block, field, value))
      return { dimension: field.name, value, label: labelOf(field, value) };
  }
  return undefined;
}

/** The one category of a dimension with a total that a claim is narrowed to. */
function partOf({ name, role, type, total }: Field, { written }: WrittenClaim): string | undefined {
  const [value, ...others] = written.get(name) ?? [];
  const isPart = role === 'dimension' && type === 'string' && total !== undefined;
  return isPart && others.length === 0 && value !== total ? value : undefined;
}

/** True where a word of the label or of the value begins like one of the text; of numbers alone nobody can tell. */
export function isNamedIn(text: string, field: Field, value: string): boolean {
  // A short name is there or not; its beginning would be that of many words.
  if (text.toLowerCase().includes(labelOf(field, value).toLowerCase())) return true;
  const words = stemsOf(`${labelOf(field, value)} ${value}`);
  const own = new Set(stemsOf(text));
  return words.length === 0 || words.some((word) => own.has(word));
}

/** How words begin; short ones say too little. */
const stemsOf = (text: string): string[] =>
  [...text.toLowerCase().matchAll(/\p{L}{4,}/gu)].map(([word]) => word.slice(0, 5));
