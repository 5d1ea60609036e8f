import { PDFDocument, PDFName, PDFNumber, type PDFRef } from '@cantoo/pdf-lib';
import { type ContentStream, readContentStreams } from '../../../src/outputs/pdf/content/page-content.js';
import type { StructureElement, StructureKid } from '../../../src/outputs/pdf/structure/structure-tree.js';

export interface PageWith {
  readonly pdf: PDFDocument;
  readonly page: PDFRef;
  readonly streams: ContentStream[];
}

/** A document of one page with these instructions, and forms that it can draw with `/Name Do`. */
export async function pageWith(
  content: string,
  forms: Readonly<Record<string, string>> = {},
): Promise<PageWith> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage();
  page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(content)));
  page.node.set(PDFName.of('StructParents'), PDFNumber.of(0));
  const named = Object.entries(forms).map(([name, drawing]) => {
    const form = pdf.context.flateStream(drawing, { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 9, 9] });
    return [name, pdf.context.register(form)] as const;
  });
  page.node.set(PDFName.of('Resources'), pdf.context.obj({ XObject: Object.fromEntries(named) }));
  // Written and read again, so that streams are as they are in a file.
  const read = await PDFDocument.load(await pdf.save(), { updateMetadata: false });
  return { pdf: read, page: read.getPage(0).ref, streams: readContentStreams(read) };
}

/** Makes elements of structure trees: `element('P', mark(0))`. */
export function treeMaker({ pdf, page }: Pick<PageWith, 'pdf' | 'page'>): {
  element(type: string, ...kids: StructureKid[]): StructureElement;
  mark(id: number, on?: PDFRef): StructureKid;
} {
  return {
    element(type, ...kids) {
      const dict = pdf.context.obj({});
      return { kind: 'element', ref: pdf.context.register(dict), dict, type, page, kids };
    },
    mark: (id, on = page) => ({ kind: 'content', page: on, form: undefined, mark: id }),
  };
}

/** The tree in one line: `P(0) L(LI(LBody(1)))`. */
export function drawn(kids: readonly StructureKid[]): string {
  return kids
    .map((kid) => {
      if (kid.kind === 'element') return kid.kids.length === 0 ? kid.type : `${kid.type}(${drawn(kid.kids)})`;
      if (kid.kind === 'object') return 'link';
      return kid.form ? `form:${kid.mark}` : `${kid.mark}`;
    })
    .join(' ');
}
