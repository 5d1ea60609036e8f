import type { Language } from '../../../language/language.js';
import { labelOf } from '../../../model/category.js';
import type { Field, PublishedDataset } from '../../../model/dataset.js';
import { isHierarchy, Tree } from '../../../model/hierarchy.js';
import { findMeasure, measuresOf } from '../../selection/fields.js';
import { levelHint } from '../../selection/hierarchy-levels.js';
import type { Keys } from '../../selection/keys.js';
import type { Call } from '../call.js';
import { fail } from '../problem.js';
import type { ArrangedColumn } from './arrangement.js';
import { askedChanges, askedShares, withBeside } from './beside.js';

/** A column for each combination of the dimensions along the top. */
export function dimensionColumns(
  call: Call,
  dataset: PublishedDataset,
  fields: readonly Field[],
  combinations: readonly Keys[],
  language: Language,
): readonly ArrangedColumn[] {
  const measure = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
  const columns = combinations.map(
    (keys): ArrangedColumn => ({
      ...headsOf(fields, keys, combinations),
      total: isTotal(fields.at(-1), keys),
      measure,
      keys,
      shows: askedShares(call) === true ? 'share' : 'value',
    }),
  );
  return withBeside(call, fields, columns, language);
}

const isTotal = (field: Field | undefined, keys: Keys): boolean =>
  field?.total !== undefined && keys[field.name] === field.total;

/** The heads of a column. A total that stands alone below another is called by the other: "All years", and not "All years, All". */
function headsOf(
  fields: readonly Field[],
  keys: Keys,
  all: readonly Keys[],
): Pick<ArrangedColumn, 'label' | 'groups'> {
  const depth = fields.findIndex((_, index) => {
    const above = fields.slice(0, index + 1);
    const sharing = all.filter((other) => above.every(({ name }) => other[name] === keys[name]));
    return sharing.length === 1 && fields.slice(index).every((field) => isTotal(field, keys));
  });
  const shown = depth < 0 ? fields : fields.slice(0, depth + 1);
  const labels = shown.map((field) => labelOf(field, keys[field.name] ?? ''));
  return { label: labels.at(-1) ?? '', groups: labels.slice(0, -1) };
}

/** Rows can be set further in below the one that they are part of; columns and groups cannot. */
export function refuseMixed(
  call: Call,
  field: Field,
  values: readonly string[],
  what: 'columns' | 'rows',
): void {
  if (!isHierarchy(field)) return;
  const twice = new Tree(field).countedTwice(values);
  if (twice === undefined) return;
  const named = what === 'columns' ? 'columns' : 'groups of rows';
  fail(
    'content/mixed-levels',
    `Unexpected ${named} of \`${field.name}\` at several levels, expected one: \`${twice.part}\` is part of \`${twice.whole}\``,
    call.hashAt(what),
    { hint: levelHint(field) },
  );
}

/** A column for each measure. */
export function measureColumns(call: Call, dataset: PublishedDataset, language: Language): ArrangedColumn[] {
  const names = call.text('measure')?.split('|');
  const measures =
    names?.map((name) => findMeasure(dataset, name.trim(), call.hashAt('measure'))) ?? measuresOf(dataset);
  const units = new Set(measures.map((measure) => measure.unit));
  const shares = askedShares(call);
  const [argument] = shares === 'of-row' ? ['shares'] : askedChanges(call);
  if (argument !== undefined) {
    fail(
      'content/argument',
      `Unexpected \`${argument}\` without \`columns\`, expected dimensions along the top`,
      call.hashAt(argument),
    );
  }
  return measures.flatMap((measure): ArrangedColumn[] => {
    const unit = units.size > 1 && measure.unit !== undefined ? { unit: measure.unit } : {};
    const column = { label: measure.title, groups: [], total: false, measure, keys: {} };
    return [
      { ...column, ...unit, shows: 'value' },
      ...(shares !== false
        ? [
            {
              ...column,
              unit: '%',
              label: language.message('content.share-of-total'),
              shows: 'share' as const,
            },
          ]
        : []),
    ];
  });
}
