import type { ThemeFile } from './theme.js';

/** How printed numbers are found again in a Word file: in a control, in one that is locked, by a bookmark, or not at all. */
export const numberForms = ['marked', 'locked', 'bookmark', 'plain'] as const;
export type NumberForm = (typeof numberForms)[number];

/** How the text of a Word file is set where a body has rules for it. */
export interface WordSetting {
  readonly font?: string | undefined;
  /** Of the letters of the text, and of its notes. */
  readonly points?: number | undefined;
  readonly notePoints?: number | undefined;
  readonly justified?: boolean | undefined;
}

/** What is asked of the Word file of a report. */
export interface WordFile {
  readonly numbers: NumberForm;
  /** The document of the office whose look it takes. */
  readonly reference?: ThemeFile;
  readonly setting?: WordSetting;
}
