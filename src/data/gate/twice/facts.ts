import type { FieldContract } from '../../contract.js';
import type { CheckedRow, CheckedTable } from '../../tables.js';
import { areAlike, areAmong, nameOf, wordsIn } from './names.js';
import { spanOf, type Twin } from './tables.js';

/** How many words of a name must be found in the label of a fact so that other words beside them do not matter. */
const tellingWords = 3;

/** True for a table of single figures, each with a label and a unit of its own. */
export function areFacts({ contract: { fields } }: CheckedTable): boolean {
  const isAttribute = (wanted: string): boolean =>
    fields.some(({ name, role }) => name === wanted && role === 'attribute');
  return isAttribute('label') && isAttribute('unit') && figureOf(fields) !== undefined;
}

/** The measure that holds the figures: `low` of a range, else the first. */
function figureOf(fields: readonly FieldContract[]): FieldContract | undefined {
  const measures = fields.filter(({ role, unit }) => role === 'measure' && unit === undefined);
  return measures.find(({ name }) => name === 'low') ?? measures[0];
}

/**
 * The facts that a table states too: of its unit and its year, with all words of its name in their label. Words beside these
 * may narrow it, so that they are told apart where they name a category of some table, and where the name is short.
 */
export function twinsOfFacts(
  facts: CheckedTable,
  table: CheckedTable,
  categories: readonly (readonly string[])[],
): Twin[] {
  const figure = figureOf(facts.contract.fields);
  if (figure === undefined || facts.contract.illustrative !== table.contract.illustrative) return [];
  const named = namedMeasures(table);
  return facts.rows
    .filter((row) => isExactFigure(row, figure, facts.contract.fields))
    .flatMap((row) =>
      twinsOfFact(row, { table, named, categories }, { dataset: facts.contract.name, measure: figure.name }),
    );
}

/** "About 200" and "7 to 20" are no other statement of 198. */
function isExactFigure(
  { attributes, measures }: CheckedRow,
  figure: FieldContract,
  fields: readonly FieldContract[],
): boolean {
  if ((attributes.qualifier ?? 'exact') !== 'exact') return false;
  return fields
    .filter(({ role, name }) => role === 'measure' && name !== figure.name)
    .every(({ name }) => !['integer', 'decimal'].includes(measures[name]?.kind ?? ''));
}

/** A measure with the words that say what it counts. */
interface NamedMeasure {
  readonly measure: FieldContract;
  readonly name: readonly string[];
}

function namedMeasures({ contract }: CheckedTable): NamedMeasure[] {
  const own = nameOf(contract);
  return contract.fields
    .filter(({ role, unit }) => role === 'measure' && unit !== undefined)
    .map((measure) => ({ measure, name: [...new Set([...own, ...wordsIn(measure.title)])] }));
}

/** The table beside which facts are held. */
interface Beside {
  readonly table: CheckedTable;
  readonly named: readonly NamedMeasure[];
  readonly categories: readonly (readonly string[])[];
}

function twinsOfFact(
  row: CheckedRow,
  { table, named, categories }: Beside,
  own: { readonly dataset: string; readonly measure: string },
): Twin[] {
  const unit = row.attributes.unit?.toLowerCase();
  const counted = named.filter(({ measure }) => measure.unit?.toLowerCase() === unit);
  if (counted.length === 0) return [];
  const label = wordsIn(row.attributes.label ?? '');
  const { contract } = table;
  return counted
    .filter(({ name }) => areAmong(name, label))
    .flatMap(({ measure, name }): Twin[] => {
      const rest = label.filter((word) => !name.some((each) => areAlike(word, each)));
      const where = whereIn(row, table, rest);
      if (where === undefined) return [];
      const isWhole = areAmong(label, [...name, ...categoryWords(table, where)]);
      const isNarrowed = categories.some((words) => areAmong(words, rest)) && !namesOne(table, where);
      return [
        {
          own: { ...own, where: row.keys },
          other: { dataset: contract.name, measure: measure.name, where },
          isCertain: isWhole || (name.length >= tellingWords && !isNarrowed),
        },
      ];
    });
}

/** The words of the categories at which a cell stands, without totals. */
const categoryWords = ({ contract }: CheckedTable, where: Readonly<Record<string, string>>): string[] =>
  contract.fields.flatMap(({ name, categories, total }) =>
    categories
      .filter(({ value }) => value === where[name] && value !== total)
      .flatMap(({ label }) => wordsIn(label)),
  );

/** True where some dimension stands at a category other than its total. */
const namesOne = ({ contract }: CheckedTable, where: Readonly<Record<string, string>>): boolean =>
  contract.fields.some(
    ({ name, type, total }) => type !== 'year' && where[name] !== undefined && where[name] !== total,
  );

/** The one cell that a fact is about: its year, the categories that its label names, everything else at its total. */
function whereIn(
  row: CheckedRow,
  table: CheckedTable,
  rest: readonly string[],
): Record<string, string> | undefined {
  const years = yearsOf(row);
  const { period, fields } = table.contract;
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const where: Record<string, string> = {};
  for (const field of dimensions) {
    const category = field.type === 'year' ? yearIn(table, field, years) : categoryIn(field, rest);
    if (category === undefined) return undefined;
    where[field.name] = category;
  }
  if (dimensions.some(({ type }) => type === 'year')) return where;
  return period?.from === years[0] && period?.to === years.at(-1) ? where : undefined;
}

function categoryIn({ categories, total }: FieldContract, rest: readonly string[]): string | undefined {
  const named = categories.filter(({ value, label }) => {
    const words = wordsIn(label);
    return value !== total && words.length > 0 && areAmong(words, rest);
  });
  return named.length === 0 ? total : named.length === 1 ? named[0]?.value : undefined;
}

function yearIn(table: CheckedTable, field: FieldContract, years: readonly number[]): string | undefined {
  const [from, to] = [years[0], years.at(-1)];
  if (from === undefined) return undefined;
  if (from === to) return String(from);
  const span = spanOf(table, field);
  return span[0] === from && span[1] === to ? field.total : undefined;
}

/** The year that a fact bears, else those of its label. */
function yearsOf({ attributes }: CheckedRow): number[] {
  const texts =
    attributes.year === undefined || attributes.year === ''
      ? (attributes.label?.match(/(?<![\p{L}\p{N}])[12]\d{3}(?![\p{L}\p{N}])/gu) ?? [])
      : [attributes.year];
  return texts.map(Number).sort((a, b) => a - b);
}
