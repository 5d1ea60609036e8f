import type { Position } from '../../diagnostics.js';

/** What a program checks, each with the standard that it is held to. Source: EN 301 549 V3.2.1, clauses 9 and 10. */
export const checkedParts = {
  /** The markup of the page: names, headings, tables, pictures, links, languages. */
  page: 'WCAG 2.1 AA, EN 301 549',
  /** The page as a browser shows it: contrast, names, order. */
  browser: 'WCAG 2.1 AA, EN 301 549',
  /** The structure of the PDF: title, language, bookmarks, pictures. */
  pdf: 'PDF/UA-1',
  /** The PDF by every rule of PDF/UA-1 that a program can test. */
  'pdf-ua': 'PDF/UA-1',
  /** The PDF by every rule of PDF/A-2a that a program can test. */
  'pdf-a': 'PDF/A-2a',
} as const;
export type CheckedPart = keyof typeof checkedParts;

/** What only people can check. */
export const manualParts = ['keyboard', 'zoom', 'screen-reader', 'alternatives', 'reading-order'] as const;
export type ManualPart = (typeof manualParts)[number];

/** What a publisher may say of a report as a whole. Source: Commission Implementing Decision (EU) 2018/1523, annex. */
export const conformities = ['full', 'partial', 'none'] as const;
export type Conformity = (typeof conformities)[number];

/** A check that a program made. */
export interface ProgramCheck {
  readonly of: CheckedPart;
  /** "axe-core". */
  readonly name: string;
  readonly version: string;
  /** The day: `2016-03-01`. */
  readonly date: string;
  /** `failed` where there are findings. */
  readonly outcome: 'passed' | 'failed';
  /** What it found, a sentence each. */
  readonly findings: readonly string[];
}

/** A check that somebody made, in their words. */
export interface ManualCheck {
  readonly of: ManualPart;
  /** Who, and with what: "Office for accessibility, NVDA 2024.4 and Firefox". */
  readonly by: string;
  readonly date: string;
  readonly outcome: 'passed' | 'failed';
  /** What they met, a sentence; empty where there is nothing to say. */
  readonly said: string;
}

/** What was checked of the accessibility of a report in a language: an entry of `accessibility.yaml`. */
export interface AccessibilityRecord {
  readonly report: string;
  /** The slug of an item, of a report that is made for many. */
  readonly item?: string;
  readonly language: string;
  /** SHA-256 of the page without its statement on accessibility, which is made of this record. */
  readonly page: string;
  readonly checks: readonly ProgramCheck[];
  readonly manual: readonly ManualCheck[];
  /** What is known not to be accessible, a sentence each, by people. */
  readonly limitations: readonly string[];
  /** What the publisher says of it as a whole; absent where it has not said. */
  readonly conformity?: Conformity;
  readonly position: Position;
}

/** The file of the records, beside `tallybook.yaml`. */
export const accessibilityFile = 'accessibility.yaml';

/** On every element of a statement on accessibility: pages are compared without it. */
export const statementAttribute = 'data-statement';

/** True where programs, people or the publisher know of a fault. */
export const hasFaults = ({ checks, manual, limitations }: AccessibilityRecord): boolean =>
  limitations.length > 0 || [...checks, ...manual].some(({ outcome }) => outcome === 'failed');
