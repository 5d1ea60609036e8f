import { type Diagnostic, listNames } from '../../diagnostics.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { shownItem } from '../../model/project/matrix.js';
import type { Target } from '../../model/project/project.js';
import { problem } from '../../problems/problem.js';

/**
 * The targets of items whose categories the published data have not, since a policy of protection combined them or left
 * their dimension out. Each has a problem: there is nothing to make a report of, and a neighbouring category would not
 * be theirs.
 */
export function unpublishedItems(
  targets: readonly Target[],
  data: PublishedData,
): ReadonlyMap<Target, Diagnostic> {
  const found = new Map<Target, Diagnostic>();
  const publish = categoriesIn(data);
  for (const target of targets) {
    const { report, item } = target;
    for (const { name, dataset, dimension, position } of report.matrix?.over ?? []) {
      const value = ownOf(item?.parameters, name);
      const known = publish(dataset, dimension);
      if (item === undefined || value === undefined || known?.has(value) === true) continue;
      const { id } = report;
      const more = { see: item.position, items: [item.parameters] };
      const fault =
        known === undefined
          ? problem('matrix/unpublished.dimension', position, { id, dataset }, more)
          : problem(
              'matrix/unpublished',
              position,
              { shownItem: shownItem(item), id, dataset, known: listNames([...known]) },
              more,
            );
      found.set(target, fault);
    }
  }
  return found;
}

/** Looks up the categories of a dimension, of which there may be as many as items; undefined where it is not published. */
function categoriesIn(data: PublishedData) {
  const looked = new Map<string, ReadonlySet<string> | undefined>();
  return (dataset: string, dimension: string): ReadonlySet<string> | undefined => {
    const key = JSON.stringify([dataset, dimension]);
    if (!looked.has(key)) {
      const field = Object.hasOwn(data, dataset)
        ? data[dataset]?.fields.find((each) => each.name === dimension)
        : undefined;
      looked.set(key, field && new Set(field.categories.map((category) => category.value)));
    }
    return looked.get(key);
  };
}
