import { loadTemplate } from '../../content/template/load.js';
import { FileProblem, type Host } from '../../host/host.js';

/** A partial or chart file that a template draws in, as the first language of the project has it. */
export interface DrawnFile {
  readonly kind: 'partial' | 'chart';
  /** Relative to the project. */
  readonly file: string;
  readonly text: string;
}

/** The partials and chart files of the project that templates draw in, in any branch, each once; of a template that cannot be parsed, none. */
export async function drawnFiles(templates: readonly string[], host: Host): Promise<readonly DrawnFile[]> {
  const found = new Map<string, DrawnFile>();
  for (const template of new Set(templates)) {
    const { loaded } = await loadTemplate(template, host);
    const partials = [...(loaded?.partials.values() ?? [])].map(
      ({ file }) => ({ kind: 'partial', file }) as const,
    );
    const charts = [...(loaded?.charts.values() ?? [])].flatMap((chart) =>
      chart === undefined ? [] : [{ kind: 'chart', file: chart.file } as const],
    );
    for (const each of [...partials, ...charts]) {
      if (found.has(each.file) || !(await host.project.exists(each.file))) continue;
      // As it is written: what was parsed has one kind of line end.
      const text = await readText(each.file, host);
      if (text !== undefined) found.set(each.file, { ...each, text });
    }
  }
  return [...found.values()];
}

/** The text of a file of the project; undefined where it cannot be read. */
export async function readText(file: string, { project, limits }: Host): Promise<string | undefined> {
  try {
    return await project.readText(file, limits.textBytes);
  } catch (problem) {
    if (problem instanceof FileProblem) return undefined;
    throw problem;
  }
}
