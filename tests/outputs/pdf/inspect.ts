import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { getDocument } from '../../support/pdfjs.js';
import {
  fileProblems,
  fontProblems,
  type InspectedLink,
  inspectLinks,
  linkProblems,
  markProblems,
} from './inspect/file.js';
import { inspectPainting } from './inspect/painting.js';
import { structureProblems } from './inspect/structure.js';
import { everyElement, type InspectedElement, inspectTree, text as pdfText } from './inspect/tree.js';

export interface OutlineEntry {
  readonly title: string;
  readonly level: number;
}

export interface Inspection {
  /** One sentence each; empty for a PDF that keeps every rule that can be checked here. */
  readonly problems: string[];
  /** The text of each page in the order in which it is painted, margin boxes included. */
  readonly text: string[];
  readonly outline: OutlineEntry[];
  readonly headings: OutlineEntry[];
  readonly pageCount: number;
  /** Width and height of each page in points. */
  readonly sizes: { readonly width: number; readonly height: number }[];
  readonly title: string;
  readonly language: string;
  readonly links: InspectedLink[];
  /** What assistive technology reads. */
  readonly tree: InspectedElement[];
}

/**
 * Checks a finished PDF against the rules of PDF/UA-1 and PDF/A-2a that can be checked without veraPDF, and returns
 * what it says, for tests to look at. Reads it with two libraries, and not with the code that wrote it.
 */
export async function inspectPdf(
  bytes: Uint8Array,
  families: readonly string[] = ['NotoSans', 'NotoSansMath', 'NotoSansMono'],
): Promise<Inspection> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0, useSystemFonts: false });
  const viewed = await loading.promise;
  try {
    const painting = await inspectPainting(viewed);
    const tree = inspectTree(pdf, painting.markTexts);
    const outline = outlineEntries((await viewed.getOutline()) ?? [], 1);
    return {
      problems: [
        ...fileProblems(pdf, bytes),
        ...fontProblems(pdf, families),
        ...(outline.length === 0 ? ['it has no outline'] : []),
        ...structureProblems(tree),
        ...linkProblems(pdf, tree),
        ...markProblems(pdf, tree, painting.marks),
        ...painting.problems,
      ],
      text: painting.text,
      outline,
      headings: [...everyElement(tree)].flatMap(({ type, text }) => {
        const level = /^H([1-6])$/.exec(type)?.[1];
        return level ? [{ title: text.replace(/\s+/g, ' ').trim(), level: Number(level) }] : [];
      }),
      pageCount: viewed.numPages,
      sizes: pdf.getPages().map((page) => page.getSize()),
      title: pdf.getTitle() ?? '',
      language: pdfText(pdf.catalog.lookup(PDFName.of('Lang'))),
      links: inspectLinks(pdf),
      tree,
    };
  } finally {
    await loading.destroy();
  }
}

interface OutlineNode {
  readonly title: string;
  readonly items: readonly OutlineNode[];
}

function outlineEntries(nodes: readonly OutlineNode[], level: number): OutlineEntry[] {
  return nodes.flatMap(({ title, items }) => [{ title, level }, ...outlineEntries(items, level + 1)]);
}
