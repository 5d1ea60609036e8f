import type { Diagnostic } from '../../diagnostics.js';
import { lookOf } from '../../model/look.js';
import { problem } from '../../problems/problem.js';
import type { ParsedYaml, YamlPath } from '../../yaml/positions.js';
import { twoAlphabets } from '../rows/check-letters.js';
import { categoriesIn, type FieldSpec } from './field-schema.js';
import type { PackageSpec } from './package-schema.js';

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
