import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import type { Printer } from '../../../src/host/host.js';
import { parseSnapshot } from '../../../src/model/snapshot/snapshot.js';
import { verifyPdf } from '../../../src/outputs/pdf/verify.js';
import { memoryHost } from '../../memory-host.js';
import { testPrinter } from '../../outputs/pdf/test-printer.js';
import { sampleSvg } from '../../pictures/samples.js';
import { english } from '../../support/english.js';
import { withPublished } from './mutations.js';
import { outputOf, sampleProject, type Texts, textOf } from './sample-output.js';

const pdfFile = 'visits/en/visits.pdf';
const pageFile = 'visits/en/visits.html';
/** Words that fill so many paragraphs of a few lines. */
const paragraphs = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `${'Readers come on foot and by bus. '.repeat(8 + index)}\n`,
  ).join('\n');

/** A chapter whose figure does not fit beside the text before it. */
const moving = `# Reading {#sec-reading}

${paragraphs(8)}

\`\`\`vega-lite
name: fig-reading
title: {text: Children come most often, subtitle: "Number of visits, 2014"}
data: {name: visits}
transform: [{filter: "datum.year == 2014 && datum.reader != 'total'"}]
mark: bar
height: 330
encoding:
  x: {field: visits, type: quantitative}
  y: {field: reader, type: nominal}
\`\`\`

${paragraphs(4)}`;

const project: Texts = {
  ...sampleProject,
  'tallybook.yaml': `${sampleProject['tallybook.yaml']}`
    .replace('[html]', '[html, pdf]')
    .replace(
      'edition:',
      'theme: {logo: {file: logo.svg, alt: The library}, cover: {image: door.svg, decorative: true}}\nedition:',
    ),
  'logo.svg': sampleSvg('<circle r="4"/>'),
  'door.svg': sampleSvg('<rect width="9" height="9"/>'),
  'templates/visits.md': `# Contents {.unnumbered}

::contents

${sampleProject['templates/visits.md']}
See [the library](https://library.example/visits).

${moving}
`,
};

let printer: Printer;
let output: Readonly<Record<string, Uint8Array>>;
beforeAll(async () => {
  printer = await testPrinter();
  output = await outputOf(project, printer);
}, 60_000);

/** What `published.json` says of this output to stand elsewhere on paper. */
const movedIn = (of: Readonly<Record<string, Uint8Array>>): unknown =>
  JSON.parse(textOf(of, 'visits/en/published.json')).moved;

/** What `verify` says of an output whose PDF is this one, every hash written anew. */
async function verified(pdf: Uint8Array): Promise<string[]> {
  const { project: files, tool } = memoryHost(withPublished(output, pdfFile, pdf));
  return (await verifyFiles(files, tool)).diagnostics.map(formatDiagnostic);
}

/** The same of the PDF alone, in a fraction of the time. */
async function said(
  bytes: Uint8Array | undefined,
  change = (text: string): string => text,
): Promise<string[]> {
  const { value: snapshot } = parseSnapshot(change(textOf(output, 'visits/en/published.json')));
  if (bytes === undefined || snapshot === undefined) throw new Error('no PDF');
  const page = { html: textOf(output, pageFile), file: pageFile };
  const found = await verifyPdf({ file: pdfFile, bytes }, { page, snapshot, language: english });
  return found.map(formatDiagnostic);
}

/** The PDF with something changed in its objects. */
async function forged(change: (pdf: PDFDocument) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(output[pdfFile] ?? new Uint8Array(), { updateMetadata: false });
  change(pdf);
  return pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

/** The PDF with what its pages paint changed; the pattern must be there. */
function repainted(from: RegExp, to: string): Promise<Uint8Array> {
  return forged((pdf) => {
    let found = false;
    for (const { node } of pdf.getPages()) {
      const stream = node.lookup(PDFName.of('Contents'));
      if (!(stream instanceof PDFRawStream)) throw new Error('no stream');
      const content = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
      found ||= from.test(content);
      const bytes = Buffer.from(content.replace(from, to), 'latin1');
      node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(bytes)));
    }
    if (!found) throw new Error(`nothing matches ${from}`);
  });
}

