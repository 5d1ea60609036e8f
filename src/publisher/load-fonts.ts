import type { Font } from 'fontkit';
import { type Diagnostic, listNames, type Outcome, type Position } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { printUnicodeRange } from '../language/font-coverage.js';
import {
  type FontRole,
  fontRoles,
  type HouseFace,
  type HouseFonts,
  type WeightMetrics,
} from '../model/project/house.js';
import type { ThemeFile, ThemeFonts } from '../model/project/theme.js';
import { problem } from '../problems/problem.js';
import { limitProblem, type ResourceLimitName, type ResourceLimits } from '../resource-limits.js';

/** What of a font file is looked at. */
interface ReadFont {
  readonly font: Font;
  readonly format: 'woff2' | 'truetype' | 'opentype';
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** In order, from the space on. */
  readonly points: readonly number[];
}

/** What is wrong with a font file: `fault` follows its name, as in "is damaged". */
class FontFault extends Error {
  constructor(
    readonly fault: string,
    readonly hint: string,
  ) {
    super(fault);
  }
}

const formats: Readonly<Record<string, ReadFont['format']>> = {
  wOF2: 'woff2',
  '\0\x01\0\0': 'truetype',
  true: 'truetype',
  OTTO: 'opentype',
};

/**
 * Reads a font file, and what its maker allows. Throws a `FontFault` where it is none, or may not be embedded.
 *
 * @param isPrinted A PDF is made, which embeds the letters that it shows and no others.
 *
 * *Source:* the OpenType specification, OS/2 (fsType, fsSelection, usWeightClass).
 */
async function readFont(bytes: Uint8Array, isPrinted: boolean): Promise<ReadFont> {
  const format = formats[Buffer.from(bytes.subarray(0, 4)).toString('latin1')];
  if (format === undefined)
    throw new FontFault('is not a TrueType, OpenType or WOFF2 font', 'name the file of a font');
  const { create } = await import('fontkit');
  let font: Font;
  let points: readonly number[];
  try {
    font = create(Buffer.from(bytes));
    points = [...new Set(font.characterSet)].filter((point) => point >= 0x20).sort((a, b) => a - b);
    // A font that is cut short fails at its first letter.
    for (const point of points.slice(0, 400)) font.glyphForCodePoint(point).advanceWidth;
  } catch {
    throw new FontFault('is damaged', 'get the font again from where it came from');
  }
  const os2 = font['OS/2'];
  if (os2 === undefined || points.length === 0)
    throw new FontFault('has no letters', 'name a font that has some');
  refuseLicence(os2.fsType, isPrinted);
  if (Object.keys(font.variationAxes).length > 0)
    throw new FontFault(
      'is a variable font, which a PDF for archives cannot carry',
      'export a static font from it for each weight',
    );
  const isSlanted = os2.fsSelection.italic || os2.fsSelection.oblique === true;
  return {
    font,
    format,
    family: font.familyName,
    weight: os2.usWeightClass,
    style: isSlanted ? 'italic' : 'normal',
    points,
  };
}

/** The bits in which makers of fonts say what may be done. A font that may be edited or previewed may also be restricted in old versions; then the freer bit counts. */
function refuseLicence(
  { noEmbedding, viewOnly, editable, noSubsetting, bitmapOnly }: NonNullable<Font['OS/2']>['fsType'],
  isPrinted: boolean,
): void {
  const hint =
    'its maker says so in the font itself (`fsType`): choose another font, or ask for a file with another licence';
  if (noEmbedding && !viewOnly && !editable) throw new FontFault('must not be embedded in a report', hint);
  if (bitmapOnly) throw new FontFault('allows only its bitmaps to be embedded', hint);
  if (noSubsetting && isPrinted)
    throw new FontFault('must be embedded whole, and a PDF carries only the letters that it shows', hint);
}

/** Between these a browser moves letters that labels have; each with each is as much as can be measured in a moment. */
const kerned = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,-'];

/** The measures of one face: what `dist/fonts/metrics.json` has of the fonts of the tool. */
function measureFont({ font, points }: ReadFont): WeightMetrics {
  const scale = 1000 / font.unitsPerEm;
  const advances = Object.fromEntries(
    points
      .filter(isMeasured)
      .map((point) => [`${point}`, font.glyphForCodePoint(point).advanceWidth * scale]),
  );
  const own = kerned.filter((letter) => advances[`${letter.codePointAt(0)}`] !== undefined);
  const pairs = eachWithEach(own);
  // Set at once, since setting a pair takes as long as a line.
  const { positions } = font.layout(pairs, { liga: false, clig: false, dlig: false, calt: false });
  const kerning: Record<string, number> = {};
  for (const [index, { xAdvance }] of positions.slice(0, -1).entries()) {
    const [left = '', right = ''] = [pairs[index], pairs[index + 1]];
    const moved = Math.round(xAdvance * scale - (advances[`${left.codePointAt(0)}`] ?? 0));
    if (moved !== 0) kerning[left + right] = moved;
  }
  return { advances, kerning };
}

/** A text in which every two of these letters stand beside each other, in both orders: `aabacbbcca` of three. */
export const eachWithEach = (letters: readonly string[]): string =>
  letters
    .map((letter, index) => [letter, ...letters.slice(index + 1)].join(letter))
    .concat(letters.slice(0, 1))
    .join('');

const isMeasured = (point: number): boolean => point < 0x2400 || (point >= 0x25a0 && point < 0x2600);

interface NamedFont {
  readonly read: ReadFont;
  readonly data: string;
  readonly named: ThemeFile;
}

