/** Words in a drawing, with their place in its file. */
export interface PictureText {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** What is known of a picture that can be shown. */
export interface Picture {
  /** In CSS pixels; absent where the file does not say. */
  readonly width?: number;
  readonly height?: number;
  /** The words that it shows, for a drawing; photographs have none that can be read. */
  readonly words: readonly PictureText[];
}

/**
 * What is wrong with a picture, as a sentence that follows a colon. Where it exceeds a `limit`, `what` is that of which it has
 * too much.
 */
export class PictureFault extends Error {
  constructor(
    readonly what: string,
    readonly more: {
      readonly limit?: 'pictureNodes' | 'picturePixels' | 'htmlDepth';
      readonly place?: { readonly line: number; readonly column: number };
    } = {},
  ) {
    super(what);
  }
}
