import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { Tree } from '../../model/hierarchy.js';
import type { MatrixParameter } from '../../model/matrix.js';
import type { FieldContract } from '../contract.js';
import type { PackageContract } from '../package-contract.js';

/** A category that a parameter takes. */
export interface MatrixCategory {
  readonly value: string;
  readonly label: string;
  readonly position: Position;
}

/** All categories that a parameter takes, in the order of the package. */
export interface ListedCategories {
  readonly parameter: MatrixParameter;
  readonly all: readonly MatrixCategory[];
}

/** The categories of a parameter: those of its dimension and level, totals left out. Nothing where a fault was found, which is added. */
export function listCategories(
  parameter: MatrixParameter,
  { resources, categoryAt }: Pick<PackageContract, 'resources' | 'categoryAt'>,
  diagnostics: Diagnostic[],
): ListedCategories[] {
  const { name, dataset, dimension, level, position } = parameter;
  const fail = (
    code: Diagnostic['code'],
    message: string,
    more: Pick<Diagnostic, 'hint' | 'see'> = {},
  ): [] => {
    diagnostics.push({ severity: 'error', code, message, position, ...more });
    return [];
  };
  const names = resources.map((each) => each.name);
  const resource = resources.find((each) => each.name === dataset);
  if (resource === undefined) {
    const message = `Unexpected dataset \`${dataset}\` of \`${name}\`, expected one of ${listNames(names)}`;
    return fail('matrix/unknown', message, didYouMean(dataset, names));
  }
  const dimensions = resource.fields.filter(({ role }) => role === 'dimension');
  const field = dimensions.find((each) => each.name === dimension);
  if (field === undefined) {
    const known = dimensions.map((each) => each.name);
    const message = `Unexpected dimension \`${dimension}\` of \`${dataset}\`, expected one of ${listNames(known)}`;
    const near = didYouMean(dimension, known);
    return fail('matrix/unknown', message, {
      hint: near.hint ?? `\`dimension: ${known[0] ?? 'NAME'}\` says which dimension \`${name}\` is`,
    });
  }
  if (field.categories.length === 0) {
    const message = `Unexpected dimension \`${dimension}\` of \`${dataset}\` without categories in the data package, expected a list`;
    return fail('matrix/unknown', message, {
      hint: '`categories: [...]`, or `categories: {from: FILE}` for a list in a file, says what there is before data are read',
      see: [{ position: field.position, note: `\`${dimension}\`` }],
    });
  }
  const wanted = level ?? field.levels?.at(-1);
  if (wanted !== undefined && field.levels?.includes(wanted) !== true) {
    const message = `Unexpected level \`${wanted}\` of \`${dimension}\`, expected ${field.levels === undefined ? 'none' : `one of ${listNames(field.levels)}`}`;
    return fail('matrix/unknown', message, didYouMean(wanted, field.levels ?? []));
  }
  const all = field.categories.flatMap(({ value, label }, index) =>
    isMeant(field, value, wanted) ? [{ value, label, position: categoryAt(dataset, dimension, index) }] : [],
  );
  if (all.length === 0) {
    const message = `Unexpected dimension \`${dimension}\` of \`${dataset}\` without a category beside its total, expected one at least`;
    return fail('matrix/empty', message, { see: [{ position: field.position, note: `\`${dimension}\`` }] });
  }
  return [{ parameter, all }];
}

function isMeant(field: FieldContract, value: string, level: string | undefined): boolean {
  if (value === field.total) return false;
  return level === undefined || new Tree(field).depthOf(value) === field.levels?.indexOf(level);
}
