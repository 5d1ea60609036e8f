import { allow } from '../../content/guards/exception-book.js';
import { excepting } from '../../content/guards/exceptions.js';
import { guardPeriods } from '../../content/guards/unlike.js';
import { derive, quotientOf, refuseZero } from '../../content/helpers/calculate.js';
import { type Call, findDataset, type Scope, toText } from '../../content/helpers/call.js';
import { cellOf, datasetOf } from '../../content/helpers/cell-helpers.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { fail } from '../../content/helpers/problem.js';
import { isQuantity } from '../../content/printable.js';
import { dimensionsOf, findMeasure, measuresOf } from '../../content/selection/fields.js';
import { readFilters, refuseUnknownArguments, singleKeys } from '../../content/selection/filters.js';
import { listNames } from '../../diagnostics.js';
import { cellQuantity } from '../../model/dataset/cell.js';
import { exact, multiply } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { joinTo } from './join.js';
import { rateBases } from './operations.js';

const parameters = ['measure', 'digits', 'of', 'per', allow];

/** `{{rate "cases" region="Hills" year=2024 of="population" per=10000}}`: cases for each 10,000 of the population. */
export const rate: HelperDefinition = {
  name: 'rate',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters,
  run: excepting(['periods'], (call, scope) => {
    const [part, whole] = partAndWhole(call, scope);
    const per = perOf(call);
    guardPeriods(call, scope.data, { part, base: whole, within: false });
    const quotient = quotientOf(part, whole, 'rate', call.hashAt('of'));
    const value = isExact(quotient) ? multiply(quotient, exact(per)) : quotient;
    const unit = `${part.unit} per ${per} ${whole.unit}`;
    return refuseZero(call, derive(call, scope, `rate-per-${per}`, [part, whole], { value, unit }));
  }),
};

function perOf(call: Call): (typeof rateBases)[number] {
  const given = call.wholeNumber('per', 1, rateBases.at(-1) ?? 1);
  if (given === undefined) return fail('content/argument.rate', call.at);
  return (
    rateBases.find((base) => base === given) ??
    fail('content/argument.rate-per', call.hashAt('per'), {
      per: given,
      bases: listNames(rateBases.map(String)),
    })
  );
}

/** Two quantities, or a cell and that of another dataset with the same categories and periods. */
function partAndWhole(call: Call, scope: Scope): readonly [Quantity, Quantity] {
  const [first] = call.params;
  const { of } = call.hash;
  if (isQuantity(first)) {
    refuseUnknownArguments(call, undefined, parameters);
    return isQuantity(of) ? [first, of] : fail('content/argument.rate', call.at);
  }
  const dataset = datasetOf(call, scope);
  refuseUnknownArguments(call, dataset, parameters);
  const filters = readFilters(call, dataset);
  const part = cellOf(call, dataset, filters);
  if (isQuantity(of)) return [part, of];
  const text = of === undefined ? undefined : toText(of);
  if (text === undefined) return fail('content/argument.rate', call.at);
  const [name = '', measure] = text.split('.');
  const at = call.hashAt('of');
  const other = findDataset(scope.data, name, at);
  const measures = measuresOf(other);
  if (measure === undefined && measures.length > 1)
    fail('content/argument.rate-measures', at, {
      dataset: name,
      names: measures.map((each) => `\`of="${name}.${each.name}"\``).join(' or '),
    });
  const keys = singleKeys(call, dataset, filters);
  const row = joinTo(other)(keys, dimensionsOf(dataset));
  const whole = row && cellQuantity(other, row, findMeasure(other, measure, at), call.at);
  if (whole !== undefined) return [part, whole];
  return fail('content/argument.rate-row', at, { dataset: name, keys: listNames(Object.values(keys)) });
}
