import type { Diagnostic } from '../../diagnostics.js';
import type { FileFormat } from '../../model/dataset/formats.js';
import { bracketed } from '../../model/dataset/missing.js';
import { numeralsIn } from '../../outputs/ledger/check-page.js';
import { type PageList, readPageList } from '../../outputs/ledger/page-list.js';
import { type NumbersFile, numbersSchema } from '../../outputs/ledger/schema.js';
import { MarkupFault, type MarkupNode, readMarkup } from '../../outputs/snapshot/read-markup.js';
import { wording } from '../../problems/problem.js';
import { standardLimits } from '../../resource-limits.js';
import { type JsonPath, parseJson } from '../../yaml/json.js';
import { mostShown } from './listed-file.js';
import { problemAt } from './problem.js';

interface Listed {
  /** The finished page, where there is one. */
  readonly html?: string;
  /** The formats of the files beside it. */
  readonly formats: readonly FileFormat[];
  /** A draft shows numerals of which nothing says what they are, and leaves them out of its list. */
  readonly draft: boolean;
  readonly json: string;
  /** The file of the list, for messages. */
  readonly file: string;
}

/**
 * Holds `numbers.json` against the page, whatever the snapshot says of the two. It compares years, numbers of order and
 * all else that is no quantity, by class and place; quantities with their marks; and the titles of sections. What is
 * not in form has been reported.
 */
export function checkListed({ html, formats, draft, json, file }: Listed): Diagnostic[] {
  const parsed = parseJson(json, standardLimits.yamlDepth);
  if (parsed.fault !== undefined) return [];
  const data = numbersSchema.safeParse(parsed.value).data;
  if (data === undefined) return [];
  try {
    const onPage = html === undefined ? [] : pageFaults(readMarkup(html), data, draft);
    const faults = [...loneFaults(data, formats), ...onPage];
    return faults.slice(0, mostShown).map(({ message, path }) => {
      const place = { text: json, offset: parsed.offsetOf(path) };
      return problemAt({ severity: 'error', code: 'verify/number', message }, file, place);
    });
  } catch (error) {
    if (error instanceof MarkupFault) return [];
    throw error;
  }
}

function pageFaults(page: readonly MarkupNode[], data: NumbersFile, draft: boolean): Fault[] {
  const list = readPageList(page);
  return [...numeralFaults(page, data, draft), ...quantityFaults(list, data), ...sectionFaults(list, data)];
}

/** What one format alone shows was made in it. */
function loneFaults({ numbers }: NumbersFile, formats: readonly FileFormat[]): Fault[] {
  const index = numbers.findIndex(({ only }) => only !== undefined && !formats.includes(only));
  const { text, only = '' } = numbers[index] ?? {};
  if (text === undefined) return [];
  const what = only.toUpperCase();
  return [{ path: ['numbers', index], ...wording('commands/check-listed.number', { text, what }) }];
}

interface Fault {
  readonly message: string;
  readonly path: JsonPath;
}

interface Line {
  readonly text: string;
  readonly class: string | undefined;
  readonly anchor?: string | undefined;
}

const keyOf = ({ text, class: name, anchor }: Line): string => JSON.stringify([name, text, anchor]);

/** The list has every numeral of the page that is no quantity as often as the page, and no other. */
function numeralFaults(page: readonly MarkupNode[], { numbers }: NumbersFile, draft: boolean): Fault[] {
  const shown = numeralsIn(page).filter(
    (numeral) => numeral.class !== 'ledger' && !numeral.inHead && !(draft && numeral.class === undefined),
  );
  const onPage = counted(shown.map(keyOf));
  const added = numbers.flatMap((line, index) => {
    if (line.class === 'ledger' || line.only !== undefined || taken(onPage, keyOf(line))) return [];
    return [
      {
        path: ['numbers', index],
        ...wording('commands/check-listed.numeral', { text: line.text, class: line.class, near: near(line) }),
      },
    ];
  });
  const lost = shown.flatMap((numeral) => {
    if (!taken(onPage, keyOf(numeral))) return [];
    return [
      {
        path: ['numbers'],
        ...wording('commands/check-listed.list', {
          text: numeral.text,
          class: numeral.class ?? 'no class',
          near: near(numeral),
        }),
      },
    ];
  });
  return [...added, ...lost];
}

/** The list has every quantity of the page where the page has it, with the same marks beside it. */
function quantityFaults({ quantities }: PageList, { numbers }: NumbersFile): Fault[] {
  const listed = counted(
    numbers.flatMap((line) => {
      if (line.class !== 'ledger' || line.only !== undefined) return [];
      const marks = 'marks' in line ? (line.marks ?? []).map(bracketed).join('') : '';
      return [JSON.stringify(['id' in line ? line.id : undefined, line.text, line.anchor, marks])];
    }),
  );
  return quantities.flatMap(({ text, id, anchor, marks }) => {
    if (taken(listed, JSON.stringify([id, text, anchor, marks]))) return [];
    const shown = marks === '' ? text : `${text} ${marks}`;
    return [
      {
        path: ['numbers'],
        ...wording('commands/check-listed.list-number', { shown, near: near({ anchor }) }),
      },
    ];
  });
}

/** Every section of the list is one of the page, with its title, and every number stands in one of the list. */
function sectionFaults(page: PageList, { sections, numbers }: NumbersFile): Fault[] {
  const titles = new Map(page.sections.map(({ id, title }) => [id, title]));
  const known = new Set(sections.map(({ id }) => id));
  // The chapter of the contents is on paper alone.
  const onPaper = new Set(
    numbers.flatMap(({ only, section }) => (only === undefined ? [] : (section ?? []))),
  );
  const wrong = sections.flatMap(({ id, title }, index) => {
    const expected = titles.get(id);
    if (expected === title || (expected === undefined && onPaper.has(id))) return [];
    const what = expected === undefined ? 'one of the page' : `\`${expected}\` as on the page`;
    return [{ path: ['sections', index], ...wording('commands/check-listed.section', { title, id, what }) }];
  });
  const strange = numbers.flatMap(({ section, text }, index) => {
    if (section === undefined || known.has(section)) return [];
    return [
      {
        path: ['numbers', index, 'section'],
        ...wording('commands/check-listed.section-list', { section, text }),
      },
    ];
  });
  return [...wrong, ...strange];
}

const near = ({ anchor }: { readonly anchor?: string | undefined }): string =>
  anchor === undefined ? '' : ` at \`#${anchor}\``;

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
