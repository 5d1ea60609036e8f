import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { hasErrors } from '../../diagnostics.js';
import { review } from './review.js';

export interface ReviewRequest extends SharedRequest {
  readonly command: 'review';
  /** As typed. */
  readonly files: readonly string[];
  /** As typed. */
  readonly project: string;
  readonly report: string | undefined;
  readonly language: string | undefined;
  readonly apply: boolean;
}

/** Prints what colleagues changed in Word files. Returns 1 where something in them has to be decided. */
export async function runReview(
  { project, json, quiet, command: _, debug: __, ...asked }: ReviewRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const root = resolve(terminal.cwd, project);
  const { cwd, env } = terminal;
  const { diagnostics, applied, left, written } = await review({ ...asked, root, cwd, env });
  printDiagnostics(diagnostics, json, root, terminal);
  if (json) terminal.json({ applied, left, written });
  // After any other error nothing, or not every file, was compared.
  else if (!quiet && !hasErrors(diagnostics.filter(({ code }) => !code.startsWith('review/'))))
    terminal.err(summary(applied, left, written));
  return hasErrors(diagnostics) ? 1 : 0;
}

function summary(applied: number, left: number, written: readonly string[]): string {
  const count = (number: number): string => `${number} ${number === 1 ? 'change' : 'changes'}`;
  if (applied + left === 0) return 'Nobody changed a word';
  return written.length === 0
    ? `${count(left)}; none is in the template`
    : `${count(applied)} applied to ${written.join(', ')}, ${left} left`;
}
