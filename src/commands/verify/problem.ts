import type { DiagnosticCode } from '../../diagnostic-codes.js';
import type { Diagnostic } from '../../diagnostics.js';
import { type Fault, phrase } from '../../problems/problem.js';
import { findWrongByte } from '../../wrong-bytes.js';

/** A fault of an output at an offset of its text; 0 is the file as a whole. */
export function problemAt(
  fault: Fault,
  file: string,
  place: { readonly text: string; readonly offset: number } = { text: '', offset: 0 },
): Diagnostic {
  const before = place.text.slice(0, place.offset).split('\n');
  const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
  return { ...fault, position: { file, line, column } };
}

/** Reads a text that was published, or says at which of its bytes it stops being one. */
export function publishedText(
  code: DiagnosticCode,
  file: string,
  bytes: Uint8Array,
): { readonly text: string } | { readonly problem: Diagnostic } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const { byte, ...place } = findWrongByte(bytes);
    const message = phrase('commands/problem.byte', { byte });
    return {
      problem: { ...problemAt({ severity: 'error', code, message }, file), position: { file, ...place } },
    };
  }
}

/** The name of a file in its folder. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
