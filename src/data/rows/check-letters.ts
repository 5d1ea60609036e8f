import type { Diagnostic, Position } from '../../diagnostics.js';
import { labelOf } from '../../model/dataset/category.js';
import { lookOf, wordOfTwoAlphabets } from '../../model/look.js';
import { problem } from '../../problems/problem.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';
import type { FieldContract } from '../contract.js';
import { categoriesIn, type FieldSpec } from '../package/field-schema.js';
import type { PackageSpec } from '../package/package-schema.js';
import type { CheckedTable, RawTable } from '../tables.js';

/** Warns of a file that writes letters with accents in both forms: it is read, but other programs tell them apart. */
export function checkLetterForms({ contract, letterForms }: RawTable): readonly Diagnostic[] {
  const forms = letterForms();
  if (forms === undefined || contract.confidential) return [];
  const { apart, composed, count } = forms;
  const cells = count === 1 ? 'one cell' : `${count.toLocaleString('en')} cells`;
  return [
    problem(
      'data/letter-forms',
      apart.position,
      { cells, text: apart.text.slice(0, 60) },
      { see: composed.position },
    ),
  ];
}

/**
 * Warns of words that have letters of two alphabets which look alike, in categories and attributes: nobody sees it, and no
 * search finds them. What the data package declares is looked at where it stands.
 */
export function checkAlphabets({ contract, rows }: CheckedTable): readonly Diagnostic[] {
  if (contract.confidential) return [];
  return contract.fields.flatMap(({ name, role, known }): Diagnostic[] => {
    if (known.size > 0 || (role !== 'dimension' && role !== 'attribute')) return [];
    const seen = new Set<string>();
    return rows.flatMap((row): Diagnostic[] => {
      const texts = role === 'dimension' ? row.keys : row.attributes;
      const text = Object.hasOwn(texts, name) ? (texts[name] ?? '') : '';
      if (seen.has(text)) return [];
      seen.add(text);
      const found = twoAlphabets(text, row.place(name));
      return found === undefined ? [] : [{ ...found, column: name }];
    });
  });
}

/** The warning of a text with a word of two alphabets. */
function twoAlphabets(text: string, position: Position): Diagnostic | undefined {
  const found = wordOfTwoAlphabets(text);
  if (found === undefined) return undefined;
  const [few, most] = found.alphabets;
  const code = found.letter.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return problem('data/alphabets', position, { few, letter: found.letter, code, most, word: found.word });
}

/**
 * Warns of categories of two tables, in columns of one name, that look alike and are different texts: whatever joins or
 * compares the tables takes them for two.
 */
export function checkTwinsAcross(tables: readonly CheckedTable[]): readonly Diagnostic[] {
  const known = new Map<string, Map<string, Category>>();
  const found: Diagnostic[] = [];
  for (const { contract, rows } of tables) {
    if (contract.confidential) continue;
    for (const field of contract.fields) {
      if (field.role !== 'dimension') continue;
      const looks = known.get(field.name) ?? new Map<string, Category>();
      known.set(field.name, looks);
      const seen = new Set<string>();
      for (const row of rows) {
        const text = row.keys[field.name] ?? '';
        if (seen.has(text)) continue;
        seen.add(text);
        const look = lookOf(text);
        const first = looks.get(look);
        if (first === undefined)
          looks.set(look, { text, resource: contract.name, at: () => row.place(field.name) });
        else if (first.text !== text && first.resource !== contract.name) {
          found.push(
            problem(
              'data/twins.tables',
              row.place(field.name),
              { text, name: field.name, resource: first.resource },
              { see: first.at(), column: field.name },
            ),
          );
        }
      }
    }
  }
  return found;
}

interface Category {
  readonly text: string;
  readonly resource: string;
  readonly at: () => Position;
}

/**
 * Warns of categories of one dimension that differ in nothing but capital letters: a reader would take them for one,
 * and often they are, so that its numbers stand in two places.
 */
export function checkCase({ contract, rows }: CheckedTable): readonly Diagnostic[] {
  return contract.fields
    .filter(({ role }) => role === 'dimension')
    .flatMap((field) => {
      const places = new Map<string, Position>(field.categories.map(({ value }) => [value, field.position]));
      for (const row of rows) {
        const value = row.keys[field.name] ?? '';
        if (!places.has(value)) places.set(value, row.place(field.name));
      }
      return twinsIn(field, places);
    });
}

