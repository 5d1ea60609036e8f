import type { ListItem, Nodes } from 'mdast';
import type { Element } from 'xast';
import type { Callout, ContainerName, ContainerNode, TestedQuotationNode } from '../../model/tree/nodes.js';
import type { TestedFigureNode } from '../../model/tree/part-nodes.js';
import { w } from './ooxml.js';
import { inline, valueRuns } from './phrasing.js';
import { signStyle } from './printed-text.js';
import { sectionMark } from './sections.js';
import { legendLine, sourceLines, toneRuns } from './tables/table-foot.js';
import type { Around, Handlers, Made, Marks, Writing } from './writing.js';

type Visit = (node: Nodes) => Made;

/** What stands apart from the text around it: boxes, key figures, wide pages, what somebody said and whether it holds. */
export function boxHandlers(
  writing: Writing,
): Handlers<'container' | 'testedQuotation' | 'said' | 'speaker' | 'citation'> {
  return {
    container: (node, visit) => containers[node.name](writing, node, visit),
    testedQuotation: (node, visit) => (around) => testedQuotation(writing, node, visit, around),
    said: inline,
    speaker: inline,
    citation: inline,
  };
}

/** A line of one point: what only begins a page takes no room of it. */
const hairline = w('spacing', { before: 0, after: 0, line: 20, lineRule: 'exact' });

type ContainerHandler = (writing: Writing, node: ContainerNode, visit: Visit) => Made;
const inside: ContainerHandler = (_writing, node, visit) => inline(node, visit);

/** How each declared container stands in Word. */
const containers: Readonly<Record<ContainerName, ContainerHandler>> = {
  cards,
  note: callout('note'),
  tip: callout('tip'),
  warning: callout('warning'),
  summary: (_writing, node, visit) => (around) =>
    inline(node, visit)({ ...around, style: 'Tallybook Box', boxed: true }),
  landscape: (writing, node, visit) => (around) => {
    const { width } = writing;
    writing.width = writing.widthOf(true);
    const content = inline(node, visit)(around);
    writing.width = width;
    return [sectionMark({ wide: true }), ...content, sectionMark({ wide: false })];
  },
  'side-by-side': inside,
  annex: inside,
  // Word keeps a paragraph with the next: the last one is free.
  keep: (_writing, node, visit) => (around) =>
    node.children.flatMap((child, index) =>
      visit(child)(index < node.children.length - 1 ? { ...around, keepNext: true } : around),
    ),
  'page-break': (writing) => (around) => [writing.paragraph([], around, [w('pageBreakBefore'), hairline])],
};

/** A box with a word above it. */
function callout(name: Callout): ContainerHandler {
  return (writing, node, visit) => (around) => {
    const boxed: Around = { ...around, style: 'Tallybook Box', boxed: true };
    const label = writing.words(writing.language.message(`document.${name}`), { bold: true });
    return [writing.paragraph(label, { ...boxed, keepNext: true }), ...inline(node, visit)(boxed)];
  };
}

/** Key figures, each a line: the number, and beside it what it is. A table would be one without heads. */
function cards(writing: Writing, node: ContainerNode, visit: Visit): Made {
  const items = node.children.flatMap((child) => (child.type === 'list' ? child.children : []));
  const badge = writing.words(writing.language.message('document.illustrative'), {
    style: 'Tallybook Badge',
  });
  return (around) => [
    ...(node.badge === undefined ? [] : [writing.paragraph(badge, { ...around, keepNext: true })]),
    ...items.flatMap((item) => card(writing, item, visit, { ...around, style: 'Tallybook Figure' })),
  ];
}

