import type { Position } from '../../diagnostics.js';
import type { PrintedNumeral } from '../../outputs/ledger/numeral.js';
import type { TracedNumber } from './traced.js';

interface Known {
  /** Page by id, of the last PDF. */
  readonly pages: Readonly<Record<string, number>>;
  /** Where an offset of the text stands in the templates. */
  positionOf(offset: number): Position;
}

/**
 * The numerals of a report with their places in the templates and, as far as they are known, their pages. Pages run
 * from that of the figure, paragraph or heading to that of the next part.
 */
export function traceNumbers(
  numerals: readonly PrintedNumeral[],
  { pages, positionOf }: Known,
): TracedNumber[] {
  const sections = [...new Set(numerals.flatMap(({ section }) => section?.id ?? []))];
  return numerals.map((numeral): TracedNumber => {
    const { text, class: name, place, anchor, section, entry, offset, only } = numeral;
    const at = entry?.quantity.at ?? (offset === undefined ? undefined : positionOf(offset));
    const range = pagesOf(anchor, section?.id, sections, pages);
    return {
      text,
      class: name,
      place,
      anchor,
      section,
      ...(entry === undefined ? {} : { entry }),
      ...(only === undefined ? {} : { only }),
      ...(at === undefined ? {} : { at }),
      ...(range === undefined ? {} : { pages: range }),
    };
  });
}

function pagesOf(
  id: string | undefined,
  section: string | undefined,
  sections: readonly string[],
  pages: Known['pages'],
): readonly [number, number] | undefined {
  const own = id === undefined || id === section ? undefined : pages[id];
  if (own !== undefined) return [own, own];
  const first = section === undefined ? undefined : pages[section];
  if (section === undefined || first === undefined) return undefined;
  const later = sections.slice(sections.indexOf(section) + 1).flatMap((next) => pages[next] ?? []);
  const next = later[0];
  return [first, next === undefined ? first : Math.max(first, next)];
}
