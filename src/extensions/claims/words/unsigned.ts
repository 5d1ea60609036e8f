import { type AnyCall, callSite, callsIn, literalText, nameOf } from '../../../content/template/ast.js';
import type { ParsedTemplate } from '../../../content/template/parse-template.js';
import type { Diagnostic } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import type { TestedSpan } from './tested-spans.js';

const changes: ReadonlySet<string> = new Set(['change', 'percent-change', 'difference']);

/** What is known of the words of a template. */
interface Known {
  readonly spans: readonly TestedSpan[];
  /** What is told of its words already. */
  readonly told: readonly Diagnostic[];
}

/**
 * Changes that are printed without their sign, where nothing in their paragraph tests whether the number rose or fell: "have grown by
 * 831" of a fall. A claim about other years of the same dataset tests it as little as one about another dataset.
 */
export function unsignedProblems(
  { program, file, text }: ParsedTemplate,
  { spans, told }: Known,
  severity: 'error' | 'note',
): Diagnostic[] {
  const calls = [...callsIn(program)];
  const directions = calls.filter((call) => nameOf(call) === 'direction');
  const lines = text.split('\n');
  return calls
    .filter((call) => changes.has(nameOf(call)) && isUnsigned(call))
    .filter((call) => {
      const isNear = between(call, lines);
      return (
        !told.some(
          ({ code, position: at }) => code === 'claim/word' && at.file === file && isNear(at.line),
        ) &&
        !directions.some(({ loc }) => isNear(loc.start.line)) &&
        !spans.some(
          (span) => span.file === file && isNear(span.start.line, span.end.line) && tests(span, call),
        )
      );
    })
    .map((call) => {
      const filters = ['from', 'to'].map((key) => `${key}=${written(call, key) ?? '...'}`).join(' ');
      const dataset = literalText(call.params[0]) ?? '...';
      const { at } = callSite(call, file);
      return problem('claim/word.unsigned', at, { name: nameOf(call), dataset, filters }, { severity });
    });
}

const isUnsigned = ({ hash }: AnyCall): boolean =>
  hash?.pairs.some(({ key, value }) => key === 'absolute' && 'value' in value && value.value === true) ===
  true;

const written = ({ hash }: AnyCall, key: string): string | undefined =>
  literalText(hash?.pairs.find((pair) => pair.key === key)?.value);

/** True of lines that no blank one parts from a call. */
function between({ loc }: AnyCall, lines: readonly string[]): (from: number, to?: number) => boolean {
  const isBlank = (line: number): boolean => (lines[line - 1] ?? '').trim() === '';
  let [first, last] = [loc.start.line, loc.end.line];
  while (!isBlank(first - 1)) first--;
  while (!isBlank(last + 1)) last++;
  return (from, to = from) => from <= last && first <= to;
}

/** True of a reason or a comparison, and of a claim about the years of a change. */
function tests({ claim }: TestedSpan, call: AnyCall): boolean {
  if (claim === undefined) return true;
  const dataset = literalText(call.params[0]);
  const isOther = (key: string): boolean => {
    const [own, theirs] = [written(call, key), claim.written.get(key)];
    return own !== undefined && theirs !== undefined && !theirs.includes(own);
  };
  return (
    (dataset === undefined || claim.datasets.length === 0 || claim.datasets.includes(dataset)) &&
    !['from', 'to'].some(isOther)
  );
}
