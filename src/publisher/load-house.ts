import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { coverageFile, parseCoverage } from '../language/font-coverage.js';
import { defined } from '../model/defined.js';
import type { House, HousePicture } from '../model/project/house.js';
import type { Theme, ThemeFile, ThemePicture } from '../model/project/theme.js';
import type { WordFile } from '../model/project/word.js';
import { PictureFault } from '../pictures/picture.js';
import { pictureProblem, strangeCharacters, strangeNumbers } from '../pictures/problems.js';
import { mediaTypes, pictureKinds, readPicture } from '../pictures/read.js';
import { phrase } from '../problems/problem.js';
import { checkCss } from './css/check-css.js';
import { loadFonts, unreadFile } from './load-fonts.js';

/** No helper stands in a project file. */
const inTheme = (strange: Diagnostic): Diagnostic => ({
  ...strange,
  hint: phrase('publisher/load-house.figure'),
});

/** Reads a picture of the house as content reads those of a report: whole, loading nothing, its words known. */
async function loadPicture(
  { file, position: at, alt }: ThemePicture,
  host: Host,
): Promise<Outcome<HousePicture | undefined>> {
  const kind = pictureKinds.get(file.split('.').at(-1)?.toLowerCase() ?? '');
  // Said of the project file.
  if (kind === undefined) return { value: undefined, diagnostics: [] };
  try {
    const bytes = await host.project.read(file, host.limits.pictureBytes);
    const { words, ...size } = await readPicture(bytes, kind, host.limits);
    const diagnostics: Diagnostic[] = strangeNumbers(words, { path: file, at, alt }).map(inTheme);
    if (words.length > 0) {
      const { picture: covers } = parseCoverage(await host.tool.readText(coverageFile));
      for (const each of strangeCharacters(words, { path: file, at, covers })) diagnostics.push(each);
    }
    const data = Buffer.from(bytes).toString('base64');
    return { value: { file, mediaType: mediaTypes[kind], data, alt, ...size }, diagnostics };
  } catch (error) {
    if (error instanceof PictureFault)
      return {
        value: undefined,
        diagnostics: [pictureProblem(error, { url: file, path: file, at, limits: host.limits })],
      };
    return {
      value: undefined,
      diagnostics: [unreadFile(error, { file, position: at, limit: 'pictureBytes', limits: host.limits })],
    };
  }
}

/**
 * The stage of the publisher: reads the files that a theme names, and holds each to what pages may carry. What is wrong
 * with one of them is said where the project names it; the house that is returned has what could be read.
 *
 * @param word What is asked of a Word file.
 * @param isPrinted A PDF is made, for which some fonts must not be used.
 */
export async function loadHouse(
  theme: Theme,
  host: Host,
  isPrinted = true,
  word?: Pick<WordFile, 'reference'>,
): Promise<Outcome<House>> {
  const { logo, picture, fonts } = theme;
  const diagnostics: Diagnostic[] = [];
  const taken = <T>({ value, diagnostics: found }: Outcome<T>): T => {
    for (const each of found) diagnostics.push(each);
    return value;
  };
  const sign = logo && taken(await loadPicture(logo, host));
  const shown = picture && taken(await loadPicture(picture, host));
  const faces = fonts && taken(await loadFonts(fonts, isPrinted, host));
  const css = taken(await loadCss(theme, host));
  const reference = word?.reference && taken(await loadReference(word.reference, host));
  return {
    value: defined({
      logo: sign,
      picture: shown,
      fonts: faces,
      ...(css && { css }),
      reference,
    }),
    diagnostics,
  };
}

/** The document whose look Word files take, as it is: whoever writes one reads it. */
async function loadReference(
  { file, position }: ThemeFile,
  host: Host,
): Promise<Outcome<string | undefined>> {
  try {
    const bytes = await host.project.read(file, host.limits.wordBytes);
    return { value: Buffer.from(bytes).toString('base64'), diagnostics: [] };
  } catch (error) {
    const problem = unreadFile(error, { file, position, limit: 'wordBytes', limits: host.limits });
    return { value: undefined, diagnostics: [problem] };
  }
}

/** Reads the style sheet of a theme, and holds it to what reports do not lose by. Empty where it says something else. */
async function loadCss(
  { css, accent, second }: Pick<Theme, 'css' | 'accent' | 'second'>,
  host: Host,
): Promise<Outcome<string>> {
  if (css === undefined) return { value: '', diagnostics: [] };
  const { file, position } = css;
  try {
    const text = await host.project.readText(file, host.limits.textBytes);
    return await checkCss({ text, file, theme: { accent, second } });
  } catch (error) {
    const problem = unreadFile(error, { file, position, limit: 'textBytes', limits: host.limits });
    return { value: '', diagnostics: [problem] };
  }
}
