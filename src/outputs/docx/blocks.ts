import type { List, ListItem, Nodes, Paragraph } from 'mdast';
import type { Element } from 'xast';
import { equationOf } from './equations.js';
import { placedPicture } from './figures.js';
import { w } from './ooxml.js';
import { inline, printedRuns } from './phrasing.js';
import { chapterMark } from './sections.js';
import { border, listHeading } from './styles.js';
import { legendLine } from './tables/table-foot.js';
import { type Around, type Handlers, type Made, textOf, type Writing } from './writing.js';

type Block =
  | 'root'
  | 'section'
  | 'heading'
  | 'paragraph'
  | 'blockquote'
  | 'list'
  | 'listItem'
  | 'code'
  | 'math'
  | 'thematicBreak'
  | 'definition'
  | 'image'
  | 'illustrativeNote'
  | 'legend';

type Visit = (node: Nodes) => Made;
const step = 360;
const nothing: Made = () => [];

/** Nodes that stand as blocks, but tables and charts. */
export function blockHandlers(writing: Writing): Handlers<Block> {
  const { language } = writing;
  return {
    root: inline,
    section: (node, visit) => (around) => {
      const heads = node.holds === undefined ? around : { ...around, style: listHeading };
      const isHead = ({ type }: Nodes): boolean => type === 'heading' || type === 'section';
      return [
        ...(node.depth === 1 ? chapterMark(writing, node.id) : []),
        ...node.children.flatMap((child) => visit(child)(isHead(child) ? heads : around)),
      ];
    },
    heading: (node, visit) => (around) => {
      const { id, enumerator } = node.data ?? {};
      const content = writing.written(node.position?.start.offset, inline(node, visit)(around));
      const list = headingList(writing, enumerator, node.depth);
      const more = [
        ...(node.depth === 1 && !runsOn(writing, id) ? [w('pageBreakBefore')] : []),
        ...(list === undefined ? [] : [w('numPr', {}, w('ilvl', node.depth - 1), w('numId', list))]),
      ];
      const style = around.style === listHeading ? listHeading : `heading ${node.depth}`;
      return [writing.paragraph(writing.target(id, content), { ...around, style }, more)];
    },
    paragraph: (node, visit) => (around) => paragraph(writing, node, visit, around),
    blockquote: (node, visit) => (around) => inline(node, visit)({ ...around, style: 'Quote' }),
    list: (node, visit) => (around) => list(writing, node, visit, around),
    listItem: (node, visit) => (around) => listItem(node, visit, around),
    code:
      ({ value, data }) =>
      (around) => [
        writing.paragraph(printedRuns(writing, value, data?.printed, around.marks), {
          ...around,
          style: 'Tallybook Code',
        }),
      ],
    math:
      ({ mathml }) =>
      (around) =>
        mathml === undefined ? [] : [writing.paragraph([equationOf(mathml)], { ...around, align: 'center' })],
    thematicBreak: () => (around) => [
      writing.paragraph([], around, [w('pBdr', {}, border('bottom', 4, '#8a8a8a', 1))]),
    ],
    definition: () => nothing,
    image: (node) => () => placedPicture(writing, node),
    // What a mark means stands at the foot of each page.
    illustrativeNote:
      ({ about }) =>
      (around) =>
        about === 'mark'
          ? []
          : [
              writing.paragraph(writing.words(language.message('document.band-note')), {
                ...around,
                style: 'Tallybook Measure',
              }),
            ],
    legend: (node) => (around) => legendLine(writing, node, { ...around, style: 'Tallybook Note' }),
  };
}

/** The list of a heading where it is not that of its style; 0 takes the number away. */
function headingList(writing: Writing, enumerator: string | undefined, depth: number): number | undefined {
  if (enumerator === undefined || enumerator === '') return 0;
  const [letter = ''] = enumerator.split('.');
  if (/^\d+$/.test(letter)) return undefined;
  return depth <= 3 ? writing.numbering.annex(letter) : 0;
}

const runsOn = ({ input }: Writing, id: string | undefined): boolean =>
  input.document.chapters.some((chapter) => chapter.id === id && chapter.runsOn);

function paragraph(writing: Writing, node: Paragraph, visit: Visit, around: Around): Element[] {
  const [only, ...rest] = node.children;
  if (only?.type === 'image' && rest.length === 0) {
    const caption = only.title
      ? [writing.paragraph(writing.words(only.title), { ...around, style: 'Tallybook Source' })]
      : [];
    const picture = writing.paragraph(visit(only)(around), {
      ...around,
      ...(caption.length > 0 && { keepNext: true }),
    });
    return [picture, ...caption];
  }
  const { id, number } = node.data ?? {};
  const content = writing.written(node.position?.start.offset, inline(node, visit)(around));
  const item = number === undefined ? {} : { item: { list: writing.numbering.paragraphs(), level: 0 } };
  // What ends in a colon opens what follows.
  const keeps = textOf(node.children).trimEnd().endsWith(':') && ({ keepNext: true } as const);
  return [writing.paragraph(writing.target(id, content), { ...around, ...item, ...keeps })];
}

function list(writing: Writing, node: List, visit: Visit, around: Around): Element[] {
  const level = around.item === undefined ? (around.indent ?? 0) / step : around.item.level + 1;
  const start = node.start ?? 1;
  const key = `${node.position?.start.offset ?? ''} ${level} ${start}`;
  const number =
    node.ordered === true
      ? writing.numbering.ordered(writing.isFirst(`list ${key}`) ? key : `${key} again`, start)
      : writing.numbering.bullets();
  const style = around.boxed === true ? around.style : node.ordered === true ? 'List Number' : 'List Bullet';
  const item = { list: number, level: Math.min(Math.round(level), 8) };
  return node.children.flatMap((child) =>
    visit(child)({ ...around, ...(style !== undefined && { style }), item }),
  );
}

/** Its first paragraph bears the mark; the others are set in as far. */
function listItem(node: ListItem, visit: Visit, around: Around): Element[] {
  const { item, ...rest } = around;
  const level = item?.level ?? 0;
  return node.children.flatMap((child, index) =>
    child.type === 'list'
      ? [...visit(child)(around)]
      : [...visit(child)(index === 0 ? around : { ...rest, indent: (level + 1) * step })],
  );
}
