import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { beforeEach, describe, expect, test } from 'vitest';
import { locateContent, removeDecoration } from '../../../src/outputs/pdf/content/artifacts.js';
import { nameEquations } from '../../../src/outputs/pdf/structure/equations.js';
import { sortOutFigures } from '../../../src/outputs/pdf/structure/figures.js';
import {
  completeLists,
  mapRoles,
  nameContents,
  nameParagraphs,
  nameSections,
  placeCaptions,
  restoreLinks,
} from '../../../src/outputs/pdf/structure/groups.js';
import { renumberIds, writeParentTree } from '../../../src/outputs/pdf/structure/parent-tree.js';
import {
  readStructure,
  type StructureElement,
  writeStructure,
} from '../../../src/outputs/pdf/structure/structure-tree.js';
import { checkTables } from '../../../src/outputs/pdf/structure/tables.js';
import { drawn, type PageWith, pageWith, treeMaker } from './synthetic.js';

const position = { file: 'templates/report.md', line: 1, column: 1 };
let on: PageWith;
let tree: ReturnType<typeof treeMaker>;

async function start(content = '', forms: Record<string, string> = {}): Promise<void> {
  on = await pageWith(content, forms);
  on.pdf.catalog.set(PDFName.of('StructTreeRoot'), on.pdf.context.register(on.pdf.context.obj({})));
  tree = treeMaker(on);
}
beforeEach(() => start());

function cell(type: 'TH' | 'TD', spans: { columns?: number; rows?: number } = {}): StructureElement {
  const made = tree.element(type);
  const { columns = 1, rows = 1 } = spans;
  const attributes = [
    { O: 'Table', Scope: 'Column' },
    { O: 'Table', RowSpan: rows },
    { O: 'Table', ColSpan: columns },
  ];
  made.dict.set(PDFName.of('A'), on.pdf.context.obj(attributes));
  return made;
}

describe('lists', () => {
  test('get a body around what an item holds beside its label', () => {
    const { element, mark } = tree;
    const list = element('L', element('LI', element('Lbl', mark(0)), element('P', mark(1)), element('L')));
    completeLists(on.pdf, [list]);
    expect(drawn([list])).toBe('L(LI(Lbl(0) LBody(P(1) L)))');
    completeLists(on.pdf, [list]);
    expect(drawn([list])).toBe('L(LI(Lbl(0) LBody(P(1) L)))');
  });

  test('get back the items that lost their type', () => {
    const { element, mark } = tree;
    const list = element('L', element('NonStruct', element('Lbl', mark(0)), element('P', mark(1))));
    completeLists(on.pdf, [list]);
    expect(drawn([list])).toBe('L(LI(Lbl(0) LBody(P(1))))');
  });
});

describe('groups', () => {
  test('that begin with a heading are sections', () => {
    const { element, mark } = tree;
    const document = element(
      'NonStruct',
      element('NonStruct', element('H2', mark(0)), element('P', mark(1))),
    );
    nameSections([document]);
    expect(drawn([document])).toBe('NonStruct(Sect(H2(0) P(1)))');
  });

  test('give a caption to their table, through the box in which it scrolls, and a picture refers to its own', () => {
    const { element, mark } = tree;
    const table = element('Div', element('Caption', mark(0)), element('NonStruct', element('Table')));
    const [caption, picture] = [element('Caption', mark(1)), element('Figure', mark(2))];
    const figure = element('Div', caption, picture);
    placeCaptions(on.pdf, [table, figure]);
    expect(picture.dict.lookup(PDFName.of('Ref'), PDFArray).get(0)).toBe(caption.ref);
    expect(drawn([table, figure])).toBe('Div(NonStruct(Table(Caption(0)))) Div(Caption(1) Figure(2))');
  });

  test('that hold all texts of an equation are a formula, read aloud in one line', () => {
    const { element, mark } = tree;
    const [letter, over, under] = [0, 1, 2].map((id) => element('NonStruct', mark(id)));
    if (letter === undefined || over === undefined || under === undefined) throw new Error('three texts');
    const math = element('NonStruct', letter, element('NonStruct', over, under));
    const line = element('P', mark(3), math);
    const equation = { spoken: 'r = n / N' };
    nameEquations(
      [line],
      [letter, over, under].map((text) => ({ element: text, equation })),
    );
    expect(drawn([line])).toBe('P(3 Formula(0 1 2))');
    expect(math.dict.lookup(PDFName.of('Alt'), PDFHexString).decodeText()).toBe('r = n / N');
  });

  test('have no words of their own: a line that lost its type is a paragraph, and so is what stands between', () => {
    const { element, mark } = tree;
    const line = element('NonStruct', mark(0), element('NonStruct', element('NonStruct', mark(1))));
    const link = element('Link', element('NonStruct', mark(4)));
    const document = element(
      'Document',
      line,
      element('Sect', element('H2', mark(2)), element('Span', mark(3)), link),
    );
    nameParagraphs(on.pdf, [document]);
    expect(drawn([document])).toBe(
      'Document(P(0 NonStruct(NonStruct(1))) Sect(H2(2) P(Span(3) Link(NonStruct(4)))))',
    );
  });

  test('of lines that each end in a page number are contents, and no other list is', () => {
    const { element, mark } = tree;
    const [page, inner] = [element('NonStruct', mark(1)), element('NonStruct', mark(3))];
    const below = element('L', element('LI', element('LBody', element('Link', mark(2), inner))));
    const list = element('L', element('LI', element('LBody', element('Link', mark(0), page), below)));
    const other = element('L', element('LI', element('LBody', element('Link', mark(4)))));
    nameContents(on.pdf, [list, other], new Set([page, inner]));
    expect(drawn([list, other])).toBe(
      'TOC(TOCI(Reference(Link(0 NonStruct(1))) TOC(TOCI(Reference(Link(2 NonStruct(3))))))) L(LI(LBody(Link(4))))',
    );
  });
});

