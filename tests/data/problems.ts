import { formatDiagnostic, type Outcome } from '../../src/diagnostics.js';
import { askHere } from '../../src/extensions/queries/host/query-process.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { readHere } from '../../src/session/workers/workbook-process.js';
import { memoryHost } from '../memory-host.js';
import { publisher } from '../support/publisher.js';

/** Where a project would name its data package. */
const named = { path: 'data/datapackage.yaml', position: { file: 'tallybook.yaml', line: 5, column: 7 } };

/** A data package of one small dataset, two dimensions with totals, and one measure. */
export const victimsPackage = `resources:
  - name: victims
    path: victims.csv
    schema:
      primaryKey: [year, sex]
      missingValues: [{value: "[x]", label: not available}, {value: "[z]", label: none recorded, adds: 0}]
      fields:
        - {name: year, type: year, total: total}
        - {name: sex, categories: [female, male, total], total: total}
        - {name: victims, type: integer, unit: victims}
`;

export const victimsRows = `year,sex,victims
2013,female,40
2013,male,12
2013,total,52
2014,female,38
2014,male,4
2014,total,42
total,female,78
total,male,16
total,total,94
`;

type Content = string | Uint8Array;

/**
 * Runs the stage on a project of these files; \`data/victims.csv\` alone where no package is given. Tests of one row say
 * nothing of the categories that it does not have; `gate/categories.test.ts` looks at them.
 */
export async function prepared(files: Readonly<Record<string, Content>>): Promise<Outcome<PublishedData>> {
  const { value, diagnostics } = await preparedWhole(files);
  return { value, diagnostics: diagnostics.filter(({ code }) => code !== 'gate/category') };
}

/** The same with everything that is said. */
export async function preparedWhole(
  files: Readonly<Record<string, Content>>,
): Promise<Outcome<PublishedData>> {
  return prepareData(
    { ...named, edition: 2015 },
    memoryHost({ 'data/datapackage.yaml': victimsPackage, ...files }),
    // In a process of its own each would take longer than all that it says.
    { read: readHere, ask: askHere, publisher },
  );
}

/** The problems of the victims dataset with these rows, as the command line prints them. */
export async function problemsOfRows(rows: Content): Promise<string[]> {
  return problems({ 'data/victims.csv': rows });
}

/** The problems of a project, as the command line prints them. */
export async function problems(files: Readonly<Record<string, Content>>): Promise<string[]> {
  return (await prepared(files)).diagnostics.map(formatDiagnostic);
}

/** The problems of a data package with the valid victims file beside it. */
export async function problemsOfPackage(text: string): Promise<string[]> {
  return problems({ 'data/datapackage.yaml': text, 'data/victims.csv': victimsRows });
}
