import type { Files } from '../../host/host.js';
import type { SnapshotHouseFile } from '../../model/snapshot/snapshot.js';
import { sha256 } from '../../sha256.js';
import { toolFontRules, toolSheets } from './assets.js';
import { fontSheet, houseSheet, themeOfSheet } from './house-sheet.js';

/** A rule for a face of a publisher, as `fontRules` writes it. */
const houseFace =
  /^@font-face\{font-family:"(House-(?:text|headings)(?:-\d+)?)";font-weight:\d+;font-style:(?:normal|italic);font-display:block;unicode-range:[U+\-,0-9A-F]+;src:url\(data:font\/(?:woff2|ttf|otf);base64,([A-Za-z0-9+/=]+)\) format\("(?:woff2|truetype|opentype)"\)\}$/;

/**
 * True when a style sheet is one that this version puts into a page: fonts of its own and those that the publisher has
 * published by their digests, its theme, then a house.
 */
export async function isOwnStyle(
  written: string,
  tool: Files,
  published: readonly SnapshotHouseFile[] = [],
): Promise<boolean> {
  const start = written.indexOf('\n:root{--accent:');
  const sheets = `\n${await toolSheets(tool)}`;
  const style = written.slice(0, Math.max(start, 0));
  if (start < 0 || !style.endsWith(sheets)) return false;
  const known = await toolFontRules(tool);
  const digests = new Set(published.filter(({ what }) => what === 'font').map((file) => file.sha256));
  const rules = style.slice(0, -sheets.length).split('\n');
  const faces = rules.flatMap((rule) => {
    const [, family, data = ''] = houseFace.exec(rule) ?? [];
    return family !== undefined && digests.has(sha256(Buffer.from(data, 'base64'))) ? [{ rule, family }] : [];
  });
  const isKnown = (rule: string): boolean => known.has(rule) || faces.some((face) => face.rule === rule);
  if (!rules.every(isKnown)) return false;
  const house = written.slice(start + 1);
  const expected = expectedHouse(house, faces);
  if (expected === '' || !house.startsWith(expected)) return false;
  // Whatever stands behind it is the sheet of the publisher, or nothing.
  const css = house.slice(expected.length + 1);
  const sheet = published.find(({ what }) => what === 'style')?.sha256;
  return sheet === undefined ? house === expected : sheet === sha256(css);
}

/** The house that a page with these faces has, as far as its colours can be read; empty where they cannot. */
function expectedHouse(house: string, faces: readonly { readonly family: string }[]): string {
  const theme = themeOfSheet(house);
  if (theme === undefined) return '';
  return [houseSheet(theme), ...(faces.length === 0 ? [] : [fontSheet(faces)])].join('\n');
}
