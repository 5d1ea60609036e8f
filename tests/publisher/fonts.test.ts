import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import { expect, test } from 'vitest';
import { createTextWidth, withHouseFont } from '../../src/charts/text-width.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { fontWith } from '../../src/language/font-coverage.js';
import type { ThemeFonts } from '../../src/model/project/theme.js';
import { houseTheme } from '../../src/model/project/theme.js';
import { fontRules, loadAssets, screenSheets } from '../../src/outputs/html/assets.js';
import { isOwnStyle } from '../../src/outputs/html/own-style.js';
import { publishHouse } from '../../src/outputs/snapshot/snapshot.js';
import { eachWithEach, loadFonts } from '../../src/publisher/load-fonts.js';
import { memoryHost } from '../memory-host.js';

const folder = 'examples/houses/house';
const [regular, bold] = ['400', '700'].map((weight) =>
  readFileSync(`${folder}/source-sans-3-latin-${weight}-normal.woff2`),
);
const noto = readFileSync('dist/fonts/system/NotoSans-Regular.ttf');

/** The font of the printing browser with other bits of what its maker allows. */
function licensed(bits: number): Uint8Array {
  const bytes = Buffer.from(noto);
  const tables = bytes.readUInt16BE(4);
  for (let index = 0; index < tables; index++) {
    const entry = 12 + index * 16;
    if (bytes.toString('latin1', entry, entry + 4) === 'OS/2')
      bytes.writeUInt16BE(bits, bytes.readUInt32BE(entry + 8) + 8);
  }
  return bytes;
}

const at = { line: 1, column: 1 };
const named = (file: string) => ({ file, position: { file: 'tallybook.yaml', ...at } });

async function load(fonts: ThemeFonts, files: Record<string, Uint8Array>, isPrinted = true) {
  const { value, diagnostics } = await loadFonts(fonts, isPrinted, memoryHost(files));
  return { fonts: value, said: diagnostics.map(formatDiagnostic).map((text) => text.split('\n')[0] ?? '') };
}

test('a font that is none, is damaged, or must not be embedded is an error; a missing face is told', async () => {
  const files = {
    'text.ttf': Buffer.from('no font'),
    'cut.ttf': noto.subarray(0, 900),
    'restricted.ttf': licensed(0x2),
    'bitmaps.ttf': licensed(0x200),
    'whole.ttf': licensed(0x100),
    'edited.ttf': licensed(0x8),
  };
  const { said } = await load({ text: Object.keys(files).map(named) }, files);
  expect(said.map((text) => text.replace(/^tallybook.yaml:1:1 /, ''))).toEqual([
    'error project/font: `text.ttf` is not a TrueType, OpenType or WOFF2 font',
    'error project/font: `cut.ttf` is damaged',
    'error project/font: `restricted.ttf` must not be embedded in a report',
    'error project/font: `bitmaps.ttf` allows only its bitmaps to be embedded',
    'error project/font: `whole.ttf` must be embedded whole, and a PDF carries only the letters that it shows',
    'warning project/font: The fonts for `text` have no face for `bold (700)`, `italic (400)`',
  ]);
  // Where nothing is printed, a font that must stay whole does.
  expect((await load({ headings: [named('whole.ttf')] }, files, false)).said).toHaveLength(1);
});

test('the letters that a publisher has are set, measured and embedded in its fonts, the others in those of the tool', async () => {
  const files = { 'a.woff2': regular ?? noto, 'b.woff2': bold ?? noto, 'c.ttf': noto };
  const { fonts, said } = await load({ text: ['a.woff2', 'b.woff2', 'c.ttf'].map(named) }, files);
  expect(said).toHaveLength(1);
  expect(fonts.faces.map(({ family, weight }) => `${family} ${weight}`)).toEqual([
    'House-text 400',
    'House-text 700',
    'House-text-2 400',
  ]);
  const tool = JSON.parse(readFileSync('dist/fonts/metrics.json', 'utf8'));
  const drawn = withHouseFont(tool, fonts.measures, ['House-text', 'House-text-2']);
  expect(drawn.family).toBe('House-text, House-text-2, Noto Sans');
  const [width, font] = [createTextWidth(drawn), create(bold ?? noto)];
  expect(width('To Avon', 10, 700)).toBeCloseTo(
    (font.layout('To Avon').advanceWidth / font.unitsPerEm) * 10,
    1,
  );
  // 600 is drawn in the bold that there is, Cyrillic in the second family.
  expect(width('To', 10, 600)).toBe(width('To', 10, 700));
  expect(width('Ж', 10)).toBeCloseTo(createTextWidth(tool)('Ж', 10), 5);
});

test('every two letters are measured beside each other, in both orders', () => {
  const letters = [...'abcd'];
  const text = eachWithEach(letters);
  const missing = letters.flatMap((left) =>
    letters.map((right) => left + right).filter((pair) => !text.includes(pair)),
  );
  expect(missing).toEqual([]);
});

test('a page has no font of the tool where it needs none, and verify knows those of the publisher by their digests', async () => {
  const { fonts } = await load({ text: [named('a.woff2')] }, { 'a.woff2': regular ?? noto });
  const { tool } = memoryHost({});
  const styleOf = async (text: string): Promise<string> => {
    const assets = await loadAssets(text, tool, houseTheme, { fonts });
    return [fontRules(assets.fonts), screenSheets(assets), assets.house].join('\n');
  };
  const style = await styleOf('Samples');
  expect(style.match(/@font-face\{font-family:"[^"]*"/g)).toEqual(['@font-face{font-family:"House-text"']);
  expect(await styleOf('Ж')).toContain('@font-face{font-family:"Noto Sans"');
  const published = publishHouse({ fonts });
  expect(await isOwnStyle(style, tool, published)).toBe(true);
  expect(await isOwnStyle(style, tool, [])).toBe(false);
  expect(
    await isOwnStyle(style.replace('@page{@top-left{font-family', '@page{@top-left{color'), tool, published),
  ).toBe(false);
});

test('a letter of a script that no font has is named with the font that has it', () => {
  expect(['ა', '中', '☃'].map((letter) => fontWith(letter)?.package)).toEqual([
    '@fontsource/noto-sans-georgian',
    '@fontsource/noto-sans-sc',
    undefined,
  ]);
});
