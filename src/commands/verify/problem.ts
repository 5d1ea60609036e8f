import type { DiagnosticCode } from '../../diagnostic-codes.js';
import type { Diagnostic } from '../../diagnostics.js';

/** A fault of an output at an offset of its text; 0 is the file as a whole. */
export function problemAt(
  code: DiagnosticCode,
  file: string,
  message: string,
  place: { readonly text: string; readonly offset: number } = { text: '', offset: 0 },
  hint?: string,
): Diagnostic {
  const before = place.text.slice(0, place.offset).split('\n');
  return {
    severity: 'error',
    code,
    message,
    position: { file, line: before.length, column: (before.at(-1) ?? '').length + 1 },
    ...(hint === undefined ? {} : { hint }),
  };
}
