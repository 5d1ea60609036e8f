import type { Diagnostic, Outcome } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { coverageFile, parseCoverage } from '../language/font-coverage.js';
import type { HousePicture } from '../model/house.js';
import type { ThemePicture } from '../model/theme.js';
import { PictureFault } from '../pictures/picture.js';
import { pictureProblem, strangeCharacters, strangeNumbers } from '../pictures/problems.js';
import { mediaTypes, pictureKinds, readPicture } from '../pictures/read.js';
import { unreadFile } from './unread-file.js';

/** No helper stands in a project file. */
const inTheme = (strange: Diagnostic): Diagnostic => ({
  ...strange,
  message: strange.message.replace(/, expected .*$/, ', expected its `alt` to say each'),
  hint: 'a figure belongs into the report; what is part of a name is said in `alt` too',
});

/** Reads a picture of the house as content reads those of a report: whole, loading nothing, its words known. */
export async function loadPicture(
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
