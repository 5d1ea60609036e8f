import type { Call } from '../../../content/helpers/call.js';
import { fail } from '../../../content/helpers/problem.js';
import { findFilterValue } from '../../../content/selection/filters.js';
import { didYouMean, listNames } from '../../../diagnostics.js';
import type { RowCondition } from '../../../model/claimed-rows.js';
import type { Field, PublishedDataset } from '../../../model/dataset.js';

/** What `has="cause"`, `has="cause=staff|funding"` or `lacks="cause"` asks of each row; undefined without either. */
export function conditionOf(call: Call, dataset: PublishedDataset): RowCondition | undefined {
  const names = (['has', 'lacks'] as const).filter((name) => call.hash[name] !== undefined);
  const [name] = names;
  if (name === undefined) return undefined;
  if (names.length > 1) {
    fail(
      'content/argument',
      'Unexpected `lacks` beside `has`, expected one of the two',
      call.hashAt('lacks'),
    );
  }
  const text = call.requiredText(name);
  const [wanted = '', ...rest] = text.split('=');
  const field = fieldNamed(wanted.trim(), name, call, dataset);
  if (rest.length === 0) return { field: field.name, lacks: name === 'lacks' };
  const values = rest
    .join('=')
    .split('|')
    .map((value) => wantedOf(field, value.trim(), call, name, dataset));
  return { field: field.name, lacks: name === 'lacks', values };
}

function fieldNamed(wanted: string, argument: string, call: Call, { fields, name }: PublishedDataset): Field {
  const known = fields.filter(({ role }) => role !== 'note').map((each) => each.name);
  return (
    fields.find((field) => field.role !== 'note' && field.name === wanted) ??
    fail(
      'content/unknown-field',
      `Unexpected \`${wanted}\` as \`${argument}\`, expected a column of \`${name}\`: ${listNames(known)}`,
      call.hashAt(argument),
      didYouMean(wanted, known),
    )
  );
}

/** A category; of a measure, the symbol of a missing value: numbers are what the other kinds compare. */
function wantedOf(
  field: Field,
  value: string,
  call: Call,
  argument: string,
  dataset: PublishedDataset,
): string {
  const at = call.hashAt(argument);
  if (field.role !== 'measure') return findFilterValue(dataset, field, value, at);
  const symbols = [...new Set(dataset.missingValues.flatMap(({ code, symbol }) => [code, symbol]))];
  const found = dataset.missingValues.find(({ code, symbol }) => [code, symbol].includes(value));
  return (
    found?.symbol ??
    fail(
      'content/argument',
      `Unexpected \`${value}\` of \`${field.name}\`, expected a symbol of a missing value: ${listNames(symbols)}`,
      at,
      {
        hint: `numbers are compared by kinds such as \`higher-than\`; \`${argument}="${field.name}"\` asks whether there is one`,
      },
    )
  );
}