function twinsIn(field: FieldContract, places: ReadonlyMap<string, Position>): readonly Diagnostic[] {
  const seen = new Map<string, string>();
  return [...places].flatMap(([value, position]): Diagnostic[] => {
    const label = labelOf(field, value);
    const look = lookOf(label).toLowerCase();
    const first = seen.get(look);
    if (first === undefined) seen.set(look, value);
    const other = first === undefined ? undefined : places.get(first);
    if (first === undefined || other === undefined) return [];
    // What looks the same is an error of its own.
    if (lookOf(label) === lookOf(labelOf(field, first))) return [];
    const words = { label, otherLabel: labelOf(field, first), name: field.name };
    return [problem('data/case', position, words, { see: other })];
  });
}

/** A text of the data package, and where it stands. */
interface Named {
  readonly text: string;
  readonly path: YamlPath;
  /** What bears it; one thing may say the same twice, as its value and as its label. */
  readonly of: string;
}

/**
 * Reports texts that look alike and that a reader would have to tell apart. It compares names and titles of fields,
 * values and labels of the categories of one field, and codes of missing values.
 */
export function checkTwins({ resources }: PackageSpec, parsed: ParsedYaml): Diagnostic[] {
  return resources.flatMap(({ schema }, index): Diagnostic[] => {
    if (typeof schema === 'string') return [];
    const path: YamlPath = ['resources', index, 'schema', 'fields'];
    const names = schema.fields.map(({ name }, at) => ({
      text: name,
      path: [...path, at, 'name'],
      of: name,
    }));
    const titles = schema.fields.flatMap(({ name, title }, at) =>
      title === undefined ? [] : [{ text: title, path: [...path, at, 'title'], of: name }],
    );
    const named = [
      ...names,
      ...titles,
      ...schema.fields.flatMap((field, at) => textsOf(field, [...path, at])),
    ];
    const twins = [
      ...twinsAmong(names, 'field', parsed),
      ...twinsAmong(titles, 'title', parsed),
      ...schema.fields.flatMap((field, at) => twinsInField(field, [...path, at], parsed)),
    ];
    const said = new Set(twins.map(({ position: { line, column } }) => `${line}:${column}`));
    const mixed = alphabetsIn(named, parsed).filter(
      ({ position: { line, column } }) => !said.has(`${line}:${column}`),
    );
    return [...twins, ...mixed];
  });
}

/** The labels of the categories of a field; one without a label is its value. */
const textsOf = (field: FieldSpec, path: YamlPath): Named[] =>
  categoriesIn(field).map((category, index) => {
    const { value, label = value } = typeof category === 'object' ? category : { value: category };
    return { text: String(label), path: [...path, 'categories', index], of: String(value) };
  });

function alphabetsIn(named: readonly Named[], parsed: ParsedYaml): Diagnostic[] {
  const seen = new Set<string>();
  return named.flatMap(({ text, path }) => {
    if (seen.has(text)) return [];
    seen.add(text);
    return twoAlphabets(text, parsed.positionOf(path)) ?? [];
  });
}

function twinsInField(
  { missingValues = [], ...field }: FieldSpec,
  path: YamlPath,
  parsed: ParsedYaml,
): Diagnostic[] {
  const written = categoriesIn(field).map((category, index) => {
    const { value, label = value } = typeof category === 'object' ? category : { value: category };
    const at = [...path, 'categories', index];
    return { value: String(value), label: String(label), at, isNamed: typeof category === 'object' };
  });
  const values = written.map(({ value, at, isNamed }) => ({
    text: value,
    path: isNamed ? [...at, 'value'] : at,
    of: value,
  }));
  const labels = written.map(({ value, label, at }) => ({ text: label, path: at, of: value }));
  const codes = missingValues.map((entry, index) => {
    const text = typeof entry === 'string' ? entry : entry.value;
    return { text, path: [...path, 'missingValues', index], of: text };
  });
  const ofValues = twinsAmong(values, 'category', parsed);
  return [
    ...ofValues,
    ...(ofValues.length > 0 ? [] : twinsAmong(labels, 'label', parsed)),
    ...twinsAmong(codes, 'missing value', parsed),
  ];
}

function twinsAmong(all: readonly Named[], what: string, parsed: ParsedYaml): Diagnostic[] {
  const seen = new Map<string, Named>();
  return all.flatMap((named): Diagnostic[] => {
    const look = lookOf(named.text);
    const first = seen.get(look);
    if (first === undefined) seen.set(look, named);
    // Whatever is there twice to the letter is reported as such.
    if (first === undefined || first.of === named.of) return [];
    return [
      problem(
        'data/twins.texts',
        parsed.positionOf(named.path),
        { what, text: named.text },
        { see: parsed.positionOf(first.path) },
      ),
    ];
  });
}