/** Glyphs as the fonts of reports number them, one instruction each. */
const glyphs = (text: string): string =>
  [...text]
    .map((letter) => `<${codeOf(letter)}> Tj[^<]*?`)
    .join('')
    .slice(0, -6);
const codeOf = (letter: string): string =>
  ((letter.codePointAt(0) ?? 0) - 29).toString(16).toUpperCase().padStart(4, '0');

test('nothing is said of an output as it was built', async () => {
  expect(await verified(output[pdfFile] ?? new Uint8Array())).toEqual([]);
});

test('a figure that stands elsewhere on paper does where `published.json` says so, and nowhere else', async () => {
  const [moved = ''] = /"moved": \[\n.*\n\],\n/.exec(textOf(output, 'visits/en/published.json')) ?? [];
  expect(movedIn(output)).toEqual([{ id: 'fig-reading', past: 2 }]);
  const saying = (lines: string) => said(output[pdfFile], (text) => text.replace(moved, lines));
  const listed = (...moves: readonly [id: string, past: number][]): string =>
    `"moved": [\n${moves.map(([id, past]) => JSON.stringify({ id, past })).join(',\n')}\n],\n`;
  expect(await saying(listed(['fig-reading', 2]))).toEqual([]);
  // Each of these would have the paper in another order than it is, or lets words be dropped.
  expect((await saying('')).join('\n')).toMatch(
    /verify\/paper: (?:Page \d of the PDF has|“.*” is missing on page \d)/,
  );
  expect((await saying(listed(['fig-reading', 1]))).join('\n')).toMatch(
    /Page \d of the PDF has|is missing on page \d/,
  );
  for (const [id, past] of [
    ['fig-reading', 9],
    ['fig-visits', 1],
    ['sec-reading', 1],
    ['nothing', 1],
  ] as const) {
    expect((await saying(listed(['fig-reading', 2], [id, past]))).join('\n')).toContain(
      `\`${id}\` is said to be printed after ${past === 1 ? 'one block' : `${past} blocks`} of text`,
    );
  }
});

test.runIf(process.env.DEEP)(
  'a figure stays where its author wrote it with `here`',
  async () => {
    const kept = {
      ...project,
      'templates/visits.md': `${project['templates/visits.md']}`.replace(
        'height: 330',
        'here: true\nheight: 330',
      ),
    };
    expect(movedIn(await outputOf(kept, printer))).toBe(undefined);
  },
  60_000,
);

test('a changed PDF is said, whatever the manifest and the snapshot say', async () => {
  const changed = await repainted(new RegExp(glyphs('both')), `<${codeOf('o')}> Tj`);
  expect((await verified(changed)).join('\n')).toContain(
    'Page 3 of the PDF has “o” where the report has “both”',
  );
});

