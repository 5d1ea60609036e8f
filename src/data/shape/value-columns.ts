import { listNames } from '../../diagnostics.js';
import type { Unpivot } from './contract.js';
import { findAll, type Say } from './find-headings.js';
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
  named: ReadonlyMap<string, Heading>,
  report: Say,
): ValueColumn[] {
  const ofFields = new Set(named.values());
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
      report(
        'data/heading',
        heading.position,
        `Unexpected heading \`${heading.text}\` that fits \`${name}\` in more than one way, expected one`,
        {
          hint: 'write more of the text that does not change into the pattern, or list the headings',
        },
      );
      return [{ heading, categories: [] }];
    });
    if (matched.length === 0) {
      const shown = listNames(free.map(({ text }) => text));
      report(
        'data/heading',
        position,
        `Unexpected pattern \`${name}\` that no heading fits, expected one that fits some of ${shown}`,
      );
    }
    return matched;
  });
}
