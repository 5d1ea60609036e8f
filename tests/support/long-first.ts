import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long, or waits long, and is written in few lines, from which Vitest could not tell before its first run. */
const long = [
  'host/browser/printer',
  'extensions/queue/enqueue/enqueue',
  'flagship',
  'golden',
  'extensions/protect/confidential',
  'outputs/html/browser',
  'outputs/html/conformance',
  'commands/build/build',
  'commands/build/up-to-date',
  'house/workflows',
  'house/changes',
  'hostile',
  'false-reports',
  'extensions/review/review',
  'examples/languages',
  'cases',
  'examples/municipalities',
].map((name) => `/tests/${name}.test.ts`);

/** Runs what takes long first, so that no worker stands alone at the end. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => long.some((path) => moduleId.endsWith(path));
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    // Files of one project follow each other: only then do they share a process.
    return projects.flatMap((own) => {
      const ofProject = sorted.filter(({ project }) => project === own);
      return [...ofProject.filter(isLong), ...ofProject.filter((file) => !isLong(file))];
    });
  }
}
