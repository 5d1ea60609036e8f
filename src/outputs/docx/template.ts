import type { Element } from 'xast';
import type { Language } from '../../language/language.js';
import type { House } from '../../model/project/house.js';
import type { Report } from '../../model/project/project.js';
import type { EndnoteNode } from '../../model/tree/part-nodes.js';
import { writeDocx } from './docx.js';
import { w } from './ooxml.js';
import { usualLook } from './output.js';
import type { Pictures } from './pictures.js';
import { signStyle } from './printed-text.js';
import { tableOf } from './tables/word-table.js';
import { plain, type Writing } from './writing.js';

/** What a template is made for. */
interface TemplateInput {
  readonly report: Report;
  readonly edition: number;
  readonly house: House;
  readonly language: Language;
  readonly pictures: Pictures;
}

/** A Word file in the look that a report has, with a sample of each style, to be changed in Word and named as `word.reference`. */
export function writeTemplate({ report, edition, house, language, pictures }: TemplateInput): Uint8Array {
  const { id, title, publisher } = report;
  const subtitle = wordsOf('Subtitle', 'what the title does not say');
  const opening = { enumerator: '1', illustrative: false, banded: false, runsOn: false };
  return writeDocx({
    target: { report: id, language: language.tag },
    document: {
      meta: {
        ...{ title, subtitle, publisher, edition, language: language.tag },
        illustrative: false,
        draft: false,
      },
      chapters: [{ ...opening, id: 'styles', title: wordsOf('heading 1', 'a chapter') }],
      contents: [],
      ledger: [],
      frontIllustrative: false,
      tree: { type: 'root', children: [] },
    },
    language,
    house,
    pictures,
    numbers: 'plain',
    hasFingerprints: false,
    ...usualLook(report, house, language),
    samples,
  });
}

/** What paragraphs of each style are, beside those of the cover and of the edges of pages. */
const paragraphs = {
  'heading 1': 'a chapter',
  'heading 2': 'a section',
  'heading 3': 'a section within it',
  'heading 4': 'deeper',
  'heading 5': 'deeper still',
  'heading 6': 'the deepest',
  Normal: 'the text',
  Quote: 'what somebody said',
  'List Bullet': 'an item of a list',
  'List Number': 'an item of a numbered list',
  'TOC Heading': 'the title of the contents',
  'toc 1': 'a chapter in the contents',
  'toc 2': 'a section in the contents',
  'toc 3': 'a section within it in the contents',
  'table of figures': 'a line of the list of figures or tables',
  Bibliography: 'a work that is cited',
  caption: 'the title of a table or figure',
  'Tallybook Measure': 'what is measured, below that title',
  'Tallybook Note': 'a note below a table or figure',
  'Tallybook Source': 'where its numbers come from',
  'Tallybook Term': 'a term in a list of definitions',
  'Tallybook Meaning': 'what it means',
  'Tallybook Code': 'code',
  'Tallybook Box': 'a note, a summary, or what became of a quoted claim',
  'Tallybook Imprint': 'a line of the imprint',
  'Tallybook Banner': 'says on the cover that a report is a draft, illustrative or confidential',
} as const;

const wordsOf = (style: string, use: string): string => `${style}: ${use}`;

function samples(writing: Writing): readonly Element[] {
  return [
    ...Object.entries(paragraphs).map(([style, use]) => {
      const list = listOf(writing, style);
      const item = list === undefined ? {} : { item: { list, level: 0 } };
      return writing.paragraph(spoken(writing, wordsOf(style, use)), { marks: {}, style, ...item });
    }),
    figure(writing),
    ...lettersOf(writing),
    ...table(writing),
  ];
}

function listOf({ numbering }: Writing, style: string): number | undefined {
  if (style === 'List Bullet') return numbering.bullets();
  return style === 'List Number' ? numbering.ordered('sample', 1) : undefined;
}

/** The samples are in English, whatever the language of the report. */
const spoken = (writing: Writing, words: string, style?: string): Element[] =>
  writing.words(words, { language: 'en', ...(style !== undefined && { style }) });

/** A key figure: its number, and beside it what it is. */
const figure = (writing: Writing): Element =>
  writing.paragraph(
    [
      ...spoken(writing, '1,234', 'Tallybook Number'),
      w('r', {}, w('tab')),
      ...spoken(writing, wordsOf('Tallybook Figure', 'a key figure, behind its Tallybook Number')),
    ],
    { marks: {}, style: 'Tallybook Figure' },
  );

/** A paragraph with the styles of letters in it. */
function lettersOf(writing: Writing): Element[] {
  const note: EndnoteNode = {
    type: 'endnote',
    id: 'sample',
    label: '1',
    number: 1,
    references: [],
    children: [
      { type: 'paragraph', children: [{ type: 'text', value: wordsOf('footnote text', 'a note') }] },
    ],
  };
  writing.notes.push({ note, counted: true });
  const mark = w(
    'r',
    {},
    writing.runProperties({ style: 'footnote reference' }),
    w('footnoteReference', { id: writing.notes.length }),
  );
  const content = [
    ...spoken(writing, wordsOf('Hyperlink', 'a link'), 'Hyperlink'),
    ...spoken(writing, '; '),
    ...spoken(writing, wordsOf(signStyle, 'the sign of a judgement'), signStyle),
    ...spoken(writing, '; '),
    ...spoken(writing, wordsOf('Tallybook Badge', 'says that data are illustrative'), 'Tallybook Badge'),
    ...spoken(writing, '; footnote reference: the mark of a note'),
    mark,
  ];
  return [writing.paragraph(content, plain)];
}

function table(writing: Writing): Element[] {
  const cell = (words: string) => ({ content: spoken(writing, words), text: words });
  const rows = [
    { cells: ['Tallybook Table', '2014', '2015'].map(cell), isHead: true as const },
    { cells: ['Tallybook Cell', '12', '15'].map(cell) },
    { cells: ['Its last row, where that is a total', '12', '15'].map(cell) },
  ];
  return [tableOf(writing, rows, { title: 'Tallybook Table', total: true }), writing.spacer()];
}
