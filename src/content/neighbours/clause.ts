import type { Lexicon } from '../../language/lexicon/lexicon.js';
import type { NumberPlace } from './place.js';

/** The clause that a number stands in. */
export interface Clause {
  /** Where it begins in its run. */
  readonly from: number;
  readonly text: string;
  /** True when it prints no other number. */
  readonly hasOneNumber: boolean;
  /** True when it prints no other number before it. */
  readonly isFirst: boolean;
}

/** The clause around a number: to the marks and conjunctions on either side. The year that leads into a sentence is part of its first clause. */
export function clauseOf(
  { run, from }: NumberPlace,
  { neighbours: { clauses, years, spans } }: Lexicon,
): Clause {
  const marks = [...run.text.matchAll(clauses)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  const before = marks.filter(([, end]) => end <= from);
  const start = before.at(-1)?.[1] ?? 0;
  const end = marks.find(([mark]) => mark > from)?.[0] ?? run.text.length;
  const [leadStart, leadEnd] = [before.at(-2)?.[1] ?? 0, before.at(-1)?.[0] ?? 0];
  const lead = run.text.slice(leadStart, leadEnd);
  const without = lead.replace(spans, '').replace(years, '');
  // "In 2014 alone,"
  const isLead =
    without !== lead && (without.match(/\p{L}+/gu) ?? []).length <= 2 && /[,.]/.test(run.text[leadEnd] ?? '');
  const first = isLead ? leadStart : start;
  const inside = run.values.filter((value) => value.from >= first && value.from < end);
  return {
    from: first,
    text: run.text.slice(first, end),
    hasOneNumber: inside.length === 1,
    isFirst: inside[0]?.from === from,
  };
}
