import type { Nodes } from 'mdast';
import type { Element } from 'xast';
import { reportName } from '../../model/project/target-name.js';
import { isFloat, kindOfFloat } from '../../model/tree/floats.js';
import { type TreeHandlers, treeVisitor } from '../../model/tree/tree-visitor.js';
import { visit } from '../../model/tree/visit.js';
import { sha256 } from '../../sha256.js';
import { imprintEntries, titleParts } from '../html/cover.js';
import { releaseWords, stampsOf } from '../html/stamps.js';
import { blockHandlers } from './blocks.js';
import { boxHandlers } from './boxes.js';
import { figureHandlers, pictureIn, pictureRun } from './figures.js';
import { fontsOf } from './fonts.js';
import { listingHandlers } from './listings.js';
import { buildProperty, languageProperty, reportProperty } from './names.js';
import { e, w, xmlOf } from './ooxml.js';
import { inline, type Labels, phrasingHandlers } from './phrasing.js';
import { withSections } from './sections.js';
import { tableHandlers } from './tables/tables.js';
import { type DocxInput, type Made, plain, Writing, wordLanguage } from './writing.js';

/**
 * Nodes that the block around them writes: of a table its rows and cells, of a chart its labels. Where a walk meets one alone, it
 * writes the words in it; of a source, nothing.
 */
const writtenByBlock = {
  dataHead: inline,
  dataColumn: inline,
  dataBody: inline,
  dataRow: inline,
  dataRowHead: inline,
  dataCell: inline,
  tally: inline,
  tallyEntry: inline,
  legendEntry: inline,
  notes: inline,
  sources: inline,
  testedFigures: inline,
  testedFigure: inline,
  drawnLabels: inline,
  drawnTable: inline,
  telling: inline,
  toldLine: inline,
  source: () => () => [],
} satisfies Partial<TreeHandlers<Made>>;

/** A report as a Word file: the same bytes for the same report. */
export function writeDocx(input: DocxInput): Uint8Array {
  const writing = new Writing(input);
  const { tree } = input.document;
  const labels = lookThrough(writing, tree);
  writing.numbering.headings(writing.styles);
  const handlers: TreeHandlers<Made> = {
    ...writtenByBlock,
    ...phrasingHandlers(writing, labels),
    ...blockHandlers(writing),
    ...boxHandlers(writing),
    ...listingHandlers(writing),
    ...tableHandlers(writing),
    ...figureHandlers(writing),
  };
  const visitNode = treeVisitor(handlers);
  // A template for Word has a sample of each style in the place of a text.
  const blocks = [...front(writing), ...visitNode(tree)(plain), ...(input.samples?.(writing) ?? [])];
  writing.addDocument(withSections(writing, blocks));
  addFootnotes(writing, visitNode);
  addLook(writing);
  addSettings(writing);
  addProperties(writing);
  return writing.pack.bytes();
}

/** What references and links need to know before their targets are met. The notes, which marks lead to, are put into `writing.noteById`. */
function lookThrough(writing: Writing, tree: Nodes): Labels {
  const { language } = writing;
  const floats = new Map<string, string>();
  const enumerators = new Map<string, string>();
  const definitions = new Map<string, string>();
  visit(tree, (node: Nodes) => {
    if (isFloat(node))
      floats.set(
        node.id,
        language.message(`document.${kindOfFloat(node)}`, { number: node.enumerator ?? '' }),
      );
    else if (node.type === 'section' && node.enumerator !== '') enumerators.set(node.id, node.enumerator);
    else if (node.type === 'paragraph' && node.data?.id !== undefined && node.data.number !== undefined)
      enumerators.set(node.data.id, `${node.data.number}`);
    else if (node.type === 'definition') definitions.set(node.identifier.toUpperCase(), node.url);
    else if (node.type === 'endnote') writing.noteById.set(node.id, node);
  });
  return { floats, enumerators, definitions };
}

/** What stands before the text: the cover, and who answers for the report. */
function front(writing: Writing): Element[] {
  const { document, language, house } = writing.input;
  const { meta } = document;
  const line = (style: string, text: string | undefined): Element[] =>
    text === undefined ? [] : [writing.paragraph(writing.words(text), { marks: {}, style })];
  // An office has its sign where its own document has it.
  const hasOwn = writing.input.reference?.marginals.some(({ pictures }) => pictures.length > 0) === true;
  const signs = hasOwn ? [house.picture] : [house.picture, house.logo];
  const logo = signs.flatMap((picture) => {
    if (picture === undefined) return [];
    const { mediaType, data, alt, width = 200, height = 60 } = picture;
    const shown = pictureIn(`data:${mediaType};base64,${data}`, { width, height, alternative: alt });
    return shown === undefined ? [] : [writing.paragraph([pictureRun(writing, shown)], plain)];
  });
  const warnings = [
    ...stampsOf(meta, language).map(({ words }) => words),
    ...(meta.illustrative ? [language.message('html.illustrative')] : []),
  ];
  const isProvisional = meta.release?.status === 'provisional';
  const { published } = meta.imprint ?? {};
  return [
    ...logo,
    ...line('Tallybook Cover', meta.publisher),
    ...line('Tallybook Cover', meta.imprint?.series),
    titleOf(writing),
    ...line('Subtitle', meta.subtitle),
    ...line(isProvisional ? 'Tallybook Banner' : 'Tallybook Cover', releaseWords(meta.release, language)),
    ...warnings.flatMap((words) => line('Tallybook Banner', words)),
    ...line('Tallybook Cover', `${language.message('html.edition')} ${meta.edition}`),
    ...line(
      'Tallybook Cover',
      published && `${language.message('html.imprint.published')} ${language.date(published)}`,
    ),
    ...imprintLines(writing),
  ];
}

