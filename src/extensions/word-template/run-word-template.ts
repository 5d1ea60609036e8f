import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { shownPath } from '../../cli/shown-path.js';
import { visible } from '../../control-characters.js';
import { hasErrors } from '../../diagnostics.js';
import { template } from './word-template.js';

export interface WordTemplateRequest extends SharedRequest {
  readonly command: 'word-template';
  /** As typed. */
  readonly file: string;
  /** As typed. */
  readonly project: string;
  readonly report?: string;
}

/** Writes the document of an office in the look of a report. Returns 1 where the project or the file does not allow it. */
export async function runWordTemplate(
  { file, project, report, json, quiet }: WordTemplateRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const root = resolve(terminal.cwd, project);
  const path = resolve(terminal.cwd, file);
  const shown = visible(shownPath('.', path, terminal.cwd));
  const { env } = terminal;
  const diagnostics = await template({ root, path, shown, env, ...(report !== undefined && { report }) });
  printDiagnostics(diagnostics, json, root, terminal);
  if (hasErrors(diagnostics)) return 1;
  if (!quiet)
    terminal.err(
      `Wrote ${shown}; change it in Word, and name it in tallybook.yaml: \`word: {reference: …}\``,
    );
  return 0;
}
