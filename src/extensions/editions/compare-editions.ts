import type { Host } from '../../host/host.js';
import { formats } from '../../inputs/formats.js';
import { sourcesOf } from '../../inputs/sources.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Project } from '../../model/project/project.js';
import type { ComparedData } from '../extension.js';
import { compareEditions } from './editions.js';
import { markRevised } from './mark-revised.js';
import { readRevisions, revisionsFile } from './revisions/read-revisions.js';

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
    data: markRevised(
      data,
      compared.value.revisions.map(({ cell }) => cell),
    ),
    editions: compared.value,
    diagnostics: [...(read?.diagnostics ?? []), ...compared.diagnostics],
  };
}
