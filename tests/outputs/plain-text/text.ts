import type { Nodes, Table } from 'mdast';
import type { Language } from '../../../src/language/language.js';
import { bracketed } from '../../../src/model/dataset/missing.js';
import type { LedgerEntry } from '../../../src/model/quantity.js';
import type { Badge } from '../../../src/model/tree/nodes.js';
import { labelIn } from '../../../src/model/tree/table-nodes.js';
import { type TreeHandlers, treeVisitor } from '../../../src/model/tree/tree-visitor.js';

/** A finished report as plain text: blocks apart by an empty line, tables as lines with tabs. */
export function plainText(tree: Nodes, language: Language): string {
  return `${treeVisitor(textHandlers(language))(tree)}\n`;
}

type Visit = (node: Nodes) => string;
type Inside = { readonly children: readonly Nodes[] };

const inline = ({ children }: Inside, visit: Visit): string => children.map(visit).join('');
const blocks = (nodes: readonly Nodes[], visit: Visit): string => join(nodes.map(visit));
const inside = ({ children }: Inside, visit: Visit): string => blocks(children, visit);
const join = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');
const line = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');
const lines = (nodes: readonly Nodes[], visit: Visit): string => nodes.map(visit).filter(Boolean).join('\n');
const nothing = (): string => '';

