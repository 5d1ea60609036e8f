import type { Project } from '../../src/model/project/project.js';
import { resolveProject } from '../../src/project/resolve.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { repositoryHost } from '../memory-host.js';
import { publisher } from './publisher.js';

/** The flagship as it stands in the repository: its project, and what is prepared of its data. */
interface Flagship {
  readonly project: Project;
  readonly prepared: Awaited<ReturnType<typeof prepareData>>;
}

let made: Promise<Flagship> | undefined;

/** The same for every file that a process runs, since nobody changes it. Fails where it is no project. */
export function flagship(): Promise<Flagship> {
  made ??= make();
  return made;
}

async function make(): Promise<Flagship> {
  const host = repositoryHost();
  const { value: project } = await resolveProject(host);
  if (project === undefined) throw new Error('the flagship is no project');
  const { data: path, dataPosition: position, edition } = project;
  return { project, prepared: await prepareData({ path, position, edition }, host, { publisher }) };
}