/** The faces that each role is set in; where one is missing, a browser imitates it. */
const wanted: Readonly<
  Record<FontRole, readonly (readonly [weight: number, style: string, name: string])[]>
> = {
  text: [
    [400, 'normal', 'regular'],
    [700, 'normal', 'bold'],
    [400, 'italic', 'italic'],
  ],
  headings: [[700, 'normal', 'bold']],
};

/**
 * Reads the fonts of a theme. Files of one family are faces of it. Those of further families are tried in their order
 * for letters that the ones before do not have, and the fonts of the tool last.
 */
export async function loadFonts(
  fonts: ThemeFonts,
  isPrinted: boolean,
  host: Host,
): Promise<Outcome<HouseFonts>> {
  const diagnostics: Diagnostic[] = [];
  const faces: HouseFace[] = [];
  const measures: Record<string, WeightMetrics> = {};
  for (const role of fontRoles) {
    const read: NamedFont[] = [];
    for (const named of fonts[role] ?? []) {
      const { value, diagnostics: found } = await loadFont(named, isPrinted, host);
      for (const each of found) diagnostics.push(each);
      if (value !== undefined) read.push(value);
    }
    const families = [...new Set(read.map((each) => each.read.family))];
    for (const each of twice(read)) diagnostics.push(each);
    for (const each of missingFaces(role, read)) diagnostics.push(each);
    for (const { read: face, data } of read)
      faces.push(faceOf(role, families.indexOf(face.family), face, data));
    if (role === 'text') Object.assign(measures, measured(read, families));
  }
  return { value: { faces, measures }, diagnostics };
}

async function loadFont(
  named: ThemeFile,
  isPrinted: boolean,
  host: Host,
): Promise<Outcome<NamedFont | undefined>> {
  const { file, position } = named;
  const fail = (diagnostic: Diagnostic) => ({ value: undefined, diagnostics: [diagnostic] });
  try {
    const bytes = await host.project.read(file, host.limits.fontBytes);
    const read = await readFont(bytes, isPrinted);
    return { value: { read, named, data: Buffer.from(bytes).toString('base64') }, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof FontFault))
      return fail(unreadFile(error, { file, position, limit: 'fontBytes', limits: host.limits }));
    const { fault, hint } = error;
    return fail(problem('project/font.found', position, { file, fault }, { hint }));
  }
}

/** A face that two files bring: nobody could say which one is shown. */
function twice(read: readonly NamedFont[]): Diagnostic[] {
  return read.flatMap(({ read: face, named: { file, position } }, index) => {
    const before = read
      .slice(0, index)
      .find(({ read: other }) =>
        (['family', 'weight', 'style'] as const).every((key) => other[key] === face[key]),
      );
    if (before === undefined) return [];
    return [
      problem('project/font.once', position, {
        file,
        family: face.family,
        weight: face.weight,
        style: face.style,
        beforeNamedFile: before.named.file,
      }),
    ];
  });
}

/** Faces that the first family of a role lacks: said, since an imitated bold or slant looks like one. */
function missingFaces(role: FontRole, read: readonly NamedFont[]): Diagnostic[] {
  const [first] = read;
  if (first === undefined) return [];
  const own = read.filter((each) => each.read.family === first.read.family).map((each) => each.read);
  const missing = wanted[role].filter(
    ([weight, style]) =>
      !own.some((face) => face.style === style && (weight === 400 ? face.weight <= 500 : face.weight >= 600)),
  );
  if (missing.length === 0) return [];
  const names = listNames(missing.map(([weight, , name]) => `${name} (${weight})`));
  return [problem('project/font.fonts', first.named.position, { role, names, family: first.read.family })];
}

function faceOf(role: FontRole, place: number, face: ReadFont, data: string): HouseFace {
  const { weight, style, points, format } = face;
  const family = place === 0 ? `House-${role}` : `House-${role}-${place + 1}`;
  return { name: face.family, family, weight, style, unicodeRange: printUnicodeRange(points), format, data };
}

/** Advances of the upright faces by weight, those of a family before those of the families behind it. */
function measured(read: readonly NamedFont[], families: readonly string[]): Record<string, WeightMetrics> {
  const upright = read.map((each) => each.read).filter(({ style }) => style === 'normal');
  const weights = [...new Set(upright.map(({ weight }) => weight))];
  return Object.fromEntries(
    weights.map((weight) => {
      const tables = families
        .flatMap((family) => upright.filter((face) => face.family === family && face.weight === weight))
        .map(measureFont);
      // The first that has a letter draws it.
      const merged = tables.reduceRight<WeightMetrics>(
        (rest, table) => ({
          advances: { ...rest.advances, ...table.advances },
          kerning: { ...rest.kerning, ...table.kerning },
        }),
        { advances: {}, kerning: {} },
      );
      return [`${weight}`, merged];
    }),
  );
}

/** Why a file of the house could not be had, where the project names it. Throws whatever is no fault of the file. */
export function unreadFile(
  error: unknown,
  wanted: {
    readonly file: string;
    readonly position: Position;
    readonly limit: ResourceLimitName;
    readonly limits: ResourceLimits;
  },
): Diagnostic {
  if (!(error instanceof FileProblem)) throw error;
  const { file, position, limit: name, limits } = wanted;
  const { reason, found } = error;
  if (reason === 'too-large') return limitProblem({ name, limits, position, found, which: file });
  // The project has looked whether it is there.
  return problem('project/missing-file', position, { file });
}
