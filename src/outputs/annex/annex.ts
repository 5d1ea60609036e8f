import { targetName } from '../../model/target-name.js';
import type { FinishedFile } from '../manifest/manifest.js';
import type { FinishedReport } from '../output.js';
import { fileName, targetPaths } from '../paths.js';
import { annexDatasets } from './annex-datasets.js';
import { csvOf } from './csv.js';
import { packageJson } from './package-json.js';
import { workbookOf } from './workbook.js';
import { zip } from './zip.js';

/**
 * The data of a report to take along, where it declares `data: true`. An archive has a CSV file for each dataset that
 * the report draws on and a data package that describes them. A workbook has the same, accessible.
 */
export async function makeAnnex(
  report: FinishedReport,
  epochSeconds: number,
): Promise<readonly FinishedFile[]> {
  const { target, language, document } = report;
  if (target.report.data !== true) return [];
  const datasets = annexDatasets({ ...report, ledger: document.ledger });
  const { title, publisher, edition } = document.meta;
  const head = { report: fileName(target.report.id, target.item?.slug), title, publisher, edition };
  const files = datasets.map((dataset) => ({ dataset, path: `${dataset.name}.csv`, bytes: csvOf(dataset) }));
  const archive = zip({
    'datapackage.json': packageJson(head, files),
    ...Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])),
  });
  const workbook = await workbookOf(head, datasets, { language, epochSeconds });
  const paths = targetPaths(target);
  const about = targetName(target);
  return [
    { ...about, path: paths.workbook, format: 'xlsx', bytes: workbook },
    { ...about, path: paths.archive, format: 'zip', bytes: archive },
  ];
}
