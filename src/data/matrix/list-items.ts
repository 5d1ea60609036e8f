import type { Diagnostic, Outcome } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import type { ListedItem, Matrix } from '../../model/matrix.js';
import type { Sources } from '../../model/source-table.js';
import { limitProblem } from '../../resource-limits.js';
import type { PackageContract } from '../package-contract.js';
import { type ListedCategories, listCategories, type MatrixCategory } from './categories.js';
import { readItems } from './read-items.js';

/** What items are listed from. */
export interface ListTools {
  readonly contract: Pick<PackageContract, 'resources' | 'categoryAt'>;
  readonly host: Host;
  readonly open: Sources['open'];
}

/**
 * The items of a matrix, as the data package and the file of items list them. No data are read: what items there are follows from what
 * the package declares, so that it is known before any stage runs.
 */
export async function listItems(
  { over, file, position }: Matrix,
  { contract, host, open }: ListTools,
): Promise<Outcome<readonly ListedItem[]>> {
  const diagnostics: Diagnostic[] = [];
  const categories = over.flatMap((parameter) => listCategories(parameter, contract, diagnostics));
  if (diagnostics.length > 0) return { value: [], diagnostics };
  const fault: Parameters<typeof readItems>[1]['fault'] = (code, at, message, more = {}) => {
    diagnostics.push({ severity: 'error', code, message, position: at, ...more });
  };
  if (file !== undefined) {
    const value = await readItems(file, { categories, host, open, fault });
    return { value: diagnostics.length > 0 ? [] : value, diagnostics };
  }
  const count = categories.reduce((product, { all }) => product * all.length, 1);
  if (count > host.limits.items) {
    const found = `${count.toLocaleString('en')} combinations of categories`;
    return {
      value: [],
      diagnostics: [limitProblem({ name: 'items', limits: host.limits, position, found })],
    };
  }
  return { value: combinations(categories), diagnostics };
}

/** Every combination of categories, the last parameter the fastest. */
function combinations(categories: readonly ListedCategories[]): ListedItem[] {
  let found: (readonly (readonly [string, MatrixCategory])[])[] = [[]];
  for (const { parameter, all } of categories)
    found = found.flatMap((before) =>
      all.map((category) => [...before, [parameter.name, category] as const]),
    );
  return found.flatMap((each) => {
    const position = each[0]?.[1].position;
    if (position === undefined) return [];
    return [
      {
        parameters: Object.fromEntries(each.map(([name, { value }]) => [name, value])),
        names: each.map(([, { label }]) => label),
        position,
      },
    ];
  });
}
