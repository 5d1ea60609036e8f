import { z } from 'zod';
import type { DiagnosticCode } from '../../diagnostic-codes.js';
import type { Diagnostic, Position } from '../../diagnostics.js';

const position = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  sheet: z.string().exactOptional(),
  result: z.literal(true).exactOptional(),
} satisfies Record<keyof Position, z.ZodType>);

/**
 * All members of a warning, so that it can be said again as it was. A member that `Diagnostic` gets and that has no line here does
 * not compile.
 */
export const recordedWarning = z.object({
  severity: z.literal('warning'),
  // A record is read only by the program that wrote it, which wrote no other codes: their form is enough to look at.
  code: z.string().refine((code): code is DiagnosticCode => /^[a-z]+\/[a-z-]+$/.test(code)),
  message: z.string(),
  position,
  hint: z.string().exactOptional(),
  see: z.array(z.object({ position, note: z.string() })).exactOptional(),
  fix: z.object({ written: z.string(), instead: z.string() }).exactOptional(),
  others: z.object({ count: z.number(), lastLine: z.number() }).exactOptional(),
  column: z.string().exactOptional(),
  items: z.array(z.record(z.string(), z.string())).exactOptional(),
  isOfDraft: z.literal(true).exactOptional(),
} satisfies Record<keyof Diagnostic, z.ZodType>);

/** A warning as a record keeps it. */
export type RecordedWarning = z.infer<typeof recordedWarning>;

/** What was asked of the files of project and tool, and the answers; absent ones too. */
export const recordedAnswers = z.array(
  z.object({
    place: z.enum(['project', 'tool']),
    asked: z.enum(['read', 'exists', 'list']),
    path: z.string(),
    answer: z.string(),
  }),
);

/** The warnings that hold whenever the same is made again: what is said of the machine holds for one run. */
export const warningsOfProject = (diagnostics: readonly Diagnostic[]): RecordedWarning[] =>
  structuredClone(diagnostics).filter(isWarningOfProject);

function isWarningOfProject(diagnostic: Diagnostic): diagnostic is RecordedWarning {
  return diagnostic.severity === 'warning' && !diagnostic.code.startsWith('host/');
}
