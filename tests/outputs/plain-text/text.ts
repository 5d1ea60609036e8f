import type { Nodes, Table } from 'mdast';
import type { Language } from '../../../src/language/language.js';
import { textOfParts } from '../../../src/model/classed-text.js';
import { bracketed } from '../../../src/model/missing.js';
import type { Badge, DataTableNode, QuotedClaimNode } from '../../../src/model/nodes.js';
import { isIllustrativeNumber, type LedgerEntry } from '../../../src/model/quantity.js';
import type { LegendEntry, TableCell, TableRow, TallyEntry } from '../../../src/model/table-parts.js';
import { type TreeHandlers, treeVisitor } from '../../../src/model/tree-visitor.js';

/** A finished report as plain text: blocks apart by an empty line, tables as lines with tabs. */
export function plainText(tree: Nodes, language: Language): string {
  return `${treeVisitor(textHandlers(language))(tree)}\n`;
}

type Visit = (node: Nodes) => string;
type Inside = { readonly children: readonly Nodes[] };
type Sources = readonly { readonly title: string }[];

const inline = ({ children }: Inside, visit: Visit): string => children.map(visit).join('');
const blocks = (nodes: readonly Nodes[], visit: Visit): string => join(nodes.map(visit));
const inside = ({ children }: Inside, visit: Visit): string => blocks(children, visit);
const join = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');
const line = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');
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
  const source = (sources: Sources): string =>
    sources.length === 0
      ? ''
      : language.message('document.source', {
          sources: sources.map(({ title }) => title).join('; '),
          count: sources.length,
        });
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
    link: inline,
    linkReference: inline,
    definition: nothing,
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
    noteMark: ({ number }) => `[^${number}]`,
    container: (node, visit) => {
      const note = node.name === 'note' ? `${language.message('document.note')}\n` : '';
      return `${note}${join([said(node.badge), inside(node, visit)])}`;
    },
    dataTable: (node, visit) =>
      join([
        line(figure(label('table', node.enumerator), node.badge, node.children[0], visit)),
        node.subtitle ?? '',
        recordsText(node, node.badge, language),
        tallyText(node.tally ?? [], node.badge, language),
        legendText(node.legend),
        node.notes.join('\n'),
        source(node.sources),
      ]),
    captionedTable: (node, visit) =>
      join([
        figure(label('table', node.enumerator), node.badge, node.children[0], visit),
        visit(node.children[1]),
        legendText(node.legend),
        source(node.sources),
      ]),
    chart: ({ enumerator, badge, children: [title, subtitle], drawn }, visit) =>
      join([
        figure(label('figure', enumerator), badge, title, visit),
        visit(subtitle),
        (drawn?.told ?? []).map(textOfParts).join('\n'),
        drawn?.table === undefined ? '' : recordsText(drawn.table, badge, language),
        legendText([...(drawn?.legend ?? []), ...(drawn?.table?.legend ?? [])]),
        source(drawn?.sources ?? []),
      ]),
    quotedClaim: (node, visit) =>
      join([
        visit(node.children[0]).replace(/^/gm, '> '),
        node.children.slice(1).map(visit).filter(Boolean).join(', '),
        testText(node, language),
        legendText(node.legend),
        source(node.sources),
      ]),
    said: inside,
    speaker: inline,
    citation: inline,
    listing: ({ children }, visit) => children.map(visit).join('\n'),
    listingEntry: (node, visit) =>
      `${'  '.repeat(node.depth - 1)}${line(node.enumerator, inline(node, visit))}`,
    endnotes: ({ children }, visit) => join([language.message('document.notes'), ...children.map(visit)]),
    endnote: (node, visit) => `[^${node.number}]: ${inside(node, visit)}`,
    caption: inline,
    title: inline,
    subtitle: inline,
    description: nothing,
    legend: ({ entries }) => legendText(entries),
    illustrativeNote: () =>
      line(language.message('document.illustrative-mark'), language.message('document.illustrative-note')),
  };
}

/** A number with its marks: "29 [p]". */
function numberText({ text, quantity }: LedgerEntry, marked: boolean, language: Language): string {
  const marks = (quantity.marks ?? []).map(bracketed).join('');
  return line(text, marked ? language.message('document.illustrative-mark') : '', marks);
}

const legendText = (legend: readonly LegendEntry[] = []): string =>
  legend.map(({ symbol, meaning }) => line(symbol, meaning)).join('\n');

const headMark = (isMarked: true | undefined, language: Language): string =>
  isMarked === true ? language.message('document.illustrative-mark') : '';

function tableText({ children }: Table, visit: Visit, language: Language): string {
  const [head, ...rows] = children;
  const heads = (head?.children ?? []).map((cell) =>
    line(visit(cell), headMark(cell.data?.illustrative, language)),
  );
  return [heads.join('\t'), ...rows.map(visit)].join('\n');
}

type Records = Pick<DataTableNode, 'stub' | 'columns' | 'rows'>;

/** The head and the rows of a table made from data. */
function recordsText({ stub, columns, rows }: Records, badge: Badge | undefined, language: Language): string {
  const heads = columns.map(({ label, unit, illustrative }) =>
    line(label, unit, headMark(illustrative, language)),
  );
  const cellOf = (row: TableRow, cell: TableCell, column: number): string => {
    const isBare = badge !== 'all' && row.illustrative !== true && columns[column]?.illustrative !== true;
    const number = (entry: LedgerEntry): string =>
      numberText(entry, isBare && isIllustrativeNumber(entry), language);
    if (cell.kind === 'value') return line(number(cell.entry), cell.detail);
    if (cell.kind === 'text') return line(cell.text, cell.detail);
    return cell.tally.map(({ word, entry }) => line(word, number(entry))).join(', ');
  };
  const lines = rows.map((row) =>
    [
      line(row.code, row.label, row.detail, headMark(row.illustrative, language)),
      ...row.cells.map((cell, column) => cellOf(row, cell, column)),
    ].join('\t'),
  );
  const grouped = lines.flatMap((text, index) => {
    const group = rows[index]?.group;
    return group === undefined || group === rows[index - 1]?.group ? [text] : [group, text];
  });
  return [[stub, ...heads].join('\t'), ...grouped].join('\n');
}

const tallyText = (tally: readonly TallyEntry[], badge: Badge | undefined, language: Language): string =>
  tally
    .map(({ word, entry }) =>
      line(word, numberText(entry, badge !== 'all' && isIllustrativeNumber(entry), language)),
    )
    .join(', ');

const verdicts = { true: 'supported', false: 'not-supported', untestable: 'untestable' } as const;

/** The verdict on a quoted claim, what was tested, and the figures. */
function testText(node: QuotedClaimNode, language: Language): string {
  const figures = node.figures.map(({ label, entry, pointed }) => {
    const isMarked = entry !== undefined && !node.illustrative && isIllustrativeNumber(entry);
    const number =
      entry === undefined
        ? language.message('content.claim.no-figure')
        : numberText(entry, isMarked, language);
    return line(pointed ? '*' : '-', label, number);
  });
  return [
    ...(node.illustrative ? [language.message('document.illustrative')] : []),
    language.message(`document.quoted-claim.${verdicts[node.verdict]}`),
    language.message('document.quoted-claim.test', { test: node.test }),
    node.subject,
    ...figures,
  ].join('\n');
}
