import { type PDFDocument, PDFRawStream } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPdf, readPrint } from '../../../src/outputs/pdf/load.js';

const trailer = '<</Size 5\n/Root 2 0 R\n/Info 1 0 R>>';
const pages = '<</Type /Catalog\n/Pages 3 0 R>>';

/** A file as Chromium writes them, with one object more. */
function fileWith(object: string, end = trailer, between = 'xref\n0 1\n0000000000 65535 f \n'): Buffer {
  const objects = ['<</Title (T)>>', pages, '<</Type /Pages\n/Count 0\n/Kids []>>', object];
  const body = objects.map((each, index) => `${index + 1} 0 obj\n${each}\nendobj\n`).join('');
  return Buffer.from(
    `%PDF-1.4\n%\xd3\xeb\xe9\xe1\n${body}${between}trailer\n${end}\nstartxref\n99\n%%EOF\n`,
    'latin1',
  );
}

/** All that a file holds, in its order. */
const told = (pdf: PDFDocument | undefined): unknown =>
  pdf && [
    `${pdf.context.header}`,
    pdf.context.largestObjectNumber,
    `${pdf.context.trailerInfo.Root} ${pdf.context.trailerInfo.Info} ${pdf.context.trailerInfo.Size}`,
    [...pdf.context.enumerateIndirectObjects()].map(([ref, object]) =>
      object instanceof PDFRawStream
        ? [ref.tag, `${object.dict}`, Buffer.from(object.contents).toString('base64')]
        : [ref.tag, object.constructor.name, `${object}`],
    ),
  ];

async function expectAlike(object: string): Promise<void> {
  const file = fileWith(object);
  const read = told(readPrint(file));
  expect(read).toBeDefined();
  expect(read).toEqual(told(await loadPdf(file)));
}

describe('a file that a browser printed', () => {
  test.each([
    '<</Type /Page\n/MediaBox [0 0 594.95996 841.91998]\n/Parent 3 0 R>>',
    '[true false null -.5 +7 0 12 70000 1. (a \\) (b) \\\\) <FEFF0041> /A#20b /Name#25 /LongerThanSix [[] <<>>] 2 0 R]',
    '<</Length 12\n/Filter /FlateDecode>> stream\nendobj 1 0 R\nendstream',
    '<</K [1 0 R 2 0 R 15]\n/Alt (\xe9\n)>>',
  ])('is read as pdf-lib reads it: %s', expectAlike);

  test('is read as pdf-lib reads it, whatever it holds', async () => {
    const { object } = fc.letrec((tie) => ({
      object: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('true', 'null', '3 0 R', '()', '<00>', '/A', '/StructElem', '/Pg#c3', '(x\\(y)'),
        fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value.toFixed(5)),
        fc.nat(100_000).map(String),
        fc.array(tie('object'), { maxLength: 4 }).map((list) => `[${list.join(' ')}]`),
        fc
          .array(tie('object'), { maxLength: 4 })
          .map((list) => `<<${list.map((each, key) => `/K${key} ${each}`).join('\n')}>>`),
      ),
    }));
    await fc.assert(fc.asyncProperty(object, async (each) => expectAlike(`${each}`)));
  });
});

test.each<[string, Buffer]>([
  ['has a comment in an object', fileWith('<</A %x\n1>>')],
  ['is encrypted', fileWith('1', '<</Size 5\n/Root 2 0 R\n/Encrypt 4 0 R>>')],
  ['has another part behind its end', Buffer.concat([fileWith('1'), Buffer.from('5 0 obj\n1\nendobj\n')])],
  [
    'has an object of another generation',
    Buffer.from(`${fileWith('1')}`.replace('4 0 obj', '4 1 obj'), 'latin1'),
  ],
  ['says a wrong length of a stream', fileWith('<</Length 3>> stream\nlonger\nendstream')],
  ['is cut off', fileWith('[1 2').subarray(0, 160)],
  ['has no table of objects', fileWith('1', trailer, '')],
  ['is none', Buffer.from('hello')],
])('a file that %s is left to pdf-lib', (_, file) => {
  expect(readPrint(file)).toBeUndefined();
});
