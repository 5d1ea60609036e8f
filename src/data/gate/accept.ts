import type { Diagnostic } from '../../diagnostics.js';
import type { Accepted } from '../../model/dataset/dataset.js';
import { phrase, wording } from '../../problems/problem.js';
import { describeKeys, type Finding } from './finding.js';
import type { AcceptRule } from './rules.js';

/** What is left of the findings about a dataset once those that were accepted are taken out. */
export interface Judged {
  readonly open: readonly Finding[];
  readonly accepted: readonly Accepted[];
  /** One for each entry of `accepts` that nothing answers to. */
  readonly unused: readonly Pick<Diagnostic, 'position' | 'message' | 'hint' | 'see'>[];
}

/** Matches the findings about a dataset with its `accepts`. An entry that applies to nothing is an error itself. */
export function judge(findings: readonly Finding[], accepts: readonly AcceptRule[]): Judged {
  const open = findings.filter((finding) => !accepts.some((accept) => covers(accept, finding)));
  const used = accepts.filter((accept) => findings.some((finding) => covers(accept, finding)));
  return {
    open,
    accepted: used.map(({ position: _, ...accepted }) => accepted),
    unused: accepts.filter((accept) => !used.includes(accept)).map((accept) => unusedOf(accept, open)),
  };
}

/** An entry without keys accepts what is about the dataset as a whole, never everything about it. */
function covers({ code, where, measure }: AcceptRule, finding: Finding): boolean {
  if (code !== finding.code || (measure !== undefined && measure !== finding.measure)) return false;
  const wanted = Object.entries(where);
  if (wanted.length === 0) return Object.keys(finding.keys).length === 0;
  return wanted.every(([name, category]) => finding.keys[name] === category);
}

/** The nearest thing to a mistyped key is a finding of the same kind: the message points at it. */
function unusedOf(
  { code, where, measure, position }: AcceptRule,
  open: readonly Finding[],
): Judged['unused'][number] {
  const of = measure === undefined ? '' : ` of \`${measure}\``;
  const alike = open.filter((finding) => finding.code === code).slice(0, 3);
  return {
    position,
    ...wording(
      alike.length === 0 ? 'data/accept.acceptance' : 'data/accept.acceptance-finding',
      { code, of, keys: describeKeys(where) },
      {
        see: alike.map((finding) => ({
          position: finding.position,
          note: phrase('data/accept.kind', { keys: describeKeys(finding.keys) }),
        })),
      },
    ),
  };
}
