import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import { everyElement, type InspectedElement, tagOf, text } from './tree.js';

/** What is wrong with the file around its pages: language, title, identification, colours, scripts. */
export function fileProblems(pdf: PDFDocument, bytes: Uint8Array): string[] {
  const { catalog, context } = pdf;
  const latin = Buffer.from(bytes).toString('latin1');
  const metadata = catalog.lookup(PDFName.of('Metadata'));
  const xmp = metadata instanceof PDFRawStream ? Buffer.from(metadata.contents).toString('utf8') : '';
  const view = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict);
  const mark = catalog.lookupMaybe(PDFName.of('MarkInfo'), PDFDict);
  const id = context.lookup(context.trailerInfo.ID);
  const title = pdf.getTitle() ?? '';
  const needed: readonly (readonly [holds: boolean, problem: string])[] = [
    [latin.startsWith('%PDF-1.'), 'it is not a PDF 1'],
    [text(catalog.lookup(PDFName.of('Lang'))) !== '', 'it has no language'],
    [title !== '', 'it has no title'],
    [view?.lookup(PDFName.of('DisplayDocTitle')) === PDFBool.True, 'viewers do not show its title'],
    [mark?.lookup(PDFName.of('Marked')) === PDFBool.True, 'it is not marked as tagged'],
    [xmp.includes('<pdfuaid:part>1</pdfuaid:part>'), 'XMP does not say PDF/UA-1'],
    [xmp.includes('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<'), 'XMP does not say PDF/A-2a'],
    [xmp.includes('<pdfaSchema:prefix>pdfuaid<'), 'XMP does not describe the PDF/UA schema'],
    [xmp.includes(title.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)), 'XMP has another title'],
    [id instanceof PDFArray && id.size() === 2, 'it has no file id'],
    [catalog.has(PDFName.of('OutputIntents')), 'it has no output intent'],
    [
      !catalog.has(PDFName.of('OpenAction')) && !latin.includes('/JavaScript'),
      'it has an action or a script',
    ],
  ];
  return needed.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}

/** What is wrong with the fonts: each is embedded, says which characters its glyphs are, and is of an allowed family. */
export function fontProblems(pdf: PDFDocument, families: readonly string[]): string[] {
  const problems: string[] = [];
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.lookup(PDFName.of('Type')) !== PDFName.of('Font')) continue;
    const name = object.lookupMaybe(PDFName.of('BaseFont'), PDFName)?.decodeText() ?? 'a font without a name';
    const family = name.replace(/^[A-Z]{6}\+/, '').replace(/-.*$/, '');
    if (!families.includes(family)) problems.push(`font ${name} is not allowed`);
    const descriptor = object.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict);
    if (object.lookup(PDFName.of('Subtype')) === PDFName.of('Type0')) {
      if (!object.has(PDFName.of('ToUnicode'))) problems.push(`font ${name} has no ToUnicode`);
    } else if (!['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(PDFName.of(key)))) {
      problems.push(`font ${name} is not embedded`);
    }
  }
  return problems;
}

export interface InspectedLink {
  /** From 1. */
  readonly page: number;
  /** `#id` or an address. */
  readonly target: string;
  readonly description: string;
}

/** Every link in page order. */
export function inspectLinks(pdf: PDFDocument): InspectedLink[] {
  return pdf.getPages().flatMap((page, index) =>
    (page.node.Annots()?.asArray() ?? []).map((entry) => {
      const annotation = pdf.context.lookup(entry, PDFDict);
      const destination = annotation.lookup(PDFName.of('Dest'));
      const address = annotation.lookupMaybe(PDFName.of('A'), PDFDict)?.lookup(PDFName.of('URI'));
      const target = destination instanceof PDFName ? `#${destination.decodeText()}` : text(address);
      return { page: index + 1, target, description: text(annotation.lookup(PDFName.of('Contents'))) };
    }),
  );
}

/** What is wrong with links: each is described, and belongs to a Link element that its own entry leads back to. */
export function linkProblems(pdf: PDFDocument, roots: readonly InspectedElement[]): string[] {
  const owners = new Map(
    [...everyElement(roots)].flatMap((e) => e.annotations.map((tag) => [tag, e] as const)),
  );
  const parents = parentTree(pdf);
  const problems: string[] = [];
  pdf.getPages().forEach((page, index) => {
    for (const entry of page.node.Annots()?.asArray() ?? []) {
      const annotation = pdf.context.lookup(entry, PDFDict);
      const described = text(annotation.lookup(PDFName.of('Contents')));
      const at = `a link on page ${index + 1} (${described})`;
      if (described.trim() === '') problems.push(`${at} is not described`);
      const owner = owners.get(tagOf(entry));
      if (owner?.type !== 'Link') problems.push(`${at} belongs to no Link`);
      const key = annotation.lookupMaybe(PDFName.of('StructParent'), PDFNumber)?.asNumber() ?? -1;
      if (owner && parents.get(`${key}`) !== owner.tag) problems.push(`${at} does not lead back to its Link`);
      if (page.node.lookup(PDFName.of('Tabs')) !== PDFName.of('S'))
        problems.push(`page ${index + 1} has no tab order`);
    }
  });
  return problems;
}

/** What is wrong with marks: each on a page is in the tree, each in the tree on a page, and leads back to its element. */
export function markProblems(
  pdf: PDFDocument,
  roots: readonly InspectedElement[],
  painted: ReadonlySet<string>,
): string[] {
  const parents = parentTree(pdf);
  const problems: string[] = [];
  const inTree = new Set<string>();
  for (const { type, marks, tag } of everyElement(roots)) {
    for (const { key, stream, mark } of marks) {
      if (inTree.has(key)) problems.push(`mark ${key} is twice in the tree`);
      inTree.add(key);
      const object = pdf.context.lookup(PDFRef.of(Number(stream.split(' ')[0])));
      const dict = object instanceof PDFRawStream ? object.dict : object;
      const parent =
        dict instanceof PDFDict ? dict.lookupMaybe(PDFName.of('StructParents'), PDFNumber) : undefined;
      if (parents.get(`${parent?.asNumber()}:${mark}`) !== tag) {
        problems.push(`mark ${key} does not lead back to its ${type}`);
      }
    }
  }
  for (const mark of painted) if (!inTree.has(mark)) problems.push(`mark ${mark} is not in the tree`);
  for (const mark of inTree) if (!painted.has(mark)) problems.push(`mark ${mark} of the tree is not painted`);
  return problems;
}

/** The `tag` of the element by `key` of an annotation, or `key:mark` of a stream. */
function parentTree(pdf: PDFDocument): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (node: PDFDict | undefined): void => {
    for (const kid of node?.lookupMaybe(PDFName.of('Kids'), PDFArray)?.asArray() ?? []) {
      visit(pdf.context.lookup(kid, PDFDict));
    }
    const numbers = node?.lookupMaybe(PDFName.of('Nums'), PDFArray)?.asArray() ?? [];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const key = pdf.context.lookup(numbers[i], PDFNumber).asNumber();
      const value = pdf.context.lookup(numbers[i + 1]);
      if (value instanceof PDFArray) {
        for (const [mark, owner] of value.asArray().entries()) found.set(`${key}:${mark}`, tagOf(owner));
      } else found.set(`${key}`, tagOf(numbers[i + 1]));
    }
  };
  visit(
    pdf.catalog
      .lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict)
      ?.lookupMaybe(PDFName.of('ParentTree'), PDFDict),
  );
  return found;
}
