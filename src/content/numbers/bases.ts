import { literally } from '../../language/literally.js';

/** What a rate is given for, as its unit says it: "persons per 1,000 prisoners". */
export interface RateBase {
  /** "per" */
  readonly leads: string;
  readonly number: number;
  /** "prisoners" */
  readonly noun: string;
}

// The longer form first: of "100,000" it would else read "100".
const number = String.raw`1(?:0{0,2}(?:[.,\s\u00A0\u202F]?000){1,2}|00)`;
const inUnit = new RegExp(String.raw`(?<!\p{L})(\p{L}+)\s+(${number})\s+(\p{L}.*)$`, 'u');

const numberIn = (digits: string): number => Number(digits.replace(/\D/g, ''));

/** The base that a unit says; undefined where it says none. */
export function baseIn(unit: string): RateBase | undefined {
  const [, leads, digits, noun] = inUnit.exec(unit) ?? [];
  if (leads === undefined || digits === undefined || noun === undefined) return undefined;
  return { leads, number: numberIn(digits), noun };
}

const space = String.raw`[\s\u00A0]+`;
const said = (words: string): string => literally(words).replaceAll(/\s+/g, space);

/** A base wherever it stands, with whatever separators: with its noun, or alone before a mark. */
export function basePattern({ leads, number: base, noun }: RateBase): string {
  const digits = `${base}`.replace(/(?:000)+$/u, (zeros) =>
    zeros.replaceAll('000', String.raw`[.,\s\u00A0\u202F]?000`),
  );
  return `${said(leads)}${space}${digits}(?:${space}${said(noun)}|(?=\\s*(?:[.,;:)\\]]|$)))`;
}

/** A base that the words behind or before a number say. */
export interface SaidBase {
  readonly text: string;
  readonly number: number;
  readonly noun: string;
}

/** The bases in a text that begin as one of those known does. */
export function basesSaid(text: string, known: readonly RateBase[]): SaidBase[] {
  const leads = [...new Set(known.map((base) => said(base.leads)))];
  if (leads.length === 0) return [];
  const pattern = new RegExp(
    `(?<!\\p{L})(?:${leads.join('|')})${space}(${number})(?!\\d)(?:${space}(\\p{L}+))?`,
    'giu',
  );
  return [...text.matchAll(pattern)].map(([words, digits = '', noun = '']) => ({
    text: words,
    number: numberIn(digits),
    noun,
  }));
}
