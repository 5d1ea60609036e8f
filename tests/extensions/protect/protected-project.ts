import { formatDiagnostic } from '../../../src/diagnostics.js';
import {
  type ChosenProtection,
  chooseProtection,
} from '../../../src/extensions/protect/choose/choose-protection.js';
import type { ChoiceWorkers } from '../../../src/extensions/protect/choose/unhidden.js';
import { answer } from '../../../src/extensions/protect/engine/protection-process.js';
import { protecting } from '../../../src/extensions/protect/extension.js';
import { askHere } from '../../../src/extensions/queries/host/query-process.js';
import type { Project } from '../../../src/model/project/project.js';
import { prepareData } from '../../../src/session/prepare-data.js';
import { readHere } from '../../../src/session/workers/workbook-process.js';
import { memoryHost } from '../../memory-host.js';
import { MemoryProject } from '../../support/memory-project.js';

export type ProjectFiles = Readonly<Record<string, string>>;

/** The clients of a shelter: one protected table. @param fields its dimensions, before the count of persons */
export const clients = (rows: string, policy: string, key: string, fields: readonly string[]) => ({
  'data/datapackage.yaml': `resources:
  - name: clients
    path: clients.csv
    title: Clients
    sources: [{title: Shelter}]
    about: persons
    protect: {${policy}}
    schema:
      primaryKey: [${key}]
      fields:
${fields.map((field) => `        - {${field}}\n`).join('')}        - {name: persons, type: integer, unit: persons}
`,
  'data/clients.csv': rows,
});

/** What works on the data, in the process of the test. */
export const here: ChoiceWorkers = {
  read: readHere,
  ask: askHere,
  askProtection: (question) => answer(question, 20),
};

/** The data of a project of these files, and what is said of them. */
export async function published(files: ProjectFiles, workers: ChoiceWorkers = here, edition = 2015) {
  const { askProtection } = workers;
  const position = { file: 'tallybook.yaml', line: 5, column: 7 };
  const { value, diagnostics } = await prepareData(
    { path: 'data/datapackage.yaml', position, edition },
    memoryHost(files),
    { ...workers, ...(askProtection && { publisher: protecting(askProtection) }) },
  );
  return { data: value, problems: diagnostics.map(formatDiagnostic) };
}

/** What would be hidden of the data of these files. */
export async function chosen(
  files: ProjectFiles,
  edition = 2015,
  isComparing = false,
  workers = here,
): Promise<{
  readonly chosen: ChosenProtection | undefined;
  readonly problems: readonly string[];
}> {
  const project: Project = {
    ...new MemoryProject({ id: 'protected', files }).project,
    edition,
  };
  const result = await chooseProtection(project, memoryHost(files), { seconds: 300, isComparing }, workers);
  return {
    chosen: result.chosen,
    problems: result.diagnostics.map(formatDiagnostic),
  };
}

/** The files with the lock that is chosen for them. */
export async function locked(files: ProjectFiles, edition = 2015): Promise<ProjectFiles> {
  const { chosen: found, problems } = await chosen(files, edition);
  if (found?.lock === undefined) throw new Error(`nothing was chosen: ${problems.join('\n')}`);
  return { ...files, [found.lock.path]: found.lock.text };
}