/** The title in the lines that it has on the page. */
function titleOf(writing: Writing): Element {
  const [first = '', ...others] = titleParts(writing.input.document.meta.title);
  const runs = others.flatMap((part) => [w('r', {}, w('br')), ...writing.words(part)]);
  return writing.paragraph([...writing.words(first), ...runs], { marks: {}, style: 'Title' });
}

/** Who answers for the report, on the back of its cover where it has one. */
function imprintLines(writing: Writing): Element[] {
  const { document, language, look } = writing.input;
  const entries = imprintEntries(document, language);
  if (entries.length === 0) return [];
  const title = writing.words(language.message('html.imprint.title'));
  const own = look.hasCover ? [w('pageBreakBefore')] : [];
  return [
    writing.paragraph(title, { marks: {}, style: 'Tallybook Term' }, [...own, w('outlineLvl', 0)]),
    ...entries.map(([label, words]) =>
      writing.paragraph(
        [...writing.words(label, { bold: true }), w('r', {}, w('tab')), ...writing.words(words)],
        { marks: {}, style: 'Tallybook Imprint' },
      ),
    ),
  ];
}

/** The notes, in the order of their marks. Their part is there where none are, since the settings name its separators. */
function addFootnotes(writing: Writing, visitNode: (node: Nodes) => Made): void {
  const tight = w('spacing', { before: 0, after: 0, line: 240, lineRule: 'auto' });
  const separator = (id: number, type: string, mark: string): Element =>
    w('footnote', { type, id }, w('p', {}, w('pPr', {}, tight), w('r', {}, w(mark))));
  const raised = { style: 'footnote reference' };
  const notes = writing.notes.map(({ note, counted }, index) => {
    const content = [...visitNode(note)(plain)];
    const [first] = content;
    const sign = counted
      ? [w('r', {}, writing.runProperties(raised), w('footnoteRef'))]
      : writing.words(note.label, raised);
    if (first?.name === 'w:p') {
      const at = first.children.findIndex((child) => child.type !== 'element' || child.name !== 'w:pPr');
      const end = at < 0 ? first.children.length : at;
      first.children = [
        ...first.children.slice(0, end),
        ...sign,
        writing.run(' '),
        ...first.children.slice(end),
      ];
    }
    return w('footnote', { id: index + 1 }, content);
  });
  const root = e(
    'w:footnotes',
    {},
    separator(-1, 'separator', 'separator'),
    separator(0, 'continuationSeparator', 'continuationSeparator'),
    notes,
  );
  writing.addPart('footnotes', root);
}

/** How it looks: styles, lists, fonts, and the theme of an office. */
function addLook(writing: Writing): void {
  writing.addPart('styles', writing.styles.root);
  writing.addPart('numbering', writing.numbering.root);
  const { reference } = writing.input;
  writing.addPart('fontTable', fontsOf(reference?.fonts));
  if (reference?.theme !== undefined) {
    const type = 'application/vnd.openxmlformats-officedocument.theme+xml';
    writing.pack.add('word/theme/theme1.xml', xmlOf(reference.theme), type);
    writing.relate('theme', 'theme/theme1.xml');
  }
}

/** What holds for the whole file, after the settings of an office. */
function addSettings(writing: Writing): void {
  const settings = e(
    'w:settings',
    {},
    [...(writing.input.reference?.settings ?? [])],
    w('footnotePr', {}, w('footnote', { id: -1 }), w('footnote', { id: 0 })),
    w(
      'compat',
      {},
      w('compatSetting', {
        name: 'compatibilityMode',
        uri: 'http://schemas.microsoft.com/office/word',
        val: 15,
      }),
    ),
    w('themeFontLang', wordLanguage(writing.language.tag)),
    w('decimalSymbol', writing.language.decimalMark),
    w('listSeparator', ';'),
  );
  writing.addPart('settings', settings);
}

/** Title, subject, author and language. No date, since the bytes are the same whenever they are made. */
function addProperties(writing: Writing): void {
  const { meta } = writing.input.document;
  const [core, elements] = [
    'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
    'http://purl.org/dc/elements/1.1/',
  ];
  const root = e(
    'cp:coreProperties',
    { 'xmlns:cp': core, 'xmlns:dc': elements },
    e('dc:title', {}, meta.title),
    e('dc:subject', {}, meta.subtitle ?? `${meta.edition}`),
    e('dc:creator', {}, meta.publisher),
    e('dc:language', {}, wordLanguage(meta.language)),
  );
  writing.pack.add(
    'docProps/core.xml',
    xmlOf(root),
    'application/vnd.openxmlformats-package.core-properties+xml',
  );
  writing.pack.relate(
    '',
    'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    'docProps/core.xml',
  );
  // A template for Word is of no report.
  if (writing.input.samples === undefined) addOwnProperties(writing);
}

/** Of which report and build it is, so that a file that comes back leads to its templates. */
function addOwnProperties({ input: { target, hasFingerprints }, places, pack }: Writing): void {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
  const properties = {
    [reportProperty]: reportName(target),
    [languageProperty]: target.language,
    ...(hasFingerprints && { [buildProperty]: sha256(places.join(' ')).slice(0, 12) }),
  };
  const root = e(
    'Properties',
    { xmlns: `${office}/custom-properties`, 'xmlns:vt': `${office}/docPropsVTypes` },
    Object.entries(properties).map(([name, value], index) =>
      e(
        'property',
        // The set of properties that users may add, whose numbers begin with 2.
        { fmtid: '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}', pid: index + 2, name },
        e('vt:lpwstr', {}, value),
      ),
    ),
  );
  const type = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
  pack.add('docProps/custom.xml', xmlOf(root), type);
  pack.relate('', 'custom-properties', 'docProps/custom.xml');
}
