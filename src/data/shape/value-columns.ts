import { listNames } from '../../diagnostics.js';
import { problem } from '../../problems/problem.js';
import type { ReportFault } from '../report.js';
import type { Unpivot } from './contract.js';
import { findAll } from './find-headings.js';
import { headingParts, matchHeading } from './headings.js';
import type { Heading } from './read-head.js';

/** A column whose cells are set below those of others, and the categories that its heading names. */
export interface ValueColumn {
  readonly heading: Heading;
  readonly categories: readonly string[];
}

/** The columns that are set below one another: those that no field has, and whose headings are listed or fit the pattern. */
export function valueColumns(
  { headings: wanted, into }: Unpivot,
  headings: readonly Heading[],
  ofFields: ReadonlySet<Heading>,
  report: ReportFault,
): ValueColumn[] {
  const free = headings.filter((heading) => !ofFields.has(heading));
  return wanted.flatMap(({ name, position, isPattern }): ValueColumn[] => {
    if (!isPattern) {
      const heading = findAll([{ name, position }], free, report).get(name);
      return heading === undefined
        ? []
        : [{ heading, categories: into.length === 1 ? [name] : headingParts(name) }];
    }
    const matched = free.flatMap((heading): ValueColumn[] => {
      const categories = matchHeading(name, heading.text);
      if (categories === undefined) return [];
      if (categories !== 'ambiguous') return [{ heading, categories }];
      report(problem('data/heading.way', heading.position, { text: heading.text, name }));
      return [{ heading, categories: [] }];
    });
    if (matched.length === 0) {
      const shown = listNames(free.map(({ text }) => text));
      report(problem('data/heading.pattern', position, { name, shown }));
    }
    return matched;
  });
}
