import { paletteOf } from '../../model/chart/palette.js';
import { targetName } from '../../model/project/target-name.js';
import type { Paper } from '../../model/project/theme.js';
import type { FinishedReport, Output } from '../output.js';
import { targetPaths } from '../paths.js';
import type { Pictures } from './pictures.js';
import type { PageSize } from './writing.js';
import { wordLanguage } from './writing.js';

const sizes: Readonly<Record<Paper, PageSize>> = {
  a4: { width: 11_906, height: 16_838, margin: 1417 },
  letter: { width: 12_240, height: 15_840, margin: 1440 },
};

/** The report as a Word file, which an office edits, comments and sends back. */
export const docx: Output<'docx'> = {
  id: 'docx',
  async make(report, tools) {
    const { drawPictures, drawingsOf } = await import('./pictures.js');
    const pictures = await drawPictures(drawingsOf(report.document.tree, report.house), tools);
    const bytes = await wordFileOf(report, pictures);
    const path = targetPaths(report.target).of('docx');
    return {
      files: [{ ...targetName(report.target), path, format: 'docx', bytes }],
      numerals: [],
      diagnostics: [],
    };
  },
};

/** The bytes of the file. Where only its words are looked at, it needs no pictures. */
async function wordFileOf(
  { target, document, language, house }: FinishedReport,
  pictures: Pictures,
): Promise<Uint8Array> {
  // Loaded only where there is one to write.
  const { writeDocx } = await import('./docx.js');
  const { theme } = target.report;
  const palette = paletteOf(theme);
  return writeDocx({
    target: targetName(target),
    document,
    language,
    house,
    pictures,
    numbers: 'marked',
    page: sizes[theme.paper],
    look: {
      accent: theme.accent,
      soft: palette.soft,
      fonts: { text: 'Noto Sans', headings: 'Noto Sans' },
      size: 20,
      language: wordLanguage(language.tag),
    },
    toneOf: (judgement) => ({
      ground: palette.tones[judgement.slice(judgement.indexOf('-') + 1) as 'good'],
      ink: '#000000',
    }),
  });
}
