import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { Field, PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { findDataset } from '../helpers/call.js';
import type { HelperDefinition, WrittenArguments } from '../helpers/definition.js';
import { factsName } from '../helpers/fact.js';
import { fail, HelperProblem } from '../helpers/problem.js';
import { dimensionsOf, findCategory, findDimension, findMeasure, timeOf } from '../selection/fields.js';
import { everyCategory, filterFields, findFilterValue, hintFor } from '../selection/filters.js';
import { type AnyCall, type HashPair, literalText, startOf, stringIn } from './ast.js';

/** A call of a known helper, before expansion. */
export interface ArgumentsInput {
  readonly definition: HelperDefinition;
  readonly call: AnyCall;
  readonly file: string;
  readonly data: PublishedData;
}

/** Checks what is written out in a call: the number of arguments, and literal datasets, parameters, fields, categories. */
export function checkArguments(input: ArgumentsInput): Diagnostic[] {
  const { definition, call, file, data } = input;
  const diagnostics: Diagnostic[] = [];
  const attempt = <T>(check: () => T): T | undefined => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof HelperProblem)) throw error;
      diagnostics.push(error.diagnostic);
      return undefined;
    }
  };
  attempt(() => checkArity(definition, call, file));
  const hasLeading = definition.checkLeading !== undefined;
  if (hasLeading) attempt(() => checkLeading(definition, call, file));
  const first = call.params[hasLeading ? 1 : 0];
  const name = stringIn(first);
  const position = startOf(first ?? call, file);
  if (name !== undefined && definition.first === 'fact') attempt(() => checkFact(data, name, position));
  const onData = definition.first === 'dataset' || definition.first === 'dataset-or-quantity';
  const dataset = name !== undefined && onData ? attempt(() => findDataset(data, name, position)) : undefined;
  if (definition.first === 'datasets') checkDatasets(input, attempt);
  else checkHash(input, dataset, onData && dataset === undefined, attempt);
  attempt(() => definition.checkWritten?.(writtenArguments(call, file), data, startOf(call, file)));
  return diagnostics;
}

/** Named arguments; of a dataset that is not known nobody can say which ones it takes. */
function checkHash(
  { definition, call, file }: ArgumentsInput,
  dataset: PublishedDataset | undefined,
  isUnknown: boolean,
  attempt: Attempt,
): void {
  for (const pair of call.hash?.pairs ?? []) {
    const at = startOf(pair, file);
    if (!isUnknown) attempt(() => checkParameter(definition, dataset, pair.key, at));
    if (dataset !== undefined) attempt(() => checkLiteral(definition, dataset, pair, at));
  }
}

function writtenArguments(call: AnyCall, file: string): WrittenArguments {
  return new Map(
    (call.hash?.pairs ?? []).flatMap((pair) => {
      const text = literalText(pair.value);
      return text === undefined ? [] : [[pair.key, { text, at: startOf(pair, file) }] as const];
    }),
  );
}

function checkLeading(definition: HelperDefinition, { params: [leading] }: AnyCall, file: string): void {
  const text = literalText(leading);
  if (leading !== undefined && text !== undefined) definition.checkLeading?.(text, startOf(leading, file));
}

function checkArity(
  { name, arity, first, checkLeading: leading }: HelperDefinition,
  call: AnyCall,
  file: string,
): void {
  const [least, most] = arity;
  const count = call.params.length;
  if (count >= least && count <= most) return;
  const isDataset = first.startsWith('dataset') && leading === undefined;
  const expected = most === 1 && isDataset ? 'one unnamed argument (the dataset)' : argumentsUpTo(most);
  fail('content/argument.arguments', startOf(call, file), { count, name, expected });
}

const argumentsUpTo = (most: number): string =>
  most === 0 ? 'no unnamed argument' : most === 1 ? 'one unnamed argument' : `${most} unnamed arguments`;

