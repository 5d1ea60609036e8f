import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { elementsOf, type StructureElement, wrapKids } from './structure-tree.js';

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
    [...elementsOf(elements)].map(({ type }) => type).filter((type) => !standardTypes.has(type)),
  );
  const map = Object.fromEntries([...found].sort().map((type) => [type, roles[type] ?? 'NonStruct']));
  pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict).set(PDFName.of('RoleMap'), pdf.context.obj(map));
}

/** Puts what a list item holds beside its label into a list body, the only other place where a reader looks for it. */
export function completeLists(pdf: PDFDocument, elements: readonly StructureElement[]): void {
  for (const item of [...elementsOf(elements)].filter(({ type }) => type === 'LI')) {
    const isPart = (type: string): boolean => type === 'Lbl' || type === 'LBody';
    const parts = item.kids.filter((kid) => kid.kind === 'element' && isPart(kid.type));
    const rest = item.kids.filter((kid) => !parts.includes(kid));
    if (rest.length > 0) item.kids = [...parts, wrapKids(pdf, 'LBody', item.page, rest)];
  }
}

/**
 * Makes every figure that only holds others together a plain group, and returns those that are pictures and have no
 * text alternative: nobody could know what they show.
 *
 * Source: ISO 14289-1, 7.3 (figures have an alternative text).
 */
export function sortOutFigures(elements: readonly StructureElement[]): StructureElement[] {
  const silent: StructureElement[] = [];
  for (const figure of [...elementsOf(elements)].filter(({ type }) => type === 'Figure')) {
    if (textAlternative(figure.dict).trim() !== '') continue;
    const holdsOthers = [...elementsOf(figure.kids)].some(
      ({ type }) => type === 'Figure' || type === 'Table',
    );
    if (holdsOthers) figure.type = 'Div';
    else silent.push(figure);
  }
  return silent;
}

function textAlternative(dict: PDFDict): string {
  const text = dict.lookup(PDFName.of('Alt'));
  return text instanceof PDFString || text instanceof PDFHexString ? text.decodeText() : '';
}
