import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { openPrinter } from '../../host/browser/printer.js';
import { toolRoot } from '../../host/node-host.js';
import { writeNewFile } from '../../host/publication/new-folder.js';
import type { House } from '../../model/project/house.js';
import { drawingsOf, drawPictures, type Pictures } from '../../outputs/docx/pictures.js';
import { writeTemplate } from '../../outputs/docx/template.js';
import { problem } from '../../problems/problem.js';
import { loadHouse } from '../../publisher/load-house.js';
import { openProject, partsOf } from '../../session/open-project.js';
import { languageOf } from '../../session/write-report.js';

interface TemplateOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** The file to write, absolute. */
  readonly path: string;
  /** The same as typed. */
  readonly shown: string;
  readonly report?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Writes the default document of an office, in the look of a report. Rejects with an `EnvironmentProblem`. */
export async function template(options: TemplateOptions): Promise<readonly Diagnostic[]> {
  const { root, path, shown, report: id, env } = options;
  const at = { file: shown, line: 1, column: 1 };
  if (!/\.docx$/i.test(path)) return [problem('usage/file.no-docx', at, { file: shown })];
  const found = await openProject(root, { only: id === undefined ? [] : [id], languages: [], formats: [] });
  const [part] = partsOf(found);
  const [target] = part?.targets ?? [];
  if (part === undefined || target === undefined || hasErrors(found.diagnostics)) return found.diagnostics;
  const { report, language: tag } = target;
  // The picture of a cover comes from the project, whatever the document of the office.
  const { picture: _, ...theme } = report.theme;
  const { value: house, diagnostics } = await loadHouse(theme, part.host, false);
  if (hasErrors(diagnostics)) return diagnostics;
  const language = await languageOf(tag, part.host);
  const pictures = await drawn(house, env);
  const bytes = writeTemplate({ report, edition: part.project.edition, house, language, pictures });
  return (await writeNewFile(path, bytes, shown)) ? [] : [problem('usage/file.there', at, { file: shown })];
}

/** The sign of the publisher as PNG, where it is a drawing: older programs show no other. */
async function drawn(house: House, env: NodeJS.ProcessEnv): Promise<Pictures> {
  const drawings = drawingsOf({ type: 'root', children: [] }, house);
  if (drawings.length === 0) return new Map();
  const printer = await openPrinter({ toolRoot: toolRoot(), env, warn: () => {} });
  try {
    return await drawPictures(drawings, printer, { assets: { fonts: [] }, prints: {} });
  } finally {
    await printer.close();
  }
}
