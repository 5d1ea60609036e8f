import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { numberFingerprint, readPlace } from '../../../src/outputs/docx/names.js';
import { fingerprintOf } from '../../../src/outputs/docx/read/paragraph-words.js';
import { readDocument } from '../../../src/outputs/docx/read/read-document.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { copyProject } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';
import { all, type Part, partsOf, textOf, value } from './read-docx.js';

const root = temporaryFolder(afterAll);
copyProject(join(import.meta.dirname, '../../golden/document'), root);
const file = join(root, 'tallybook.yaml');
writeFileSync(file, readFileSync(file, 'utf8').replace('[html, pdf]', '[docx]'));

let bytes: Uint8Array;
let parts: ReturnType<typeof partsOf>;
let body: Part | undefined;
let paragraphs: readonly Part[];

async function built(): Promise<Uint8Array> {
  const options = { root, only: [], languages: [], formats: [], draft: false, debug: false };
  const { diagnostics } = await build({
    ...options,
    env: { CI: '' },
    progress: () => {},
    session: sharedSessions.open(),
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
  return new Uint8Array(readFileSync(join(root, 'output/document/en/document.docx')));
}

beforeAll(async () => {
  bytes = await built();
  parts = partsOf(bytes);
  body = parts.xml.get('word/document.xml');
  paragraphs = all(body, 'w:p');
});

const styles = (): readonly Part[] => all(parts.xml.get('word/styles.xml'), 'w:style');
const styled = (style: string): readonly Part[] =>
  paragraphs.filter((paragraph) => value(paragraph, 'w:pStyle') === style);

test('every relation leads to a part, and every part has a content type', () => {
  const types = parts.xml.get('[Content_Types].xml');
  const known = new Set([
    ...all(types, 'Default').map(({ attributes }) => `.${attributes.Extension}`),
    ...all(types, 'Override').map(({ attributes }) => attributes.PartName?.slice(1)),
  ]);
  for (const name of parts.names.slice(1))
    expect(known.has(name) || known.has(name.slice(name.lastIndexOf('.'))), name).toBe(true);
  for (const [name, part] of parts.xml) {
    if (!name.endsWith('.rels')) continue;
    const folder = posix.dirname(posix.dirname(name));
    for (const { attributes } of all(part, 'Relationship'))
      if (attributes.TargetMode !== 'External')
        expect(parts.names).toContain(posix.join(folder, attributes.Target ?? ''));
  }
});

test('the bytes are the same twice', async () => {
  expect(Buffer.compare(await built(), bytes)).toBe(0);
});

test('headings bear the styles of their level, and numbers that a list gives them', () => {
  expect(styled('Heading1').map(textOf)).toEqual(expect.arrayContaining(['Key figures', 'Words', 'Floats']));
  expect(styled('Heading4').map(textOf)).toEqual(['Deepest']);
  const [figures, words] = ['Key figures', 'Words'].map((title) =>
    styled('Heading1').find((paragraph) => textOf(paragraph) === title),
  );
  expect(value(figures, 'w:numId')).toBe('0');
  expect(value(words, 'w:numId')).toBeUndefined();
  const style = styles().find(({ attributes }) => attributes['w:styleId'] === 'Heading2');
  expect(value(style, 'w:numId')).toBeDefined();
});

test('the contents do not list themselves, their lines have numbers before a tab, and page numbers when Word updates them', () => {
  expect(styled('TOCHeading').map(textOf)).toEqual(['Contents']);
  const style = styles().find(({ attributes }) => attributes['w:styleId'] === 'TOCHeading');
  expect(all(style, 'w:outlineLvl')).toEqual([]);
  const [line] = styled('Toc1').filter((paragraph) => textOf(paragraph) === '1Words');
  expect(all(line, 'w:tab')).toHaveLength(1);
  const fields = all(body, 'w:instrText').map(({ children }) => children.join('').trim());
  expect(fields).toContain('TOC \\o "1-2" \\h \\z \\u');
});

test('the words of a heading stand behind its number on all its lines', () => {
  const lists = all(parts.xml.get('word/numbering.xml'), 'w:abstractNum');
  const level = all(lists[0], 'w:lvl')[1];
  expect(all(level, 'w:suff')).toEqual([]);
  const [indent] = all(level, 'w:ind');
  expect(indent?.attributes['w:left']).toBe(indent?.attributes['w:hanging']);
});

test('what ends in a colon stays with what it opens', () => {
  const [opening] = paragraphs.filter((paragraph) => textOf(paragraph).endsWith('with a list:'));
  expect(all(opening, 'w:keepNext')).toHaveLength(1);
});

test('the cover has a page without head and foot, and the imprint another', () => {
  const sections = all(body, 'w:sectPr');
  const kinds = sections.map((section) =>
    all(section, 'w:headerReference').map(({ attributes }) => attributes['w:type']),
  );
  expect(kinds[0]).toEqual(['default', 'first']);
  expect(kinds.slice(1).flat()).not.toContain('first');
  expect(sections.map((section) => all(section, 'w:titlePg').length)).toEqual([
    1,
    ...sections.slice(1).map(() => 0),
  ]);
  const title = styles().find(({ attributes }) => attributes['w:styleId'] === 'Title');
  expect(Number(all(title, 'w:spacing')[0]?.attributes['w:before'])).toBeGreaterThan(2000);
});

test('a machine without the font of the tool takes one like it', () => {
  const [font] = all(parts.xml.get('word/fontTable.xml'), 'w:font');
  expect(font?.attributes['w:name']).toBe('Noto Sans');
  expect(value(font, 'w:altName')).toBe('Arial');
  expect(value(font, 'w:family')).toBe('swiss');
});

test('every printed number is in a control with the id of its entry, between the ends of a bookmark', () => {
  const { numbers } = JSON.parse(readFileSync(join(root, 'output/document/en/published.json'), 'utf8'));
  const controls = all(body, 'w:sdt').concat(all(parts.xml.get('word/footnotes.xml'), 'w:sdt'));
  const tags = controls.map((control) => value(control, 'w:tag'));
  expect(tags.length).toBeGreaterThanOrEqual(12);
  const known = new Map<string, string>(
    numbers.map(({ id, text }: { id: string; text: string }) => [id, text]),
  );
  for (const control of controls)
    expect(known.get(value(control, 'w:tag')?.slice(3) ?? '')).toBe(textOf(control));
  const ids = controls.map((control) => value(all(control, 'w:sdtPr')[0], 'w:id'));
  expect(new Set(ids).size).toBe(ids.length);
});

test('what the template wrote is bookmarked by its place in it, each place once', () => {
  const names = [...parts.xml.values()].flatMap((part) =>
    all(part, 'w:bookmarkStart').map(({ attributes }) => attributes['w:name'] ?? ''),
  );
  expect(new Set(names).size).toBe(names.length);
  const [, words] = styled('Heading1').filter((paragraph) => /Words|Key/.test(textOf(paragraph)));
  expect(all(words, 'w:bookmarkStart').map(({ attributes }) => attributes['w:name'])).toContainEqual(
    expect.stringMatching(/^_tbl_\d+_[0-9a-f]{8}$/),
  );
  expect(names.filter((name) => name.startsWith('_tbl_')).length).toBeGreaterThan(30);
});

test('the file says of which report it is, and each place has the fingerprint of its words', () => {
  const found = readDocument(bytes, standardLimits);
  if ('message' in found) throw new Error(found.message);
  expect(found.properties).toMatchObject({ 'Tallybook report': 'document', 'Tallybook language': 'en' });
  const placed = found.paragraphs.filter(({ places }) => places.length > 0);
  expect(placed.length).toBeGreaterThan(30);
  for (const { places, pieces } of placed)
    expect(places.map((place) => readPlace(place).fingerprint)).toEqual([fingerprintOf(pieces)]);
  for (const { pieces } of found.paragraphs)
    for (const { kind, left, text } of pieces)
      if (kind === 'number') expect(left).toBe(numberFingerprint(text));
});

test('footnotes are notes of Word, each written once', () => {
  const notes = all(parts.xml.get('word/footnotes.xml'), 'w:footnote').slice(2);
  expect(notes.map((note) => textOf(note).trim())).toEqual([
    expect.stringMatching(/^The first note, with [\d,]+ visits\.$/),
    'The second note.It has two paragraphs.',
    'A note of the annex.',
  ]);
  expect(all(body, 'w:footnoteReference')).toHaveLength(3);
});

test('references are fields that hold their result', () => {
  const fields = all(body, 'w:instrText').map(({ children }) => children.join('').trim());
  expect(fields).toContainEqual(expect.stringMatching(/^REF _tb_[0-9a-f]{12} \\h$/));
  expect(fields).toContainEqual(expect.stringMatching(/^REF _tb_[0-9a-f]{12} \\n \\h$/));
  const bookmarks = new Set(all(body, 'w:bookmarkStart').map(({ attributes }) => attributes['w:name']));
  for (const field of fields) {
    const [, name] = /^(?:NOTE)?REF (\S+)/.exec(field) ?? [];
    if (name !== undefined) expect(bookmarks.has(name), field).toBe(true);
  }
  const [see] = paragraphs.filter((paragraph) => textOf(paragraph).startsWith('See '));
  expect(textOf(see)).toMatch(
    /^See Chapter 1, Section 1\.1, Key figures, Section 1\.1\.1, Annex A, Table 1, Figure 3 and these words\./,
  );
});

test('a picture that is a figure has number, caption, name and size, and stands in a frame beside text', () => {
  const captions = styled('Caption').filter((each) => /^Figure [12]\u2002/.test(textOf(each)));
  expect(captions.map(textOf)).toEqual([
    'Figure 1\u2002Where the library is, with 4,210 visits',
    'Figure 2\u2002The reading room',
  ]);
  const fields = captions.flatMap((each) => all(each, 'w:instrText'));
  expect(fields.map(({ children }) => children.join('').trim())).toEqual([
    'SEQ Figure \\* ARABIC',
    'SEQ Figure \\* ARABIC',
  ]);
  const pictures = captions.map((each) => paragraphs[paragraphs.indexOf(each) + 1]);
  expect(pictures.map((each) => all(each, 'wp:docPr')[0]?.attributes)).toMatchObject([
    { name: 'Figure 1', descr: 'The library between the river and the school' },
    { name: 'Figure 2', descr: 'The reading room' },
  ]);
  const [wide = 0, narrow = 0] = pictures.map((each) => Number(all(each, 'wp:extent')[0]?.attributes.cx));
  expect(wide / narrow).toBeCloseTo(2, 2);
  const frames = [captions[0], captions[1], pictures[1]].map(
    (each) => all(each, 'w:framePr')[0]?.attributes['w:xAlign'],
  );
  expect(frames).toEqual([undefined, 'right', 'right']);
});

test('an equation is one of Word, in its line or by itself', () => {
  const lettersOf = (part: Part | undefined): string =>
    all(part, 'm:t')
      .flatMap(({ children }) => children)
      .join('');
  const [mean, count, spread] = all(body, 'm:oMath');
  expect([mean, count].map(lettersOf)).toEqual(['x‾', 'n']);
  expect(all(spread, 'm:rad')).toHaveLength(1);
  expect(all(spread, 'm:den').map(lettersOf)).toEqual(['n−1']);
});

test('a wide page lies in a section of its own', () => {
  const sheets = all(body, 'w:pgSz').map(({ attributes }) => attributes['w:orient'] ?? 'portrait');
  expect(sheets).toEqual(expect.arrayContaining(['portrait', 'landscape']));
  expect(sheets.at(-1)).toBe('portrait');
});

test('what an author keeps together, where a page begins and how wide columns are comes to Word', () => {
  const at = paragraphs.findIndex((paragraph) => textOf(paragraph) === 'Two paragraphs that stay together.');
  const kept = paragraphs.slice(at, at + 3).map((paragraph) => all(paragraph, 'w:keepNext').length);
  expect(kept).toEqual([1, 0, 0]);
  expect(all(paragraphs[at + 2], 'w:pageBreakBefore')).toHaveLength(1);
  const wide = all(body, 'w:tbl').map((table) =>
    all(table, 'w:gridCol').map(({ attributes }) => Number(attributes['w:w'])),
  );
  expect(
    wide.some(([one = 0, two = 0, ...others]) => others.length === 0 && Math.abs(one - 3 * two) < 5),
  ).toBe(true);
});
