/** A picture of a publisher's house, checked and ready to stand in a page. */
export interface HousePicture {
  /** In the project. */
  readonly file: string;
  /** `image/svg+xml`, `image/png` or `image/jpeg`. */
  readonly mediaType: string;
  /** The file as base64. */
  readonly data: string;
  /** What is read in its place; empty where it is decoration. */
  readonly alt: string;
  /** In CSS pixels; absent where the file does not say. */
  readonly width?: number;
  readonly height?: number;
}

/** What fonts are for. */
export const fontRoles = ['text', 'headings'] as const;
export type FontRole = (typeof fontRoles)[number];

/** A face of a publisher's own fonts. */
export interface HouseFace {
  /** As the font calls itself. */
  readonly name: string;
  /** Its name in style sheets: `House-text`, `House-text-2`, `House-headings`. */
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** As in CSS. */
  readonly unicodeRange: string;
  /** As `format()` of CSS names it. */
  readonly format: 'woff2' | 'truetype' | 'opentype';
  /** The file as base64. */
  readonly data: string;
}

/** The measures of one font weight, in thousandths of the font size. */
export interface WeightMetrics {
  /** Advance by decimal code point. */
  readonly advances: Readonly<Record<string, number>>;
  /** Adjustment by the two characters of a pair. */
  readonly kerning: Readonly<Record<string, number>>;
}

/** A publisher's own fonts. */
export interface HouseFonts {
  readonly faces: readonly HouseFace[];
  /** The measures of the upright faces of its text by weight, for labels of charts. */
  readonly measures: Readonly<Record<string, WeightMetrics>>;
}

/** What charts are labelled in. */
export interface ChartFonts {
  /** In the order in which they are tried; the font of the tool comes after them. */
  readonly families: readonly string[];
  readonly measures: HouseFonts['measures'];
}

/** What the pages of a publisher carry from files of the project. */
export interface House {
  readonly logo?: HousePicture;
  /** What fills the cover. */
  readonly picture?: HousePicture;
  readonly fonts?: HouseFonts;
  /** The document of the office whose look Word files take, as base64. */
  readonly reference?: string;
  /** A style sheet, as pages carry it behind all others. */
  readonly css?: string;
}

/** The families of the faces in the order in which they are tried, those of one role alone. */
export const familiesOf = (
  faces: readonly Pick<HouseFace, 'family'>[],
  role: FontRole,
): readonly string[] => [
  ...new Set(faces.map(({ family }) => family).filter((family) => family.startsWith(`House-${role}`))),
];

/** The house of whoever brings no file. */
export const plainHouse: House = {};
