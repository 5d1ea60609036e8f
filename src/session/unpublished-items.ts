import { type Diagnostic, listNames } from '../diagnostics.js';
import type { PublishedData } from '../model/dataset.js';
import { shownItem } from '../model/matrix.js';
import type { Target } from '../model/project.js';

/**
 * Items that are categories which the published data have not, since a policy of protection put them together with others or left their
 * dimension out: there is nothing to make a report of, and one of the category beside it would not be theirs.
 */
export function unpublishedItems(targets: readonly Target[], data: PublishedData): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const { report, item } of targets) {
    for (const { name, dataset, dimension, position } of report.matrix?.over ?? []) {
      const value = item?.parameters[name];
      const field = Object.hasOwn(data, dataset)
        ? data[dataset]?.fields.find((each) => each.name === dimension)
        : undefined;
      const known = field?.categories.map((category) => category.value) ?? [];
      if (item === undefined || value === undefined || known.includes(value)) continue;
      const expected =
        field === undefined ? `a dimension that \`${dataset}\` publishes` : `one of ${listNames(known)}`;
      found.set(`${report.id} ${item.slug}`, {
        severity: 'error',
        code: 'matrix/unpublished',
        message: `Unexpected item \`${shownItem(item)}\` of \`${report.id}\`, which the published \`${dataset}\` has not, expected ${expected}`,
        position,
        hint: 'a file of items, `matrix: {file: ...}`, can list those that there are',
        see: [{ position: item.position, note: 'where it is listed' }],
      });
    }
  }
  return [...found.values()];
}