/** One handler for each node of a report: what is forgotten here does not compile. */
export function textHandlers(language: Language): TreeHandlers<string> {
  const said = (badge: Badge | undefined): string => {
    const mark = language.message('document.illustrative-mark');
    if (badge === undefined) return '';
    return language.message(badge === 'all' ? 'document.illustrative' : 'document.illustrative-part', {
      mark,
    });
  };
  const figure = (label: string, badge: Badge | undefined, words: Nodes, visit: Visit): string =>
    `${line(label, said(badge))}\n${visit(words)}`;
  const label = (kind: 'figure' | 'table', number = ''): string =>
    language.message(`document.${kind}`, { number });
  return {
    root: inside,
    section: inside,
    heading: (node, visit) => line('#'.repeat(node.depth), node.data?.enumerator, inline(node, visit)),
    paragraph: (node, visit) =>
      line(node.data?.number === undefined ? '' : `${node.data.number}`, inline(node, visit)),
    text: ({ value }) => value.replace(/\s+/g, ' '),
    break: () => '\n',
    emphasis: inline,
    strong: inline,
    delete: inline,
    inlineCode: ({ value }) => value,
    inlineMath: ({ text = '' }) => text,
    math: ({ text = '' }) => text,
    link: inline,
    linkReference: inline,
    definition: nothing,
    bibliography: (node, visit) => lines(node.children, visit),
    bibliographyEntry: (node, visit) =>
      line(node.number === undefined ? '' : `[${node.number}]`, inline(node, visit)),
    definitionList: (node, visit) => lines(node.children, visit),
    definitionTerm: inline,
    definitionDescription: (node, visit) => `  ${inside(node, visit)}`,
    image: ({ alt, title }) => line(`[${alt ?? ''}]`, title ?? undefined),
    code: ({ value }) => value,
    thematicBreak: () => '---',
    blockquote: (node, visit) => inside(node, visit).replace(/^/gm, '> '),
    list: ({ children, ordered, start }, visit) =>
      children
        .map((item, index) => `${ordered ? `${(start ?? 1) + index}.` : '-'} ${visit(item)}`)
        .join('\n'),
    listItem: (node, visit) => node.children.map(visit).join('\n').replace(/\n/g, '\n  '),
    table: (node, visit) => tableText(node, visit, language),
    tableRow: (node, visit) => node.children.map(visit).join('\t'),
    tableCell: inline,
    value: ({ entry, marked }) => numberText(entry, marked === true, language),
    numeral: ({ value, marked }) =>
      line(value, marked === true ? language.message('document.illustrative-mark') : ''),
    reference: inline,
    foreign: inline,
    noteMark: ({ label }) => `[^${label}]`,
    container: (node, visit) => {
      const { name } = node;
      const isCallout = name === 'note' || name === 'tip' || name === 'warning';
      const label = isCallout ? `${language.message(`document.${name}`)}\n` : '';
      return `${label}${join([said(node.badge), inside(node, visit)])}`;
    },
    dataTable: ({ enumerator, badge, children: [caption, subtitle, head, body, ...foot] }, visit) =>
      join([
        line(figure(label('table', enumerator), badge, caption, visit)),
        visit(subtitle),
        lines([head, body], visit),
        ...foot.map(visit),
      ]),
    captionedTable: ({ enumerator, badge, children: [caption, ...rest] }, visit) =>
      join([figure(label('table', enumerator), badge, caption, visit), ...rest.map(visit)]),
    chart: ({ enumerator, badge, children: [title, ...rest] }, visit) =>
      join([figure(label('figure', enumerator), badge, title, visit), ...rest.map(visit)]),
    picture: ({ enumerator, children: [caption, ...rest] }, visit) =>
      join([figure(label('figure', enumerator), undefined, caption, visit), ...rest.map(visit)]),
    drawing: ({ children: [, telling, legend, notes, sources, ...tables] }, visit) =>
      join([
        visit(telling),
        ...tables.map(visit),
        lines([legend, ...tables.map(({ children }) => children[2])], visit),
        visit(notes),
        visit(sources),
      ]),
    drawnLabels: nothing,
    telling: ({ children }, visit) => lines(children, visit),
    toldLine: ({ children }) =>
      children.map((part) => (part.type === 'value' ? part.entry.text : part.value)).join(''),
    drawnTable: ({ children: [head, body, , ...title] }, visit) => lines([...title, head, body], visit),
    testedQuotation: (node, visit) => {
      const [said, by, source, finding, subject, figures, legend, sources, ...untested] = node.children;
      return join([
        visit(said).replace(/^/gm, '> '),
        [by, source].map(visit).filter(Boolean).join(', '),
        [
          ...(node.illustrative ? [language.message('document.illustrative')] : []),
          language.message(`document.tested-quotation.${verdicts[node.verdict]}`, { family: node.family }),
          subject.value,
          visit(figures),
          finding.value,
          ...untested.map(({ value, as }) =>
            language.message(`document.tested-quotation.${as === 'cause' ? 'cause' : 'statement'}`, {
              words: value,
            }),
          ),
        ].join('\n'),
        visit(legend),
        visit(sources),
      ]);
    },
    testedFigures: ({ children }, visit) => lines(children, visit),
    testedFigure: ({ pointed, children: [name, value] }, visit) =>
      line(
        pointed ? '*' : '-',
        name.value,
        value === undefined ? language.message('document.tested-quotation.no-figure') : visit(value),
      ),
    label: ({ value }) => value,
    dataHead: ({ children }, visit) => children.map(visit).join('\t'),
    dataColumn: (node, visit) => line(...node.children.map(visit), headMark(node.illustrative, language)),
    dataBody: ({ children }, visit) => {
      const groups = children.map(({ children: [head] }) => labelIn(head.children, 'group'));
      return children
        .flatMap((row, index) => {
          const group = groups[index];
          return group === undefined || group === groups[index - 1] ? [visit(row)] : [group, visit(row)];
        })
        .join('\n');
    },
    dataRow: ({ illustrative, children: [head, ...cells] }, visit) =>
      [line(visit(head), headMark(illustrative, language)), ...cells.map(visit)].join('\t'),
    dataRowHead: ({ children }, visit) => line(...children.filter(({ as }) => as !== 'group').map(visit)),
    dataCell: ({ tiles, children }, visit) =>
      tiles === undefined ? line(...children.map(visit)) : children.map(visit).join(', '),
    tally: ({ children }, visit) => children.map(visit).join(', '),
    tallyEntry: ({ children }, visit) => line(...children.map(visit)),
    notes: ({ children }, visit) => lines(children, visit),
    sources: ({ children }) =>
      children.length === 0
        ? ''
        : language.message('document.source', {
            sources: children.map(({ value }) => value).join('; '),
            count: children.length,
          }),
    source: ({ value }) => value,
    legend: ({ children }, visit) => lines(children, visit),
    legendEntry: ({ children }, visit) => line(...children.map(visit)),
    said: inside,
    speaker: inline,
    citation: inline,
    listing: ({ children }, visit) => children.map(visit).join('\n'),
    listingEntry: (node, visit) =>
      `${'  '.repeat(node.depth - 1)}${line(node.enumerator, inline(node, visit))}`,
    endnotes: ({ children }, visit) => join([language.message('document.notes'), ...children.map(visit)]),
    endnote: (node, visit) => `[^${node.label}]: ${inside(node, visit)}`,
    caption: inline,
    title: inline,
    subtitle: inline,
    description: nothing,
    illustrativeNote: ({ about }) =>
      about === 'band'
        ? language.message('document.band-note')
        : line(
            language.message('document.illustrative-mark'),
            language.message('document.illustrative-note'),
          ),
  };
}

/** A number with its marks: "29 [p]". */
function numberText({ text, quantity }: LedgerEntry, marked: boolean, language: Language): string {
  const marks = (quantity.marks ?? []).map(bracketed).join('');
  return line(text, marked ? language.message('document.illustrative-mark') : '', marks);
}

const headMark = (isMarked: true | undefined, language: Language): string =>
  isMarked === true ? language.message('document.illustrative-mark') : '';

function tableText({ children }: Table, visit: Visit, language: Language): string {
  const [head, ...rows] = children;
  const heads = (head?.children ?? []).map((cell) =>
    line(visit(cell), headMark(cell.data?.illustrative, language)),
  );
  return [heads.join('\t'), ...rows.map(visit)].join('\n');
}

const verdicts = { true: 'supported', false: 'not-supported', untestable: 'untestable' } as const;
