import { ownOf } from '../model/own.js';
import { toSerbianLatin } from './serbian-latin.js';

/** Letters that are no other letter with a mark, as names are usually written without them. */
const plain: Readonly<Record<string, string>> = {
  đ: 'dj',
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/**
 * A name as a folder and an address may have it: "Fushë Kosovë" is `fushe-kosove`, "Ђаковица" is `djakovica`. Empty where no
 * letter or digit of it can be written so.
 */
export const slugOf = (name: string): string =>
  toSerbianLatin(name)
    .toLowerCase()
    .replace(/[^\x20-\x7e]/gu, (letter) => ownOf(plain, letter) ?? letter)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[’'`]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
