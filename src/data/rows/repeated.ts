import type { DiagnosticCode } from '../../diagnostic-codes.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { ReportFault } from '../report.js';

/** A fault that a file may have in line after line. */
interface RepeatedFault {
  readonly code: DiagnosticCode;
  /** The column that it is about: faults of one code in one column are alike. Its code, or nothing, where it is about none; then none is told. */
  readonly column: string;
  readonly line: number;
  /** Its place and words, asked for only where it is listed: a hint can take long to find. */
  describe(): Diagnostic;
}

/** Takes a fault that may repeat. */
export type Repeat = (fault: RepeatedFault) => void;

export interface Repeated {
  readonly repeat: Repeat;
  /** Reports what was taken: of faults that are alike the first, up to {@link listed}, the last of them with the number of the others. */
  close(): void;
}

/** Faults that are alike are kept up to this many; a hundred thousand of one kind are one thing to correct. */
export const listed = 1_000;

/**
 * Collects faults that may repeat, so that memory, time and the printed list stay small however many there are.
 * @param mostOf How many of a code are kept in each column; at least one is.
 */
export function repeatedFaults(
  fault: ReportFault,
  mostOf: (code: DiagnosticCode) => number = () => listed,
): Repeated {
  const groups = new Map<
    string,
    { readonly most: number; first: RepeatedFault[]; count: number; lastLine: number }
  >();
  return {
    repeat: (found) => {
      const id = `${found.code} ${found.column}`;
      const most = Math.max(1, mostOf(found.code));
      const group = groups.get(id) ?? { most, first: [], count: 0, lastLine: 0 };
      groups.set(id, group);
      if (group.first.length < group.most) group.first.push(found);
      else group.count++;
      group.lastLine = Math.max(group.lastLine, found.line);
    },
    close: () => {
      for (const { most, first, count, lastLine } of groups.values()) {
        for (const [index, { code, column, describe }] of first.entries()) {
          const others = count > 0 && index === most - 1 ? { others: { count, lastLine } } : {};
          fault({ ...describe(), ...others, ...(column !== '' && column !== code && { column }) });
        }
      }
      groups.clear();
    },
  };
}