function checkFact(data: PublishedData, key: string, position: Position): void {
  const facts = findDataset(data, factsName, position);
  const keys = facts.rows.map((row) => row.keys.key ?? '');
  if (keys.includes(key)) return;
  fail('content/unknown-fact', position, { key, keys: listNames(keys) }, didYouMean(key, keys));
}

function checkParameter(
  definition: HelperDefinition,
  dataset: PublishedDataset | undefined,
  key: string,
  at: Position,
): void {
  const known = [
    ...definition.parameters,
    ...(dataset === undefined ? [] : filterFields(dataset, definition).map((field) => field.name)),
  ];
  if (known.includes(key)) return;
  const { name } = definition;
  if (known.length === 0) fail('content/unknown-parameter.unexpected', at, { key, name });
  fail(
    'content/unknown-parameter.key',
    at,
    { key, name, names: listNames(known) },
    hintFor(dataset, key, known),
  );
}

/** A literal category, field or year of a call. */
function checkLiteral(
  definition: HelperDefinition,
  dataset: PublishedDataset,
  pair: HashPair,
  at: Position,
): void {
  const text = literalText(pair.value);
  if (text === undefined) return;
  if (definition.fieldParameters?.includes(pair.key) || pair.key === 'measure') {
    checkFieldName(dataset, pair.key, text, at);
    return;
  }
  if (definition.fieldLists?.includes(pair.key)) {
    for (const part of text.split('|')) findDimension(dataset, part.trim(), at);
    return;
  }
  const field = filterFields(dataset, definition).find((candidate) => candidate.name === pair.key);
  if (field !== undefined)
    if (text !== everyCategory || field.role !== 'dimension')
      for (const part of text.split('|')) findFilterValue(dataset, field, part.trim(), at);
  const year = timeOf(dataset);
  if ((pair.key === 'from' || pair.key === 'to') && year !== undefined) findCategory(year, text, at);
}

function checkFieldName(dataset: PublishedDataset, key: string, text: string, at: Position): void {
  if (key !== 'measure') findDimension(dataset, text, at);
  else for (const part of text.split('|')) findMeasure(dataset, part.trim(), at);
}

/** Runs one check and keeps what it reports. */
type Attempt = <T>(check: () => T) => T | undefined;

/**
 * Checks the literals of a helper that takes several datasets: their names, and filters, whose categories one of the
 * datasets must have. What holds between the datasets is left to the helper.
 */
function checkDatasets({ definition, call, file, data }: ArgumentsInput, attempt: Attempt): void {
  const datasets = call.params.map((param) => {
    const name = stringIn(param);
    return name === undefined ? undefined : attempt(() => findDataset(data, name, startOf(param, file)));
  });
  const known = datasets.filter((dataset) => dataset !== undefined);
  if (known.length < datasets.length) return;
  for (const pair of call.hash?.pairs ?? []) attempt(() => checkPair(definition, known, pair, file));
}

function checkPair(
  definition: HelperDefinition,
  datasets: readonly PublishedDataset[],
  pair: HashPair,
  file: string,
): void {
  const at = startOf(pair, file);
  const fields = datasets.flatMap(dimensionsOf).filter(({ name }) => name === pair.key);
  const names = [...definition.parameters, ...datasets.flatMap(dimensionsOf).map(({ name }) => name)];
  if (!names.includes(pair.key)) {
    fail(
      'content/unknown-parameter.name',
      at,
      { key: pair.key, name: definition.name, names: listNames([...new Set(names)]) },
      didYouMean(pair.key, names),
    );
  }
  const text = literalText(pair.value);
  if (text === undefined) return;
  const parts = text.split('|').map((part) => part.trim());
  const [first] = fields;
  if (first !== undefined) {
    const categories = new Map(fields.flatMap((field) => field.categories).map((each) => [each.value, each]));
    const either: Field = { ...first, categories: [...categories.values()] };
    for (const part of parts) findCategory(either, part, at);
  }
  if (pair.key === 'measure' && parts.length > 1) {
    for (const [index, dataset] of datasets.entries()) findMeasure(dataset, parts[index], at);
  }
}
