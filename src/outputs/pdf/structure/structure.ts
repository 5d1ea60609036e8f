import { PDFDict, type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { elementsOf, type StructureElement, type StructureKid, wrapKids } from './structure-tree.js';

/** The structure types that PDF 1.7 defines. Source: ISO 32000-1, 14.8.4. */
export const standardTypes: ReadonlySet<string> = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 ' +
    'L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot ' +
    'Ruby RB RT RP Warichu WT WP Figure Formula Form'
  ).split(' '),
);

/** What the types of PDF 2.0 that Chromium writes stand for in PDF 1.7. */
const roles: Readonly<Record<string, string>> = { Em: 'Span', Strong: 'Span', Aside: 'Sect' };

/** Names the standard type of each type that is not one; a type that is not known here groups without a meaning. */
export function mapRoles(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  const found = new Set(
    elementsOf(elements)
      .map(({ type }) => type)
      .filter((type) => !standardTypes.has(type)),
  );
  const map = Object.fromEntries([...found].sort().map((type) => [type, roles[type] ?? 'NonStruct']));
  pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict).set(PDFName.of('RoleMap'), pdf.context.obj(map));
}

/**
 * Makes lists whole. What an item holds beside its label goes into a list body, the only other place where a reader
 * looks for it. Notes that Chromium forgets under `role="doc-endnotes"` become items again.
 */
export function completeLists(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  for (const list of ofType(elements, 'L')) {
    for (const kid of list.kids) {
      const isItem = kid.kind === 'element' && kid.type === 'NonStruct' && kid.kids.some(isElement);
      if (isItem) kid.type = 'LI';
    }
  }
  for (const item of ofType(elements, 'LI')) {
    const parts = item.kids.filter((kid) => isElement(kid) && (kid.type === 'Lbl' || kid.type === 'LBody'));
    const rest = item.kids.filter((kid) => !parts.includes(kid));
    if (rest.length > 0) item.kids = [...parts, wrapKids(pdf, 'LBody', item.page, rest)];
  }
}

/** Makes what holds a link annotation a link again: Chromium forgets it under `role="doc-noteref"` and its kin. */
export function restoreLinks(elements: readonly StructureElement[]): void {
  for (const element of ofType(elements, 'NonStruct')) {
    if (element.kids.some((kid) => kid.kind === 'object')) element.type = 'Link';
  }
}

/** A list of its own, so that the tree may change while it is walked. */
function ofType(elements: readonly StructureElement[], type: string): StructureElement[] {
  return elementsOf(elements).filter((element) => element.type === type);
}

function isElement(kid: StructureKid): kid is StructureElement {
  return kid.kind === 'element';
}
