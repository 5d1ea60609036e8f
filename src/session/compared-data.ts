import type { ComparedData } from '../extensions/extension.js';
import { extensions } from '../extensions/extensions.js';
import { operations } from '../extensions/operations.js';
import type { Host } from '../host/host.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { asPrecise } from '../model/dataset/precise-data.js';
import type { Project } from '../model/project/project.js';
import { publishCells } from './publish-cells.js';

/** The data as they are printed, beside what was published of them before, where an extension compares that. */
export async function comparedData(project: Project, data: PublishedData, host: Host): Promise<ComparedData> {
  const compare = extensions.find((each) => each.compare !== undefined)?.compare;
  const compared = (await compare?.(project, data, host)) ?? {
    data,
    editions: { datasets: publishCells(data), revisions: [], texts: [] },
    diagnostics: [],
  };
  return { ...compared, data: asPrecise(compared.data, project.precision, operations) };
}

/** The data as they are, where they have faults and are compared with nothing. */
export function withoutComparison(data: PublishedData): ComparedData {
  return { data, editions: { datasets: [], revisions: [], texts: [] }, diagnostics: [] };
}