function card(writing: Writing, item: ListItem, visit: Visit, around: Around): Element[] {
  const [first, ...others] = item.children;
  const parts = first?.type === 'paragraph' ? first.children : [];
  const at = parts.findIndex(({ type }) => type === 'strong');
  const figure = parts[at];
  if (figure?.type !== 'strong') return [...inline(item, visit)(around)];
  const [start, ...tail] = [...parts.slice(0, at), ...parts.slice(at + 1)];
  // The number is named by the label after it, so it needs no dash.
  const label =
    start?.type === 'text'
      ? [{ ...start, value: start.value.replace(/^[\s:,\u2013\u2014-]+/, '') }, ...tail]
      : [...(start === undefined ? [] : [start]), ...tail];
  // What stands below the label is a line of its paragraph: a paragraph of its own would have a rule above it.
  const lines = others.filter((child) => child.type === 'paragraph');
  const content = [
    ...inline(figure, visit)({ ...around, marks: { style: 'Tallybook Number' } }),
    w('r', {}, w('tab')),
    ...inline({ children: label }, visit)(around),
    ...lines.flatMap((line) => [w('r', {}, w('br')), ...inline(line, visit)(around)]),
  ];
  const below = others.filter(({ type }) => type !== 'paragraph');
  return [
    writing.paragraph(writing.written(first?.position?.start.offset, content), around),
    ...inline({ children: below }, visit)(around),
  ];
}

const verdicts = {
  true: { message: 'document.tested-quotation.supported', tone: 'verdict-good' },
  false: { message: 'document.tested-quotation.not-supported', tone: 'verdict-bad' },
  untestable: { message: 'document.tested-quotation.untestable', tone: 'verdict-idle' },
} as const;

function testedQuotation(
  writing: Writing,
  node: TestedQuotationNode,
  visit: Visit,
  around: Around,
): Element[] {
  const [said, speaker, citation, finding, subject, figures, legend, sources, ...untested] = node.children;
  const { language } = writing;
  const boxed: Around = { ...around, style: 'Tallybook Box', boxed: true };
  const line = (content: readonly Element[], more: Partial<Around> = {}): Element =>
    writing.paragraph(content, { ...boxed, keepNext: true, ...more });
  const { marks } = around;
  const verdict = verdicts[node.verdict];
  const by = [
    ...writing.words('\u2014 ', { ...marks, style: signStyle }),
    ...visit(speaker)(around),
    ...(citation.children.length === 0
      ? []
      : [
          ...writing.words(', ', marks),
          ...visit(citation)({ ...around, marks: { ...marks, italic: true } }),
        ]),
  ];
  const bold = { ...marks, bold: true } as const;
  const words = (text: string) => writing.words(text, marks);
  return [
    ...visit(said)({ ...around, style: 'Quote', keepNext: true }),
    writing.paragraph(by, { ...around, style: 'Quote', keepNext: true }),
    ...(node.illustrative
      ? [line(writing.words(language.message('document.illustrative'), { style: 'Tallybook Badge' }))]
      : []),
    line([
      ...toneRuns(writing, verdict.tone),
      ...writing.words(language.message(verdict.message, { family: node.family }), bold),
    ]),
    line(words(subject.value)),
    ...figures.children.map((figure) => {
      const item = { list: writing.numbering.bullets(), level: 0 };
      return line(figureRuns(writing, figure, figure.pointed ? bold : marks), { item });
    }),
    line(words(finding.value)),
    ...untested.map(({ value, as }) =>
      line(
        words(
          language.message(`document.tested-quotation.${as === 'cause' ? 'cause' : 'statement'}`, {
            words: value,
          }),
        ),
      ),
    ),
    ...legendLine(writing, legend, boxed),
    ...sourceLines(writing, sources, undefined, { ...boxed, style: 'Tallybook Source' }),
  ];
}

/** What tells a figure from the others, and the figure, or a part and its whole. */
function figureRuns(
  writing: Writing,
  { children: [label, ...values], between = '' }: TestedFigureNode,
  marks: Marks,
): Element[] {
  const numbers = values.flatMap((value, index) => [
    ...(index === 0 ? [] : writing.words(between, marks)),
    ...valueRuns(writing, value, marks),
  ]);
  const none = writing.language.message('document.tested-quotation.no-figure');
  return [
    ...writing.words(`${label.value} `, marks),
    ...(values.length === 0 ? writing.words(none, marks) : numbers),
  ];
}
