import { didYouMean, listNames } from '../../diagnostics.js';
import { lookOf } from '../../model/look.js';
import { type More, phrase, problem } from '../../problems/problem.js';
import type { ReportFault } from '../report.js';
import type { Named, Shape } from './contract.js';
import type { Heading } from './read-head.js';

/** Two columns that are headed alike cannot be told apart by their headings. */
export function reportRepeated(headings: readonly Heading[], report: ReportFault): void {
  const seen = new Map<string, Heading>();
  for (const heading of headings) {
    if (!seen.has(heading.text)) seen.set(heading.text, heading);
    else report(problem('data/heading.once', heading.position, { text: heading.text }));
  }
}

/** The columns that are named by their headings. */
export function findAll(
  wanted: Iterable<Named>,
  headings: readonly Heading[],
  report: ReportFault,
): ReadonlyMap<string, Heading> {
  const found = new Map<string, Heading>();
  for (const each of wanted) {
    const heading = headings.find(({ text }) => text === each.name);
    if (heading === undefined) reportAbsent(each, headings, report);
    else found.set(each.name, heading);
  }
  return found;
}

function reportAbsent(
  { name, position }: Named,
  headings: readonly Heading[],
  report: ReportFault,
  more?: More,
): void {
  const texts = headings.map(({ text }) => text);
  const twin = texts.find((text) => lookOf(text) === lookOf(name));
  if (twin === undefined) {
    const words = { name, texts: listNames(texts) };
    report(problem('data/heading.heading', position, words, more ?? didYouMean(name, texts)));
  } else {
    report(problem('data/twins.heading', position, { name, twin }));
  }
}

/**
 * Reports the columns of fields that are not there, and returns the headings that none of them may have now: of those that are left,
 * the nearest, or the only one for the only field.
 */
export function reportRenamed(
  columns: readonly (readonly [field: string, Named])[],
  left: readonly Heading[],
  headings: readonly Heading[],
  report: ReportFault,
): readonly Heading[] {
  const texts = left.map(({ text }) => text);
  const only = columns.length === 1 && texts.length === 1 ? texts[0] : undefined;
  const now = columns.map(([field, wanted]) => {
    const near = didYouMean(wanted.name, texts);
    const text = near.fix?.instead ?? didYouMean(field, texts).fix?.instead ?? only;
    const hint = phrase('data/heading.renamed', { field, text: JSON.stringify(text) });
    reportAbsent(wanted, headings, report, text === undefined ? undefined : { hint, ...near });
    return text;
  });
  return left.filter(({ text }) => !now.includes(text));
}

/** By field; a heading serves one field. An empty one is that of `stub`, the column before the first heading. */
export function byHeading(
  columns: Shape['columns'],
  { headings, stub }: { readonly headings: readonly Heading[]; readonly stub: Heading | undefined },
  report: ReportFault,
): ReadonlyMap<string, Heading> {
  const named = new Map<string, Heading>();
  for (const [field, { name, position }] of columns) {
    const heading = name === '' ? stub : headings.find(({ text }) => text === name);
    if (heading === undefined) continue;
    if ([...named.values()].includes(heading)) {
      report(problem('data/heading.field', position, { name }));
    }
    named.set(field, heading);
  }
  return named;
}
