import type { Diagnostic } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import type { Bibliography, Work } from '../../model/bibliography.js';
import { describeFileProblem, isFileProblem } from '../template/file-problem.js';
import { readBib } from './read-bib.js';
import { readCsl } from './read-csl.js';

/** No report cites more, and each is looked at in every build. */
const mostWorks = 5000;

/** The works that a report may cite, by their keys. */
export interface Library {
  readonly bibliography: Bibliography;
  readonly works: ReadonlyMap<string, Work>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the file of references; works that cannot be read, or bear a key twice, are reported at their place. */
export async function readLibrary(bibliography: Bibliography, host: Host): Promise<Library> {
  const { file, position } = bibliography;
  const { limits, project } = host;
  try {
    const text = await project.readText(file, limits.textBytes);
    const read = file.endsWith('.json') ? readCsl(text, file, limits) : readBib(text, file, mostWorks);
    const diagnostics = [...read.diagnostics];
    const works = new Map<string, Work>();
    for (const work of read.works) {
      const first = works.get(work.key);
      if (first !== undefined) diagnostics.push(second(work, first));
      else works.set(work.key, work);
    }
    if (read.works.length > mostWorks)
      diagnostics.push(
        fault(`Unexpected more than ${mostWorks} works, expected those that the report cites`, file),
      );
    return { bibliography, works, diagnostics };
  } catch (error) {
    if (!isFileProblem(error)) throw error;
    const limit = { name: 'textBytes' as const, limits };
    const problem = describeFileProblem(error, { written: file, position, siblings: [], limit });
    return { bibliography, works: new Map(), diagnostics: [problem] };
  }
}

const fault = (message: string, file: string): Diagnostic => ({
  severity: 'error',
  code: 'content/bibliography',
  message,
  position: { file, line: 1, column: 1 },
});

const second = (work: Work, first: Work): Diagnostic => ({
  severity: 'error',
  code: 'content/bibliography',
  message: `Unexpected second work with the key \`${work.key}\`, expected one`,
  position: work.at,
  see: [{ position: first.at, note: `the first \`${work.key}\`` }],
});