describe('links', () => {
  test('get back the type that a role took', () => {
    const { element, mark } = tree;
    const annotation = on.pdf.context.register(on.pdf.context.obj({}));
    const link = element('NonStruct', element('NonStruct', mark(0)), {
      kind: 'object',
      object: annotation,
      dict: on.pdf.context.obj({ Type: 'OBJR', Obj: annotation }),
    });
    restoreLinks([link]);
    expect(drawn([link])).toBe('Link(NonStruct(0) link)');
  });
});

describe('roles', () => {
  test('are named for every type that PDF 1.7 lacks, and no other', () => {
    mapRoles(on.pdf, [
      tree.element('Document', tree.element('Strong'), tree.element('Later'), tree.element('P')),
    ]);
    const map = on.pdf.catalog
      .lookup(PDFName.of('StructTreeRoot'), PDFDict)
      .lookup(PDFName.of('RoleMap'), PDFDict);
    expect(map.entries().map(([type, role]) => `${type} ${role}`)).toEqual([
      '/Later /NonStruct',
      '/Strong /Span',
    ]);
  });
});

describe('figures', () => {
  test('that only hold others become groups', () => {
    const { element } = tree;
    const chart = element('Figure');
    chart.dict.set(PDFName.of('Alt'), PDFString.of('A line.'));
    const figures = [
      element('Figure', element('Caption'), chart),
      element('Figure', element('Div', element('Table'))),
    ];
    expect(sortOutFigures(on.pdf, figures, position)).toEqual([]);
    expect(drawn(figures)).toBe('Div(Caption Figure) Div(Div(Table))');
  });

  test('that show something and say nothing are errors', () => {
    const { element, mark } = tree;
    const blank = element('Figure', mark(0));
    blank.dict.set(PDFName.of('Alt'), PDFString.of(' '));
    const problems = sortOutFigures(on.pdf, [blank, element('Figure', element('P'))], position);
    expect(problems.map(({ code, position: at }) => [code, at])).toEqual([
      ['output/figure-alt', position],
      ['output/figure-alt', position],
    ]);
    expect(problems[0]?.message).toContain('on page 1');
  });
});

describe('tables', () => {
  const table = (...rows: StructureElement[][]): StructureElement =>
    tree.element('Table', ...rows.map((cells) => tree.element('TR', ...cells)));

  test('with spans over rows and columns are even', () => {
    const even = table(
      [cell('TH', { rows: 2 }), cell('TH', { columns: 2 })],
      [cell('TH'), cell('TH')],
      [cell('TH'), cell('TD'), cell('TD')],
    );
    expect(checkTables(on.pdf, [even], position)).toEqual([]);
  });

  test('that lost a cell are errors', () => {
    const torn = table([cell('TH'), cell('TH'), cell('TH')], [cell('TH'), cell('TD')]);
    expect(checkTables(on.pdf, [torn], position).map(({ message }) => message)).toEqual([
      'A table on page 1 of the PDF has rows of 2 and 3 columns',
    ]);
  });
});

