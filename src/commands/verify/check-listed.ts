import type { Diagnostic } from '../../diagnostics.js';
import { formatOf } from '../../model/dataset/formats.js';
import { bracketed } from '../../model/dataset/missing.js';
import type { Snapshot } from '../../model/snapshot/snapshot.js';
import { type PageList, readPageList } from '../../outputs/ledger/page-numerals.js';
import type { NumbersFile } from '../../outputs/ledger/schema.js';
import type { ManifestOutput } from '../../outputs/manifest/manifest.js';
import type { Page } from '../../outputs/snapshot/read-page.js';
import { faultOf } from '../../problems/problem.js';
import type { ListedFile, Placed } from './check-ledger.js';
import { mostShown } from './problem.js';

interface Beside {
  /** The files of the report. */
  readonly entries: readonly ManifestOutput[];
  readonly snapshot: Snapshot;
}

/**
 * Holds `numbers.json` against the page, where there is one, whatever the snapshot says of the two. It compares years, numbers of order
 * and all else that is no quantity, by class and place; quantities with their marks; and the titles of sections.
 */
export function checkListed(
  { data, at }: ListedFile,
  { entries, snapshot }: Beside,
  page: Page | undefined,
): Diagnostic[] {
  const list = page && readPageList(page.nodes);
  const faults = [
    ...loneFaults(data, entries),
    ...(list
      ? [
          ...numeralFaults(list, data, snapshot.draft),
          ...quantityFaults(list, data),
          ...sectionFaults(list, data),
        ]
      : []),
  ];
  return faults.slice(0, mostShown).map(([fault, ...path]) => at(fault, path));
}

/** What one format alone shows was made in it. */
function loneFaults({ numbers }: NumbersFile, entries: readonly ManifestOutput[]): Placed[] {
  const formats = new Set(entries.map(({ path }) => formatOf(path)));
  const index = numbers.findIndex(({ only }) => only !== undefined && !formats.has(only));
  const { text, only = '' } = numbers[index] ?? {};
  if (text === undefined) return [];
  return [[faultOf('verify/number.only', { text, what: only.toUpperCase() }), 'numbers', index]];
}

interface Line {
  readonly text: string;
  readonly class: string | undefined;
  readonly anchor?: string | undefined;
}

const keyOf = ({ text, class: name, anchor }: Line): string => JSON.stringify([name, text, anchor]);

/**
 * The list has every numeral of the page that is no quantity as often as the page, and no other. A draft shows numerals of which
 * nothing says what they are, and leaves them out of its list.
 */
function numeralFaults({ numerals }: PageList, { numbers }: NumbersFile, draft: boolean): Placed[] {
  const shown = numerals.filter(
    (numeral) => numeral.class !== 'ledger' && !numeral.inHead && !(draft && numeral.class === undefined),
  );
  const onPage = counted(shown.map(keyOf));
  const added = numbers.flatMap((line, index): Placed[] => {
    if (line.class === 'ledger' || line.only !== undefined || taken(onPage, keyOf(line))) return [];
    return [[faultOf('verify/number.added-numeral', told(line)), 'numbers', index]];
  });
  const lost = shown.filter((numeral) => taken(onPage, keyOf(numeral)));
  return [
    ...added,
    ...lost.map((numeral): Placed => [faultOf('verify/number.lost-numeral', told(numeral)), 'numbers']),
  ];
}

const told = ({ text, class: name = 'no class', anchor }: Line) => ({
  text,
  class: name,
  near: near(anchor),
});

/** The list has every quantity of the page where the page has it, with the same marks beside it. */
function quantityFaults({ quantities }: PageList, { numbers }: NumbersFile): Placed[] {
  const listed = counted(
    numbers.flatMap((line) => {
      if (line.class !== 'ledger' || line.only !== undefined) return [];
      const marks = 'marks' in line ? (line.marks ?? []).map(bracketed).join('') : '';
      return [JSON.stringify(['id' in line ? line.id : undefined, line.text, line.anchor, marks])];
    }),
  );
  return quantities.flatMap(({ text, id, anchor, marks }): Placed[] => {
    if (taken(listed, JSON.stringify([id, text, anchor, marks]))) return [];
    const shown = marks === '' ? text : `${text} ${marks}`;
    return [[faultOf('verify/number.lost-quantity', { shown, near: near(anchor) }), 'numbers']];
  });
}

/** Every section of the list is one of the page, with its title, and every number stands in one of the list. */
function sectionFaults(page: PageList, { sections, numbers }: NumbersFile): Placed[] {
  const titles = new Map(page.sections.map(({ id, title }) => [id, title]));
  const known = new Set(sections.map(({ id }) => id));
  // The chapter of the contents is on paper alone.
  const onPaper = new Set(numbers.flatMap(({ only, section }) => (only === undefined ? [] : [section])));
  const wrong = sections.flatMap(({ id, title }, index): Placed[] => {
    const expected = titles.get(id);
    if (expected === title || (expected === undefined && onPaper.has(id))) return [];
    const fault =
      expected === undefined
        ? faultOf('verify/number.unknown-section', { title, id })
        : faultOf('verify/number.section-title', { title, id, expected });
    return [[fault, 'sections', index]];
  });
  const strange = numbers.flatMap(({ section, text }, index): Placed[] => {
    if (section === undefined || known.has(section)) return [];
    return [[faultOf('verify/number.unlisted-section', { section, text }), 'numbers', index, 'section']];
  });
  return [...wrong, ...strange];
}

const near = (anchor: string | undefined): string => (anchor === undefined ? '' : ` at \`#${anchor}\``);

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Takes one of a kind, and tells whether there was one. */
function taken(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  if (count > 0) counts.set(key, count - 1);
  return count > 0;
}
