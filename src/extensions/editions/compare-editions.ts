import type { Diagnostic } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { formats } from '../../inputs/formats.js';
import { sourcesOf } from '../../inputs/sources.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { asPrecise } from '../../model/dataset/precise-data.js';
import type { Project } from '../../model/project/project.js';
import type { Editions } from '../../model/snapshot/editions.js';
import { operations } from '../operations.js';
import { compareEditions } from './editions.js';
import { markRevised } from './mark-revised.js';
import { readRevisions, revisionsFile } from './revisions/read-revisions.js';

/** The data of this edition, revised cells marked, beside the edition before. */
export interface ComparedData {
  readonly data: PublishedData;
  readonly editions: Editions;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the reasons for revisions, and compares the data with the edition before. */
export async function compareWithPrevious(
  project: Project,
  data: PublishedData,
  host: Host,
): Promise<ComparedData> {
  const file = revisionsFile(project.data);
  // A dataset of its own that happens to bear the name.
  const isData = Object.values(data).some((dataset) => dataset.file === file);
  const read =
    isData && project.previous === undefined
      ? undefined
      : await readRevisions(file, host, sourcesOf(formats).open);
  const compared = await compareEditions(
    {
      edition: project.edition,
      audience: project.audience ?? 'public',
      data,
      dataPosition: { file: project.data, line: 1, column: 1 },
      previous: project.previous,
      revisions: read?.value ?? { lines: [] },
    },
    host,
  );
  return {
    data: asPrecise(
      markRevised(
        data,
        compared.value.revisions.map(({ cell }) => cell),
      ),
      project.precision,
      operations,
    ),
    editions: compared.value,
    diagnostics: [...(read?.diagnostics ?? []), ...compared.diagnostics],
  };
}

/** The data as they are, where there is nothing to compare them with. */
export function withoutComparison(data: PublishedData): ComparedData {
  return { data, editions: { datasets: [], revisions: [], texts: [] }, diagnostics: [] };
}
