import type { MessageId } from '../../language/message-id.js';

/** What a stage may ask of a format before anything is made in it, so that none knows a format by its name. */
interface FormatTraits {
  /** A report is published in it where it does not say in which. */
  readonly isDefault: boolean;
  /** Its files are no text. */
  readonly isBinary: boolean;
  /** It has numbered pages. */
  readonly hasPages: boolean;
  /** The browser prints it, or pictures in it. */
  readonly needsBrowser: boolean;
  /** Its charts are drawn for narrower windows too. All formats have those for paper. */
  readonly needsScreenDrawings: boolean;
  /** It carries the letters that it shows: fonts must allow that, and each character must be in one of them. */
  readonly needsLetters: boolean;
  readonly mediaType: string;
  /** By which the head of the page hands it out. */
  readonly download?: MessageId;
}

/**
 * The formats that reports can be published in, in the order in which they are told. The name of each is the ending of its file, and its
 * output stands in `outputs/outputs.ts`. Alone here: the command line must not load the grammar of projects.
 */
const known = {
  html: {
    isDefault: true,
    isBinary: false,
    hasPages: false,
    needsBrowser: false,
    needsScreenDrawings: true,
    needsLetters: false,
    mediaType: 'text/html; charset=utf-8',
  },
  pdf: {
    isDefault: true,
    isBinary: true,
    hasPages: true,
    needsBrowser: true,
    needsScreenDrawings: false,
    needsLetters: true,
    mediaType: 'application/pdf',
    download: 'html.download.pdf',
  },
  docx: {
    isDefault: false,
    isBinary: true,
    hasPages: false,
    needsBrowser: true,
    needsScreenDrawings: false,
    needsLetters: false,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    download: 'html.download.docx',
  },
} as const satisfies Readonly<Record<string, FormatTraits>>;

export type Format = keyof typeof known;
export const formatTraits: Readonly<Record<Format, FormatTraits>> = known;
export const formats = Object.keys(known) as Format[];

/** The page for browsers: what is published is read from it, and other formats are held against it. */
export const pageFormat: Format = 'html';

/** The formats of a data annex, which stands beside the report whatever it is built as. */
export const annexFormats = ['xlsx', 'zip'] as const;

/** The formats of all files that reports are published in. */
export const fileFormats = [...formats, ...annexFormats, 'json'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** What may be true of a format. */
type Trait = Exclude<keyof FormatTraits, 'mediaType' | 'download'>;

/** The formats of which something is true, among all or some. */
export const formatsWith = (trait: Trait, among: readonly FileFormat[] = formats): Format[] =>
  formats.filter((format) => formatTraits[format][trait] && among.includes(format));

/** True where it is true of one of these. */
export const someFormat = (trait: Trait, among: readonly FileFormat[]): boolean =>
  formatsWith(trait, among).length > 0;

/** The format of a file of a report by its name; undefined for other files. */
export const formatOf = (path: string): FileFormat | undefined =>
  fileFormats.find((format) => path.endsWith(`.${format}`));

/** True for the formats of files that are no text. */
export const isBinary = (format: FileFormat): boolean =>
  annexFormats.some((each) => each === format) || someFormat('isBinary', [format]);
