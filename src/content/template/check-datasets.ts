import { didYouMean, listNames } from '../../diagnostics.js';
import type { Field, PublishedData, PublishedDataset } from '../../model/dataset.js';
import { findDataset } from '../helpers/call.js';
import type { HelperDefinition } from '../helpers/definition.js';
import { fail } from '../helpers/problem.js';
import { dimensionsOf, findCategory, findMeasure } from '../selection/fields.js';
import { startOf } from './call-site.js';

/** Runs one check and keeps what it reports. */
type Attempt = <T>(check: () => T) => T | undefined;

/** The call of a helper on several datasets, before expansion. */
interface DatasetsCall {
  readonly definition: HelperDefinition;
  readonly call: hbs.AST.MustacheStatement | hbs.AST.SubExpression | hbs.AST.BlockStatement;
  readonly file: string;
  readonly data: PublishedData;
}

/**
 * Checks the literals of a helper that takes several datasets: their names, and filters, whose categories one of the
 * datasets must have. What holds between the datasets is left to the helper.
 */
export function checkDatasets({ definition, call, file, data }: DatasetsCall, attempt: Attempt): void {
  const datasets = call.params.map((param) =>
    param.type === 'StringLiteral'
      ? attempt(() => findDataset(data, (param as hbs.AST.StringLiteral).value, startOf(param, file)))
      : undefined,
  );
  const known = datasets.filter((dataset) => dataset !== undefined);
  if (known.length < datasets.length) return;
  for (const pair of call.hash?.pairs ?? []) attempt(() => checkPair(definition, known, pair, file));
}

function checkPair(
  definition: HelperDefinition,
  datasets: readonly PublishedDataset[],
  pair: hbs.AST.HashPair,
  file: string,
): void {
  const at = startOf(pair, file);
  const fields = datasets.flatMap(dimensionsOf).filter(({ name }) => name === pair.key);
  const names = [...definition.parameters, ...datasets.flatMap(dimensionsOf).map(({ name }) => name)];
  if (!names.includes(pair.key)) {
    const message = `Unexpected parameter \`${pair.key}\` of \`${definition.name}\`, expected one of ${listNames([...new Set(names)])}`;
    fail('content/unknown-parameter', message, at, didYouMean(pair.key, names));
  }
  const { value } = pair;
  if (value.type !== 'StringLiteral' && value.type !== 'NumberLiteral') return;
  const text = String((value as hbs.AST.StringLiteral | hbs.AST.NumberLiteral).value);
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