describe('a PDF that was changed after it was published', () => {
  test.each([
    [
      'a number',
      `(${glyphs('4,20')}[^<]*?)<${codeOf('0')}> Tj`,
      `$1<${codeOf('9')}> Tj`,
      /Page \d of the PDF has “9” where the report has “0”/,
    ],
    [
      'a sign',
      `<${codeOf('+')}> Tj`,
      `<${codeOf('7')}> Tj`,
      /Page \d of the PDF has “7” where the report has “\+”/,
    ],
    [
      'a word',
      `${glyphs('both')}`,
      `<${codeOf('o')}> Tj`,
      /Page \d of the PDF has “o” where the report has “both”/,
    ],
    [
      'a line in white',
      `(${glyphs('The number')})`,
      '1 1 1 rg $1',
      /“The number.*” is missing on page \d of the PDF/,
    ],
    [
      'a line under a patch',
      `(BT[^B]*${glyphs('The number')}[^E]*ET)`,
      '$1 EMC /Artifact BMC q 1 1 1 rg -9999 -9999 99999 99999 re f Q',
      /is missing on page/,
    ],
  ])('%s', async (_, from, to, expected) => {
    const [first = ''] = await said(await repainted(new RegExp(from), to));
    expect(first).toContain('visits/en/visits.pdf:1:1 error verify/paper: ');
    expect(first).toMatch(expected);
  });

  test('is told with the place of the words on the page', async () => {
    const [first] = await said(await repainted(new RegExp(glyphs('both')), `<${codeOf('o')}> Tj`));
    expect(first).toMatch(/\n {2}see: visits\/en\/visits\.html:\d+:\d+, as the page has it$/);
  });

  test.runIf(process.env.DEEP)('is that of another edition', async () => {
    const changed = {
      ...project,
      'data/visits.csv': `${project['data/visits.csv']}`
        .replace('2014,children,2640', '2014,children,2641')
        .replace('2014,total,4200', '2014,total,4201'),
    };
    const another = (await outputOf(changed, printer))[pdfFile];
    expect((await said(another)).join('\n')).toContain('Page 3 of the PDF has “1” where the report has “0”');
  });

  test('is no PDF', async () => {
    expect((await said(new TextEncoder().encode('visits'))).join('\n')).toContain(
      'The PDF cannot be read as one that Tallybook made',
    );
  });

  test.each<[string, (pdf: PDFDocument) => void, string]>([
    [
      'a link to another place',
      (pdf) => {
        for (const annotation of annotationsOf(pdf))
          annotation
            .lookupMaybe(PDFName.of('A'), PDFDict)
            ?.set(PDFName.of('URI'), PDFHexString.fromText('https://elsewhere.example/'));
      },
      'links to `https://elsewhere.example/`',
    ],
    [
      'a note over the page',
      (pdf) => {
        pdf
          .getPage(1)
          .node.addAnnot(pdf.context.register(pdf.context.obj({ Type: 'Annot', Subtype: 'FreeText' })));
      },
      'The PDF has a note that is not a link on page 2',
    ],
    [
      'words in place of a picture',
      (pdf) => {
        for (const dict of dictsOf(pdf))
          if (dict.has(PDFName.of('Alt'))) dict.set(PDFName.of('Alt'), PDFHexString.fromText('Nobody came.'));
      },
      'A picture is described as “Nobody came.” in the PDF',
    ],
    [
      'a bookmark',
      (pdf) => {
        const outline = pdf.catalog.lookup(PDFName.of('Outlines'), PDFDict);
        outline
          .lookup(PDFName.of('First'), PDFDict)
          .set(PDFName.of('Title'), PDFHexString.fromText('Accidents'));
      },
      'The PDF has the bookmark `Accidents` where the page has the heading `Visits`',
    ],
    [
      'its title',
      (pdf) => pdf.setTitle('Accidents'),
      'The title of the PDF is `Accidents`, and that of the report `Visits`',
    ],
    [
      'a font that says another thing of its glyphs',
      (pdf) => {
        const fonts = pdf.getPage(1).node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
        const [name, font] = fonts?.entries()[0] ?? [];
        if (font === undefined || name === undefined) throw new Error('no font');
        const dict = pdf.context.lookup(font, PDFDict);
        const map = pdf.context.lookup(dict.get(PDFName.of('ToUnicode')));
        if (!(map instanceof PDFRawStream)) throw new Error('no map');
        const text = Buffer.from(decodePDFRawStream(map).decode()).toString('latin1');
        const copy = dict.clone();
        copy.set(
          PDFName.of('ToUnicode'),
          pdf.context.register(pdf.context.flateStream(text.replace(/<0045>|<0061>/g, '<0042>'))),
        );
        fonts?.set(PDFName.of('Fake'), pdf.context.register(copy));
      },
      'The PDF has a glyph of two characters',
    ],
  ])('%s', async (_, change, expected) => {
    expect((await said(await forged(change))).join('\n')).toContain(expected);
  });
});

const annotationsOf = (pdf: PDFDocument): PDFDict[] =>
  pdf
    .getPages()
    .flatMap(({ node }) =>
      (node.lookupMaybe(PDFName.of('Annots'), PDFArray)?.asArray() ?? []).map((entry) =>
        pdf.context.lookup(entry, PDFDict),
      ),
    );

const dictsOf = (pdf: PDFDocument): PDFDict[] =>
  pdf.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
