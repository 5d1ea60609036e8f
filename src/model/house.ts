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

/** What the pages of a publisher carry from files of the project. */
export interface House {
  readonly logo?: HousePicture;
  /** What fills the cover. */
  readonly picture?: HousePicture;
}

/** The house of whoever brings no file. */
export const plainHouse: House = {};
