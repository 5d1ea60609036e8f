import { didYouMean, listNames } from '../../diagnostics.js';
import { lookOf } from '../../model/look.js';
import { problem } from '../../problems/problem.js';
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
  const texts = headings.map(({ text }) => text);
  for (const { name, position } of wanted) {
    const heading = headings.find(({ text }) => text === name);
    if (heading !== undefined) {
      found.set(name, heading);
      continue;
    }
    const twin = texts.find((text) => lookOf(text) === lookOf(name));
    if (twin !== undefined) {
      report(problem('data/twins.heading', position, { name, twin }));
    } else {
      report(
        problem('data/heading.heading', position, { name, texts: listNames(texts) }, didYouMean(name, texts)),
      );
    }
  }
  return found;
}

/** By field; a heading serves one field. An empty one is that of `stub`, the column before the first heading. */
export function byHeading(
  columns: Shape['columns'],
  { headings, stub }: { readonly headings: readonly Heading[]; readonly stub: Heading | undefined },
  report: ReportFault,
): ReadonlyMap<string, Heading> {
  const wanted = [...columns.values()].filter(({ name }) => name !== '' || stub === undefined);
  const found = findAll(wanted, headings, report);
  const named = new Map<string, Heading>();
  for (const [field, { name, position }] of columns) {
    const heading = name === '' ? stub : found.get(name);
    if (heading === undefined) continue;
    if ([...named.values()].includes(heading)) {
      report(problem('data/heading.field', position, { name }));
    }
    named.set(field, heading);
  }
  return named;
}
