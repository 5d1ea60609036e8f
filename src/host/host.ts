import type { Diagnostic } from '../diagnostics.js';
import type { ResourceLimits } from '../resource-limits.js';
import type { WrongByte } from '../wrong-bytes.js';

/**
 * The machine as one argument: everything that a stage may ask of the world. Tests replace it.
 * Paths are relative, with `/`.
 */
export interface Host {
  /** The project folder, read only. */
  readonly project: Files;
  /** The files that ship inside the package (`dist/`): `theme/`, `messages/`, `fonts/`, `partials/`. */
  readonly tool: Files;
  /** How much of anything a stage takes; the standard ones until `tallybook.yaml` is read. */
  readonly limits: ResourceLimits;
  /** Milliseconds since 1970. It decides what may be published, never what a report says. */
  now(): number;
}

export interface Files {
  /**
   * The bytes of a regular file, of which no more than `most` are taken (256 MiB where nothing is said): a larger one
   * is not read at all. Rejects with a `FileProblem`.
   */
  read(path: string, most?: number): Promise<Uint8Array>;
  /** UTF-8 text of a file, a BOM removed. Rejects with a `FileProblem`. */
  readText(path: string, most?: number): Promise<string>;
  exists(path: string): Promise<boolean>;
  /** Names of the files directly in a folder, sorted; none when there is no such folder. For suggestions. */
  list(folder: string): Promise<readonly string[]>;
  /** SHA-256 of bytes that were read here, where that is remembered. */
  hashOf?(bytes: Uint8Array): string;
}

/**
 * Why a file could not be had. `outside`: the path, or the link behind it, leaves the folder. `not-a-path`: it has
 * control characters. `too-large`: it has more bytes than were asked for.
 */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  /** What is there instead: `a folder`, `a named pipe`, `a device`, `a socket`, `300 bytes`; empty where nothing is. */
  readonly found: string;
  /** For `not-utf8` the first byte that is none; else at the start of the file. */
  readonly wrong: WrongByte;
  constructor(
    readonly reason:
      | 'missing'
      | 'outside'
      | 'not-a-path'
      | 'not-a-file'
      | 'unreadable'
      | 'not-utf8'
      | 'too-large',
    readonly path: string,
    options: ErrorOptions & { readonly found?: string; readonly wrong?: WrongByte } = {},
  ) {
    super(`${reason}: ${path}`, options);
    this.found = options.found ?? '';
    this.wrong = options.wrong ?? { line: 1, column: 1, byte: '' };
  }
}

/** What is read of files; undefined where it cannot be had, for whoever does without it. */
export async function ifReadable<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FileProblem) return undefined;
    throw error;
  }
}

/**
 * The tool or its environment failed (exit code 3): a browser is missing, the disk is full, an output is locked.
 * `diagnostic.position` names the file concerned, or `tallybook` at 1:1 where none is.
 */
export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';
  constructor(
    readonly diagnostic: Diagnostic,
    options?: ErrorOptions,
  ) {
    super(diagnostic.message, options);
  }
}

/** Prints one finished HTML document. One browser serves a whole build. */
export interface Printer {
  /** Such as `Chromium 147.0.0.0 (packed)`; never a path. */
  readonly version: string;
  /**
   * Loads the HTML with JavaScript and network off and opens a session to print it several times.
   * Rejects with an `EnvironmentProblem` when the browser crashes or hangs past its deadline (after one retry in a new browser, unless `once`).
   */
  print<T>(html: string, work: (page: PrintPage) => Promise<T>, options?: PrintOptions): Promise<T>;
  close(): Promise<void>;
}

export interface PrintOptions {
  /** Not tried again in a new browser: for a print that nobody waits for, as the browser may not have borne two. */
  readonly once?: boolean;
}

/** A part of a page in CSS pixels from its top left corner. */
export interface PictureArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PrintPage {
  /**
   * Sets the text of every element with `data-page-of` to `placeholder`, and paints `glyphs` beside it in its font, so
   * that the PDF has the glyphs. They are small, where they move nothing and nobody reads them out.
   */
  reservePageNumbers(text: { readonly placeholder: string; readonly glyphs: string }): Promise<void>;
  /** Sets the text of every element with `data-page-of="id"` to the page number of that id; nothing where it has none. */
  setPageNumbers(numbers: Readonly<Record<string, number>>): Promise<void>;
  /** A4 by the page's own CSS, backgrounds printed; tagged output also has an outline. */
  pdf(options: { readonly tagged: boolean }): Promise<Uint8Array>;
  /** A part of the page as PNG, two pixels for each CSS pixel. The document must be one that the screen shows. */
  picture(area: PictureArea): Promise<Uint8Array>;
}
