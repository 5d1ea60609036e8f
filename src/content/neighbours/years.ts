import { describeYears, yearsIn, yearsOf } from '../guards/years-of.js';
import { timeOf } from '../selection/fields.js';
import { type Clause, clauseOf } from './clause.js';
import type { NeighbourContext, NeighbourProblem, NeighbourRule, NumberPlace } from './place.js';

/** "In 2013 there were 54" where 54 is the number of 2012. */
export const yearBeside: NeighbourRule = (place, context) => {
  const { quantity } = place.entry;
  const years = yearsOf(quantity, context.data);
  if (years === undefined || !hasYears(quantity.dataset, context)) return undefined;
  const named = yearNamed(place, context);
  if (named === undefined || years.includes(named)) return undefined;
  return problem(named, years, place);
};

const hasYears = (name: string, { data }: NeighbourContext): boolean =>
  Object.hasOwn(data, name) && data[name] !== undefined && timeOf(data[name]) !== undefined;

/** The one year that the words give a number: right after it, right before it, at the head of its row or column, or in its clause. */
function yearNamed(place: NumberPlace, context: NeighbourContext): number | undefined {
  const { lexicon, data } = context;
  const { neighbours } = lexicon;
  const dataset = data[place.entry.quantity.dataset];
  const time = dataset && timeOf(dataset);
  const parts = (time?.categories ?? []).filter(({ value }) => value !== time?.total);
  const known = new Set(parts.flatMap(({ value }) => yearsIn(time?.type ?? '', value).map(String)));
  const heads = (place.run.heads ?? []).filter((head) => known.has(head));
  const [head] = heads;
  if (head !== undefined) return heads.length === 1 ? Number(head) : undefined;
  const label = /(?:^|[\s(])([12]\d{3}): ?[*_]*$/u.exec(place.before)?.[1];
  if (label !== undefined && known.has(label)) return Number(label);
  const clause = clauseOf(place, lexicon);
  const all = new Set(clause.text.match(/(?<![\p{L}\p{N}/–-])[12]\d{3}(?!\p{N})/gu));
  const [year, ...others] = [...clause.text.matchAll(neighbours.years)].map((match) => match[1] ?? '');
  if (year === undefined && all.size === 0) return yearMeant(clause, place, context);
  if (year === undefined || others.length > 0 || all.size > 1 || !known.has(year)) return undefined;
  if (!clause.hasOneNumber || neighbours.otherTimes.test(clause.text)) return undefined;
  return Number(year);
}

/** The year for which the project has another word: "the year of the census". */
function yearMeant(
  { text, hasOneNumber }: Clause,
  { entry }: NumberPlace,
  { spoken }: NeighbourContext,
): number | undefined {
  const small = text.toLowerCase();
  const named = spoken.synonyms.filter(
    ({ word, dataset, isYear }) =>
      isYear === true && dataset === entry.quantity.dataset && small.includes(word.toLowerCase()),
  );
  const [first, ...others] = new Set(named.map(({ category }) => category));
  return hasOneNumber && first !== undefined && others.length === 0 ? Number(first) : undefined;
}

const problem = (named: number, years: readonly number[], { entry }: NumberPlace): NeighbourProblem => ({
  code: 'number/period',
  message: `Unexpected year ${named} beside ${entry.text}, which is of ${describeYears(years)}, expected the year of its cells`,
  hint: `write ${describeYears(years)}, or print the number of \`year=${named}\``,
});
