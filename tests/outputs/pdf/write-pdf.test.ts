import { PDFDocument, type PDFObject, PDFString } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writePdf } from '../../../src/outputs/pdf/file-id.js';

/** As pdf-lib writes it, which also changes what it writes: made anew for each. */
async function bothWays(make: () => Promise<PDFDocument>): Promise<[ours: string, theirs: string]> {
  const ours = await writePdf(await make());
  const theirs = await (await make()).save({
    useObjectStreams: true,
    addDefaultPage: false,
    updateFieldAppearances: false,
  });
  return [Buffer.from(ours).toString('latin1'), Buffer.from(theirs).toString('latin1')];
}

const expectAlike = async (make: () => Promise<PDFDocument>): Promise<void> => {
  const [ours, theirs] = await bothWays(make);
  expect(ours.length).toBeGreaterThan(300);
  expect(ours).toBe(theirs);
};

const withObjects = async (
  objects: readonly unknown[],
  removed: readonly number[] = [],
): Promise<PDFDocument> => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.addPage();
  const { context } = pdf;
  const refs = objects.map((object) => context.register(context.obj(object as PDFObject[])));
  for (const index of removed) if (refs[index] !== undefined) context.delete(refs[index]);
  return pdf;
};

test('a PDF is written with the bytes of pdf-lib, with streams and objects of every kind', async () => {
  await expectAlike(async () => {
    const pdf = await withObjects([[1, -0.5, 1e-7, true, null, 'Name with space'], { A: { B: [] } }]);
    const { context } = pdf;
    context.register(
      context.stream(
        Uint8Array.from({ length: 256 }, (_, byte) => byte),
        { Type: 'Metadata' },
      ),
    );
    context.register(context.flateStream('0 0 m'));
    context.register(PDFString.of('ë \\) (x)'));
    pdf.setTitle('Ë');
    return pdf;
  });
});

test('a PDF with many objects, and holes between their numbers', async () => {
  const objects = Array.from({ length: 180 }, (_, index) => ({ Type: 'StructElem', K: index }));
  await expectAlike(async () => withObjects(objects));
  await expectAlike(async () => withObjects(objects, [0, 3, 4, 99, 179]));
});

test('a PDF that was read is written anew, without the form that it had', async () => {
  const bytes = await (await withObjects([[1], { A: 'B' }])).save({ useObjectStreams: true });
  await expectAlike(async () => PDFDocument.load(bytes, { updateMetadata: false }));
});

test('whatever objects there are', async () => {
  const object = fc.oneof(
    fc.integer(),
    fc.string({ unit: 'binary-ascii', minLength: 1 }),
    fc.array(fc.nat(), { maxLength: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(object, { maxLength: 120 }), fc.array(fc.nat(120)), async (objects, removed) =>
      expectAlike(async () => withObjects(objects, removed)),
    ),
    { numRuns: 20 },
  );
});
