import { type Diagnostic, listNames, type Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { neutral, paletteOf } from '../../model/chart/palette.js';
import { type FontRole, familiesOf, type House } from '../../model/project/house.js';
import { lightTokens } from '../../model/project/house-tokens.js';
import type { Report, Target } from '../../model/project/project.js';
import { targetName } from '../../model/project/target-name.js';
import type { Paper } from '../../model/project/theme.js';
import { problem } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { FinishedReport, Output } from '../output.js';
import { targetPaths } from '../paths.js';
import { rareFonts, toolFont } from './fonts.js';
import { attributeOf, childOf } from './ooxml.js';
import type { Pictures } from './pictures.js';
import { type Reference, readReference } from './reference.js';
import { unlikeRule } from './setting.js';
import type { DocxLook } from './styles.js';
import { type DocxInput, type PageSize, wordLanguage } from './writing.js';

const edges = { header: 708, footer: 708, gutter: 0 };
const around = (margin: number) => ({ top: margin, right: margin, bottom: margin, left: margin, ...edges });
const sheets: Readonly<Record<Paper, PageSize>> = {
  a4: { width: 11_906, height: 16_838, margins: around(1417) },
  letter: { width: 12_240, height: 15_840, margins: around(1440) },
};

/** The report as a Word file, which an office edits, comments and sends back. */
export const docx: Output<'docx'> = {
  id: 'docx',
  async make(report, tools) {
    const { drawPictures, drawingsOf } = await import('./pictures.js');
    const { target, document, house } = report;
    const drawings = drawingsOf(document.tree, house);
    // Asked for where nothing is to be drawn too: others wait until the browser has what it is to print.
    const pictures = await tools.print((printer) => drawPictures(drawings, printer, tools));
    const { bytes } = await wordFileOf(report, pictures, tools.limits);
    const path = targetPaths(target).of('docx');
    return { files: [{ ...targetName(target), path, format: 'docx', bytes }], numerals: [], diagnostics: [] };
  },
  // Loaded only where there is one to read.
  verify: async (file, about) => (await import('./verify.js')).verifyDocx(file, about),
};

/**
 * The bytes of the file. Where only its words are looked at, it needs no pictures. From a fingerprint words that somebody blacked out
 * can be guessed, so that a file which may be passed on so has none; one that `staysHere` has all its marks.
 */
export async function wordFileOf(
  { target, document, language, house }: FinishedReport,
  pictures: Pictures,
  limits: ResourceLimits,
  staysHere = false,
): Promise<{ readonly bytes: Uint8Array }> {
  // Loaded only where there is one to write.
  const { writeDocx } = await import('./docx.js');
  const { reference } = officeLook(target.report, house, limits);
  const usual = usualLook(target.report, house, language);
  const asked = target.report.word?.numbers ?? 'marked';
  const numbers = staysHere && asked === 'plain' ? 'marked' : asked;
  const bytes = writeDocx({
    target: targetName(target),
    document,
    language,
    house,
    pictures,
    numbers,
    hasFingerprints: staysHere || (numbers !== 'plain' && document.meta.audience !== 'confidential'),
    ...usual,
    page: sheetOf(reference, usual.page),
    ...(reference && { reference }),
  });
  return { bytes };
}

/** The look of a report whose office has no document. */
export function usualLook(
  report: Pick<Report, 'theme' | 'word'>,
  house: House,
  language: Language,
): Pick<DocxInput, 'page' | 'look' | 'groundOf'> {
  const { tones } = paletteOf(report.theme);
  return {
    page: sheets[report.theme.paper],
    look: lookOf(report, house, wordLanguage(language.tag)),
    groundOf: (judgement) => tones[judgement.slice(judgement.indexOf('-') + 1) as keyof typeof tones],
  };
}

/** What is to be said of the document of an office; it is said before a Word file is made. */
export const officeProblems = (
  { formats, report }: Pick<Target, 'formats' | 'report'>,
  house: House,
  limits: ResourceLimits,
): readonly Diagnostic[] => (formats.includes('docx') ? officeLook(report, house, limits).diagnostics : []);

/** The look of the office, and what is to be said of its document. */
function officeLook(
  report: Pick<Report, 'word' | 'profile'>,
  { reference: data }: Pick<House, 'reference'>,
  limits: ResourceLimits,
): { readonly reference?: Reference; readonly diagnostics: readonly Diagnostic[] } {
  const { word } = report;
  if (word?.reference === undefined || data === undefined) return { diagnostics: [] };
  const { file, position } = word.reference;
  const read = readReference(new Uint8Array(Buffer.from(data, 'base64')), limits);
  if ('message' in read) return { diagnostics: [faultAt(position, file, read)] };
  const what = read.leftOut.join(', ');
  const fonts = rareFonts(read);
  return {
    reference: read,
    diagnostics: [
      ...(what === '' ? [] : [problem('word/left-out', position, { file, what })]),
      ...unlikeRule(read, report),
      ...(fonts.length === 0 ? [] : [problem('word/font', position, { file, fonts: listNames(fonts) })]),
    ],
  };
}

const faultAt = (
  position: Position,
  file: string,
  { message, hint }: Pick<Diagnostic, 'message' | 'hint'>,
): Diagnostic => ({
  severity: 'error',
  code: 'word/reference',
  position,
  message: `\`${file}\`: ${message}`,
  ...(hint !== undefined && { hint }),
});

/** What the default styles are made of: the publisher's colours and fonts, and what a body asks. */
function lookOf({ theme, word }: Pick<Report, 'theme' | 'word'>, house: House, language: string): DocxLook {
  const { font, points, notePoints, justified } = word?.setting ?? {};
  const named = (role: FontRole): string | undefined => {
    const [family] = familiesOf(house.fonts?.faces ?? [], role);
    return house.fonts?.faces.find((face) => face.family === family)?.name;
  };
  const text = font ?? named('text') ?? toolFont;
  return {
    accent: theme.accent,
    soft: lightTokens(paletteOf(theme))['accent-soft'] ?? neutral.panel,
    fonts: { text, headings: font ?? named('headings') ?? text },
    size: 2 * (points ?? 10),
    ...(notePoints !== undefined && { noteSize: 2 * notePoints }),
    ...(justified === true && { justified }),
    hasCover: theme.cover !== 'none',
    language,
  };
}

/** The sheet of the office, laid upright, else that of the publisher. */
function sheetOf(reference: Reference | undefined, usual: PageSize): PageSize {
  const number = (name: string, attribute: string): number | undefined => {
    const value = Number(attributeOf(childOf(reference?.section, `w:${name}`), `w:${attribute}`));
    // Twice the largest sheet that Word knows would hold no line.
    return Number.isInteger(value) && value >= 0 && value < 40_000 ? value : undefined;
  };
  const [across, down] = [number('pgSz', 'w') ?? usual.width, number('pgSz', 'h') ?? usual.height];
  const margins = Object.fromEntries(
    Object.entries(usual.margins).map(([side, margin]) => [side, number('pgMar', side) ?? margin]),
  );
  const size = { width: Math.min(across, down), height: Math.max(across, down), margins };
  const { left = 0, right = 0, gutter = 0 } = margins;
  return size.width - left - right - gutter > 2000 ? size : usual;
}
