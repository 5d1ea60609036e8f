import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import { lookOf } from '../../model/look.js';
import type { Named, Shape } from './contract.js';
import type { Heading } from './read-head.js';

/** Reports what is wrong with the headings of a file. */
export type Say = (
  code: 'data/heading' | 'data/header' | 'data/twins',
  position: Position,
  message: string,
  more?: { readonly hint?: string },
) => void;

/** Two columns that are headed alike cannot be told apart by their headings. */
export function reportRepeated(headings: readonly Heading[], report: Say): void {
  const seen = new Map<string, Heading>();
  for (const heading of headings) {
    if (!seen.has(heading.text)) seen.set(heading.text, heading);
    else {
      report(
        'data/heading',
        heading.position,
        `Unexpected second heading \`${heading.text}\`, expected each once`,
        {
          hint: 'let `range` end before it, or let `header` have the row that tells the columns apart',
        },
      );
    }
  }
}

/** The columns that are named by their headings. */
export function findAll(
  wanted: Iterable<Named>,
  headings: readonly Heading[],
  report: Say,
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
      const message = `Unexpected heading \`${name}\` that looks like \`${twin}\` of the file, expected the same text`;
      report('data/twins', position, message, { hint: 'copy it from the file' });
    } else {
      const message = `Unexpected heading \`${name}\`, expected one of ${listNames(texts)}`;
      report('data/heading', position, message, didYouMean(name, texts));
    }
  }
  return found;
}

/** By field; a heading serves one field. An empty one is that of `stub`, the column before the first heading. */
export function byHeading(
  columns: Shape['columns'],
  { headings, stub }: { readonly headings: readonly Heading[]; readonly stub: Heading | undefined },
  report: Say,
): ReadonlyMap<string, Heading> {
  const wanted = [...columns.values()].filter(({ name }) => name !== '' || stub === undefined);
  const found = findAll(wanted, headings, report);
  const named = new Map<string, Heading>();
  for (const [field, { name, position }] of columns) {
    const heading = name === '' ? stub : found.get(name);
    if (heading === undefined) continue;
    if ([...named.values()].includes(heading)) {
      report('data/heading', position, `Unexpected second field for the heading \`${name}\`, expected one`);
    }
    named.set(field, heading);
  }
  return named;
}