describe('decoration', () => {
  test('leaves the tree, outside figures and bullets', async () => {
    await start(
      '/D <</MCID 0>>BDC f EMC /P <</MCID 1>>BDC (a) Tj EMC /F <</MCID 2>>BDC f EMC /B <</MCID 3>>BDC f EMC',
    );
    const { element, mark } = tree;
    const document = element(
      'Document',
      mark(0),
      element('P', element('NonStruct', mark(1))),
      element('Figure', mark(2)),
      element('Lbl', mark(3)),
    );
    const decoration = removeDecoration(on.pdf, [document], on.streams);
    expect(drawn([document])).toBe('Document(P(NonStruct(1)) Figure(2) Lbl(3))');
    expect([...decoration].map(([page, marks]) => [page, [...marks]])).toEqual([
      [on.page.tag, [[0, 'Layout']]],
    ]);
  });

  test('includes the heads that later pages repeat, but not a row head that runs on', async () => {
    await start('/T <</MCID 0>>BDC (a) Tj EMC');
    const later = on.pdf.addPage().ref;
    const { element, mark } = tree;
    const head = cell('TH');
    head.kids = [element('NonStruct', mark(0), mark(7, later))];
    const rowHead = element('TH', element('NonStruct', mark(1), mark(8, later)));
    const decoration = removeDecoration(on.pdf, [head, rowHead], on.streams);
    expect(drawn([head, rowHead])).toBe('TH(NonStruct(0)) TH(NonStruct(1 8))');
    expect([...(decoration.get(later.tag) ?? [])]).toEqual([[7, 'Pagination']]);
  });

  test('is told from content that a form holds', async () => {
    await start('/P <</MCID 0>>BDC (a) Tj EMC /X Do', { X: '/P <</MCID 1>>BDC (b) Tj EMC' });
    const { element, mark } = tree;
    const paragraph = element('P', mark(0), mark(1));
    locateContent([paragraph], on.streams);
    expect(drawn([paragraph])).toBe('P(0 form:1)');
    expect(removeDecoration(on.pdf, [paragraph], on.streams).size).toBe(0);
  });
});

describe('writing the tree', () => {
  test('reads back as it was, with a way from each mark to its element', async () => {
    await start('/P <</MCID 0>>BDC (a) Tj EMC /X Do', { X: '/P <</MCID 1>>BDC (b) Tj EMC' });
    const { element, mark } = tree;
    const paragraph = element('P', mark(0), mark(1));
    const document = element('Document', element('Sect', paragraph));
    locateContent([document], on.streams);
    writeStructure(on.pdf, [document]);
    writeParentTree(on.pdf, [document]);

    const again = await PDFDocument.load(await on.pdf.save(), { updateMetadata: false });
    expect(drawn(readStructure(again) ?? [])).toBe('Document(Sect(P(0 form:1)))');
    const root = again.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
    const numbers = root.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray);
    const owners = [1, 3].map((at) => numbers.lookup(at, PDFArray).asArray().map(String));
    expect(owners).toEqual([[paragraph.ref.tag], ['null', paragraph.ref.tag]]);
    expect(root.lookup(PDFName.of('ParentTreeNextKey'), PDFNumber).asNumber()).toBe(2);
  });

  test('has nothing to read in an untagged file', async () => {
    expect(readStructure(await PDFDocument.create())).toBeUndefined();
  });
});

describe('ids', () => {
  test('are renumbered in reading order, and heads that do not exist are no longer named', () => {
    const [a, b, c] = [cell('TH'), cell('TH'), tree.element('TD')];
    a.dict.set(PDFName.of('ID'), PDFString.of('node900'));
    b.dict.set(PDFName.of('ID'), PDFString.of('node7'));
    const heads = ['node7', 'node900', 'gone'].map((id) => PDFString.of(id));
    const attribute = on.pdf.context.obj({ O: 'Table' });
    attribute.set(PDFName.of('Headers'), on.pdf.context.obj(heads));
    c.dict.set(PDFName.of('A'), on.pdf.context.obj([attribute]));
    renumberIds(on.pdf, [tree.element('TR', a, b, c)]);
    expect([a, b].map(({ dict }) => String(dict.lookup(PDFName.of('ID'))))).toEqual([
      '(n000001)',
      '(n000002)',
    ]);
    expect(String(attribute.lookup(PDFName.of('Headers')))).toBe('[ (n000002) (n000001) ]');
    const root = on.pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
    const leaf = root
      .lookup(PDFName.of('IDTree'), PDFDict)
      .lookup(PDFName.of('Kids'), PDFArray)
      .lookup(0, PDFDict);
    expect(String(leaf.lookup(PDFName.of('Names')))).toBe(
      `[ (n000001) ${a.ref.tag} (n000002) ${b.ref.tag} ]`,
    );
  });
});
