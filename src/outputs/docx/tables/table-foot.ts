import type { Element } from 'xast';
import type { LegendNode, NotesNode, SourcesNode, TallyNode } from '../../../model/tree/table-nodes.js';
import type { Judgement } from '../../../model/tree/table-parts.js';
import { w } from '../ooxml.js';
import { valueRuns } from '../phrasing.js';
import { signStyle } from '../printed-text.js';
import type { Around, Writing } from '../writing.js';

/** Signs of judgements, which differ without their colours. A word beside each says the same. */
export const signs: Readonly<Record<Judgement, string>> = {
  'status-good': '\u2713',
  'status-fair': '\u25B6',
  'status-bad': '!',
  'status-idle': '\u25CB',
  'status-gone': '\u2013',
  'result-good': '\u25CF',
  'result-fair': '\u25D0',
  'result-bad': '\u25D4',
  'result-idle': '\u25CC',
  'result-gone': '\u2296',
  'verdict-good': '=',
  'verdict-fair': '\u2013',
  'verdict-bad': '\u2260',
  'verdict-idle': '?',
  'verdict-gone': '\u2013',
};

/** Signs along the way from a baseline towards a target. */
export const waySigns = {
  baseline: '\u25CB',
  reached: '\u25CF',
  below: '\u25C0',
  above: '\u25B6',
  target: '|',
} as const;

/** The sign of a judgement on its colour. */
export function toneRuns(writing: Writing, judgement: Judgement): Element[] {
  const ground = writing.input.groundOf(judgement);
  return [
    writing.run(`\u00A0${signs[judgement]}\u00A0`, { style: signStyle, ground }),
    writing.run('\u00A0'),
  ];
}

/** What symbols mean, in one line; none without symbols. */
export function legendLine(writing: Writing, { children }: LegendNode, around: Around): Element[] {
  if (children.length === 0) return [];
  const content = children.flatMap(({ tone, children: [symbol, meaning] }, index) => [
    ...(index === 0 ? [] : writing.words('\u2003')),
    ...(tone === undefined ? writing.words(symbol.value, { bold: true }) : toneRuns(writing, tone)),
    ...writing.words(tone === undefined ? ` ${meaning.value}` : meaning.value),
  ]);
  return [writing.paragraph(content, around)];
}

/** Where numbers come from, after what must be known besides; nothing without both. */
export function sourceLines(
  writing: Writing,
  { children: sources }: SourcesNode,
  remarks: NotesNode | undefined,
  around: Around,
): Element[] {
  const { language } = writing;
  const before = (remarks?.children ?? []).map(({ value }) => value).join(' ');
  if (sources.length === 0) return before === '' ? [] : [writing.paragraph(writing.words(before), around)];
  const names = sources.flatMap(({ value, path }, index) => {
    const isAddress = path !== undefined && /^https?:\/\//i.test(path);
    const name = isAddress
      ? [
          w(
            'hyperlink',
            { 'r:id': writing.relate('hyperlink', path, true), history: 1 },
            writing.run(value, { style: 'Hyperlink' }),
          ),
        ]
      : writing.words(value);
    return index === 0 ? name : [...writing.words('; '), ...name];
  });
  const mark = '\uE000';
  const [first = '', last = ''] = language
    .message('document.source', { sources: mark, count: sources.length })
    .split(mark);
  const content = [
    ...writing.words(before === '' ? first : `${before} ${first}`),
    ...names,
    ...writing.words(last),
  ];
  return [writing.paragraph(content, around)];
}

/** What stands below a table: counts, symbols, notes, sources. All but the last keep with what follows. */
export function tableFoot(
  writing: Writing,
  [tally, legend, notes, sources]: readonly [TallyNode, LegendNode, NotesNode, SourcesNode],
  around: Around,
): Element[] {
  const { language } = writing;
  const note: Around = { ...around, style: 'Tallybook Note' };
  const line = (content: readonly Element[], more: Partial<Around> = {}): Element =>
    writing.paragraph(content, { ...note, ...more });
  const plain = notes.children.flatMap(({ value, letter }) => (letter === undefined ? [value] : []));
  const [first] = plain;
  const counted =
    plain.length > 1
      ? [
          line(writing.words(language.message('document.table-notes'))),
          ...plain.map((each) =>
            line(writing.words(each), { item: { list: noteList(writing, plain), level: 0 } }),
          ),
        ]
      : first === undefined
        ? []
        : [line(writing.words(language.message('document.table-note', { note: first })))];
  const lettered = notes.children.flatMap(({ value, letter }) =>
    letter === undefined ? [] : [line(writing.words(`${letter} ${value}`))],
  );
  return [
    ...(tally.children.length === 0 ? [] : [line(tallyRuns(writing, tally.children, true))]),
    ...legendLine(writing, legend, note),
    ...counted,
    ...lettered,
    ...sourceLines(writing, sources, undefined, { ...around, style: 'Tallybook Source' }),
  ];
}

const noteList = (writing: Writing, notes: readonly string[]): number =>
  writing.numbering.ordered(`notes ${notes.join('\n')}`, 1);

/** How many there are of each kind. */
export const tallyRuns = (writing: Writing, tally: TallyNode['children'], marked = false): Element[] =>
  tally.flatMap(({ tone, children: [word, number] }, index) => [
    ...(index === 0 ? [] : writing.words('\u2003')),
    ...(marked ? toneRuns(writing, tone) : []),
    ...writing.words(`${word.value}\u00A0`),
    ...valueRuns(writing, number, {}),
  ]);
