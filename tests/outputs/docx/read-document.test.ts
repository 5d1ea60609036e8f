import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fingerprintOf, piecesOf, type View } from '../../../src/outputs/docx/read/paragraph-words.js';
import { readDocument } from '../../../src/outputs/docx/read/read-document.js';
import { readPackage } from '../../../src/outputs/docx/read/read-package.js';
import type { ReadParagraph } from '../../../src/outputs/docx/read/read-paragraphs.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { deleted, inserted, number, paragraph, run, wordFile } from '../../support/word-file.js';

function read(file: Parameters<typeof wordFile>[0]) {
  const found = readDocument(wordFile(file), standardLimits);
  if ('message' in found) throw new Error(found.message);
  return found;
}

/** The words in one line, with a mark for what has none of its own. */
const wordsOf = (paragraph: ReadParagraph | undefined, view: View): string =>
  piecesOf(paragraph ?? none, view)
    .map(({ kind, text }) => (kind === 'words' || kind === 'number' ? text : '\uFFFC'))
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
const was = (paragraph: ReadParagraph | undefined): string => wordsOf(paragraph, 'before');
const now = (paragraph: ReadParagraph | undefined): string => wordsOf(paragraph, 'after');
const none = { pieces: [] };

const field = (instruction: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

describe('words of a Word file', () => {
  test('a word that Word cut into runs, with marks of its spelling between, is one piece', () => {
    const body = paragraph(`${run('vic')}<w:proofErr w:type="spellStart"/>${run('tims')}`);
    expect(read({ body }).paragraphs[0]?.pieces).toEqual([{ kind: 'words', text: 'victims' }]);
  });

  test('tracked words are read with who wrote them and when, before and after', () => {
    const [first] = read({
      body: paragraph(run('a ') + deleted('plain') + inserted('simple', 'Ben') + run(' text')),
    }).paragraphs;
    expect(was(first)).toBe('a plain text');
    expect(now(first)).toBe('a simple text');
    expect(first?.pieces[1]?.deleted).toEqual({ author: 'Ana', day: '2026-03-02' });
    expect(first?.pieces[2]?.inserted).toEqual({ author: 'Ben', day: '2026-03-02' });
  });

  test('moved words are gone from one place and new in another', () => {
    const body =
      paragraph(deleted('moved', 'Ana', 'w:moveFrom')) + paragraph(inserted('moved', 'Ana', 'w:moveTo'));
    const [old, other] = read({ body }).paragraphs;
    expect([was(old), now(old), was(other), now(other)]).toEqual(['moved', '', '', 'moved']);
    expect(other?.pieces[0]?.inserted?.moves).toBe(true);
  });

  test('the end of a paragraph and a row of a table are tracked too', () => {
    const mark = '<w:rPr><w:ins w:id="3" w:author="Ana" w:date="2026-03-02T10:00:00Z"/></w:rPr>';
    const row = `<w:tr><w:trPr><w:del w:id="4" w:author="Ben"/></w:trPr><w:tc>${paragraph(run('cell'))}</w:tc></w:tr>`;
    const [first, cell] = read({
      body: `${paragraph(run('one'), undefined, mark)}<w:tbl>${row}</w:tbl>`,
    }).paragraphs;
    expect(first?.end).toEqual({ inserted: { author: 'Ana', day: '2026-03-02' } });
    expect(cell?.end).toEqual({ deleted: { author: 'Ben' } });
    expect(now(cell)).toBe('');
    expect(cell?.cell).toEqual({ table: 0, row: 0, column: 0 });
  });

  test('a number is known by its control, and where there is none by its bookmark', () => {
    const marked = `<w:bookmarkStart w:id="7" w:name="_tbn_0123456789ab_abcdef_2"/>${run('54')}<w:bookmarkEnd w:id="7"/>`;
    const [first] = read({
      body: paragraph(number('cases:kq3f72ab', deleted('11') + inserted('12')) + run(' of ') + marked),
    }).paragraphs;
    expect(first?.pieces.map(({ kind, id, text }) => [kind, id, text])).toEqual([
      ['number', 'cases:kq3f72ab', '11'],
      ['number', 'cases:kq3f72ab', '12'],
      ['words', undefined, ' of '],
      ['number', '_tbn_0123456789ab', '54'],
    ]);
  });

  test('places are bookmarks of blocks; a copy has none, and in a note a copy is what LibreOffice makes of it', () => {
    const body = paragraph(run('a'), '_tbl_12_0123abcd') + paragraph(run('a'), '_tbl_12_0123abcd_Copy_1');
    const footnotes = `<w:footnote w:id="2">${paragraph(run('note'), '_tbl_40_0123abcd_Copy_1')}</w:footnote>`;
    expect(read({ body, parts: { footnotes } }).paragraphs.map(({ places }) => places)).toEqual([
      ['_tbl_12_0123abcd'],
      [],
      ['_tbl_40_0123abcd'],
    ]);
  });

  test('a bookmark between paragraphs belongs to the next', () => {
    const body = `<w:bookmarkStart w:id="1" w:name="_tbl_3_0123abcd"/>${paragraph(run('a'))}<w:bookmarkEnd w:id="1"/>`;
    expect(read({ body }).paragraphs[0]?.places).toEqual(['_tbl_3_0123abcd']);
  });

  test('what a program calculates has no words of its own, a link has', () => {
    const body = paragraph(
      run('see ') +
        field('REF x \\h', run('Table 1')) +
        run(' at ') +
        field('HYPERLINK "https://a.org"', run('a.org')),
    );
    expect(was(read({ body }).paragraphs[0])).toBe('see \uFFFC at a.org');
  });

  test('a text box is read once, and its words are paragraphs of their own', () => {
    const box = (text: string): string => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`;
    const twice = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box('boxed')}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box('boxed')}</w:pict></mc:Fallback></mc:AlternateContent>`;
    expect(read({ body: paragraph(`<w:r>${twice}</w:r>`) }).paragraphs.map(was)).toEqual(['\uFFFC', 'boxed']);
  });

  test('a fingerprint is that of the words: numbers and results may change, words may not', () => {
    const one = (words: string, value: string): string =>
      fingerprintOf(
        piecesOf(
          read({ body: paragraph(run(words) + number('a:kq3f72ab', run(value))) }).paragraphs[0] ?? none,
          'before',
        ),
      );
    expect(one('In all ', '54')).toBe(one('In\u00a0all  ', '55'));
    expect(one('In all ', '54')).not.toBe(one('In fact ', '54'));
  });
});

describe('comments of a Word file', () => {
  const comments =
    '<w:comment w:id="0" w:author="Ana" w:date="0-00-00T00:00:00Z"><w:p w14:paraId="0A"><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment>' +
    '<w:comment w:id="1" w:author="Ben" w:date="2026-03-04T00:00:00Z"><w:p w14:paraId="0B"><w:r><w:t>It is.</w:t></w:r></w:p></w:comment>' +
    '<w:comment w:id="2" w:author="Eva"><w:p><w:r><w:t>Lost.</w:t></w:r></w:p></w:comment>';
  const commentsExtended =
    '<w15:commentEx w15:paraId="0A" w15:done="1"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="1"/>';
  const start = (id: number): string => `<w:commentRangeStart w:id="${id}"/>`;
  const end = (id: number): string =>
    `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;

  test('one that begins between two paragraphs stands at the next', () => {
    const [one, two] = ['One', 'Two'].map((text) => `<w:r><w:t>${text}</w:t></w:r>`);
    const body = `<w:p/>${start(0)}<w:p>${one}</w:p><w:p>${two}${end(0)}</w:p>`;
    const found = read({ body, parts: { comments } });
    expect(found.comments[0]).toMatchObject({ paragraph: found.paragraphs[1], about: 'One Two' });
  });

  test('each has its author, its day where there is one, what it is about, and what it answers', () => {
    const body =
      paragraph(`${run('In ')}${start(0)}${start(1)}${run('all')}`) +
      paragraph(`${run('of it')}${end(0)}${end(1)}`);
    const found = read({ body, parts: { comments, commentsExtended } });
    expect(found.comments.map(({ paragraph: _, ...each }) => each)).toEqual([
      { id: '0', author: 'Ana', text: 'Is this right?', isDone: true, about: 'all of it' },
      {
        id: '1',
        author: 'Ben',
        day: '2026-03-04',
        text: 'It is.',
        answers: '0',
        isDone: true,
        about: 'all of it',
      },
      { id: '2', author: 'Eva', text: 'Lost.' },
    ]);
    expect(found.comments[0]?.paragraph).toBe(found.paragraphs[0]);
  });
});

describe('what is no Word file', () => {
  const said = (bytes: Uint8Array, limits = standardLimits): string => {
    const found = readDocument(bytes, limits);
    return 'message' in found ? found.message : 'read';
  };

  test('is told apart by what it is', () => {
    expect(said(new Uint8Array())).toBe('The file is an empty file, and not a Word file');
    expect(said(strToU8('words'))).toBe('The file is a file of another kind, and not a Word file');
    expect(said(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0))).toBe('The file has an older format, such as .doc');
    const locked = [0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from('EncryptedPackage', 'utf16le')];
    expect(said(Uint8Array.from(locked))).toBe('The file opens only with a password');
    expect(said(zipSync({ 'a.txt': strToU8('a') }))).toBe('The file is an archive, and not a Word document');
  });

  test('a file that is cut, no XML, or declares entities is damaged', () => {
    const whole = wordFile({ body: paragraph(run('a')) });
    expect(said(whole.subarray(0, whole.length - 40))).toMatch(/^The file is damaged: /);
    expect(said(wordFile({ body: '<w:p>' }))).toMatch(/^The file is damaged: /);
    const relation = '<Relationships><Relationship Type="x/officeDocument" Target="d.xml"/></Relationships>';
    const entities = zipSync({ '_rels/.rels': strToU8(relation), 'd.xml': strToU8('<!DOCTYPE a><a/>') });
    expect(said(entities)).toBe('The file is damaged: it declares a document type');
    const target = strToU8(relation.replace('d.xml', '%E0.xml'));
    expect(said(zipSync({ '_rels/.rels': target }))).toMatch(/^The file is damaged: /);
  });

  test('what this program does wrong while it reads is no damage of the file', () => {
    const wrong = () =>
      readPackage(
        wordFile({ body: paragraph(run('a')) }),
        standardLimits,
        () => true,
        () => {
          throw new TypeError('a mistake of ours');
        },
      );
    expect(wrong).toThrow('a mistake of ours');
  });

  test('a file that unpacks to more than it may is not unpacked', () => {
    const limits = { ...standardLimits, wordBytes: 1000 };
    expect(said(wordFile({ body: paragraph(run('a'.repeat(2000))) }), limits)).toBe(
      'An unpacked Word file may have 1,000 bytes, and this one has more',
    );
  });

  test.runIf(process.env.DEEP)('a file of a million elements in a few kilobytes is not read', () => {
    expect(said(wordFile({ body: '<w:p/>'.repeat(1_500_000) }))).toBe(
      'The file is damaged: it has more than 1000000 tags',
    );
    expect(said(wordFile({ body: ' '.repeat(20_000_000) }))).toBe(
      'The file is damaged: it unpacks to more than 100 times its size',
    );
  });

  test('a part that is stored has the size that the directory says', () => {
    const stored = zipSync({ 'word/document.xml': strToU8('a'.repeat(100)) }, { level: 0 });
    const view = new DataView(stored.buffer, stored.byteOffset);
    const directory = view.getUint32(stored.length - 6, true);
    view.setUint32(directory + 24, 1, true);
    expect(said(stored)).toBe('The file is damaged: its directory says other sizes than its parts have');
  });

  test('the main part is found by its relation, whatever it is called', () => {
    expect(said(wordFile({ body: paragraph(run('a')), main: 'other/main.xml' }))).toBe('read');
  });
});
