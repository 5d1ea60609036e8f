import { listItems } from '../data/matrix/list-items.js';
import { packageGrammar } from '../data/package/package-grammar.js';
import { readPackage } from '../data/package/read-package.js';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { dataGrammar } from '../extensions/extensions.js';
import type { Host } from '../host/host.js';
import { sourcesWith } from '../inputs/sources.js';
import type { ListedItem } from '../model/project/matrix.js';
import type { Project } from '../model/project/project.js';

/** The items of each report that has a matrix, by its id. Of a data package with errors those are told, since nothing else can be known. */
export async function listedItems(
  { data: path, dataPosition, edition, reports }: Project,
  host: Host,
): Promise<Outcome<ReadonlyMap<string, readonly ListedItem[]>>> {
  const { open, formats } = sourcesWith(noWorkbook);
  // What extensions add to packages has no say in what categories there are: the data stage says whether it is right. A resource may be a query.
  const grammar = packageGrammar({ ...dataGrammar, extensions: [] });
  const read = await readPackage({ path, position: dataPosition, edition }, host, {
    grammar,
    sources: { open, formats },
  });
  const broken = read.diagnostics.filter(
    ({ severity, code }) => severity === 'error' && code !== 'data/unknown-key',
  );
  if (broken.length > 0) return { value: new Map(), diagnostics: broken };
  const diagnostics: Diagnostic[] = [];
  const value = new Map<string, readonly ListedItem[]>();
  for (const { id, matrix } of reports) {
    if (matrix === undefined) continue;
    const listed = await listItems(matrix, { contract: read.value, host, open });
    for (const each of listed.diagnostics) diagnostics.push(each);
    value.set(id, listed.value);
  }
  return { value, diagnostics };
}

/** Lists of categories and items are CSV files. */
const noWorkbook = (): never => {
  throw new Error('a list in a workbook');
};
