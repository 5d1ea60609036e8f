import type { Diagnostic, Position } from '../../diagnostics.js';
import { isDay } from '../../model/day.js';
import { ownOf } from '../../model/own.js';
import { phrase } from '../../problems/problem.js';
import type { Author, Work } from './entry.js';

/** Marks above and below letters, by the command of LaTeX, as Unicode combines them. */
const marks: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030C',
  H: '\u030B',
  c: '\u0327',
  k: '\u0328',
  r: '\u030A',
  d: '\u0323',
};

const letters: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  aa: 'å',
  AA: 'Å',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  dj: 'đ',
  DJ: 'Đ',
  textendash: '–',
  textemdash: '—',
};

/** The words of a field of BibTeX: accents as letters, dashes, no braces. A command that is not known stands as it was written. */
export function fromLatex(text: string): string {
  return text
    .replaceAll(
      /\\([`'^~"=.])\s?\{?\\?([A-Za-z])\}?/g,
      (_, mark: string, letter: string) => letter + marks[mark],
    )
    .replaceAll(
      /\\([uvHckrd])(?:\{\\?([A-Za-z])\}| ([A-Za-z]))/g,
      (_, mark: string, a?: string, b?: string) => `${a ?? b}${marks[mark]}`,
    )
    .replaceAll(/\\([A-Za-z]{1,12})(?:\{\}| |(?![A-Za-z]))/g, (found, name: string) => letters[name] ?? found)
    .replaceAll(/\\(?:emph|textit|textbf|textsc|url)(?=\{)/g, '')
    .replaceAll(/\\([&%$#_])/g, '$1')
    .replaceAll('---', '—')
    .replaceAll('--', '–')
    .replaceAll(/(?<!\\)~/g, '\u00A0')
    .replaceAll(/[{}]/g, '')
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .trim()
    .normalize('NFC');
}

/** How deep braces may stand in each other: nobody writes deeper. */
const deepest = 50;

/** Ends the reading of an entry. */
class BibFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** What reading BibTeX makes of a file. */
export interface ReadWorks {
  readonly works: readonly Work[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The works of a file of BibTeX or BibLaTeX, at most `most`, each with its place. A fault ends its entry, and reading goes on
 * with the next line that begins with `@`.
 */
export function readBib(text: string, file: string, most: number): ReadWorks {
  const works: Work[] = [];
  const diagnostics: Diagnostic[] = [];
  const placeOf = placer(text, file);
  const strings = new Map<string, string>();
  let at = text.indexOf('@');
  while (at >= 0) {
    try {
      const entry = readEntry(text, at, strings);
      if (entry.fields !== undefined) works.push(workOf(entry.key, entry.fields, placeOf(at)));
      at = text.indexOf('@', entry.end);
    } catch (error) {
      if (!(error instanceof BibFault)) throw error;
      diagnostics.push({
        severity: 'error',
        code: 'content/bibliography',
        message: error.message,
        position: placeOf(Math.min(error.offset, text.length)),
      });
      const next = text.indexOf('\n@', at + 1);
      at = next < 0 ? -1 : next + 1;
    }
    if (works.length > most || diagnostics.length >= 20) break;
  }
  return { works, diagnostics };
}

function placer(text: string, file: string): (offset: number) => Position {
  let [line, from] = [1, 0];
  return (offset) => {
    // Places are asked for in the order of the file, but for faults, which lie ahead.
    if (offset < from) [line, from] = [1, 0];
    for (let next = text.indexOf('\n', from); next >= 0 && next < offset; next = text.indexOf('\n', from)) {
      line += 1;
      from = next + 1;
    }
    return { file, line, column: offset - from + 1 };
  };
}

interface Entry {
  readonly key: string;
  /** Absent of what is no work: `@comment`, `@preamble`, `@string`. */
  readonly fields?: ReadonlyMap<string, string>;
  readonly end: number;
}

function readEntry(text: string, start: number, strings: Map<string, string>): Entry {
  const head = sticky(/@([A-Za-z]{1,40})\s*([{(])/y, text, start);
  // An `@` outside of entries is a remark, as in an address.
  if (head === null) return { key: '', end: start + 1 };
  const type = (head[1] ?? '').toLowerCase();
  const at = start + head[0].length;
  if (type === 'comment' || type === 'preamble') return { key: '', end: skipBraced(text, at) };
  const key = type === 'string' ? { name: '', end: at } : readKey(text, at, type);
  const { fields, end } = readFields(text, key.end, strings, {
    close: head[2] === '(' ? ')' : '}',
    of: key.name || type,
  });
  if (type !== 'string') return { key: key.name, fields, end };
  for (const [name, value] of fields) strings.set(name, value);
  return { key: '', end };
}

/** The key of an entry, and where what follows it begins. */
function readKey(text: string, at: number, type: string): { readonly name: string; readonly end: number } {
  const found = sticky(/\s*([^\s,{}()"#%'=]{1,200})\s*(,|(?=[})]))/y, text, at);
  if (found === null) throw new BibFault(phrase('content/read-bib.entry', { type }), at);
  return { name: found[1] ?? '', end: at + found[0].length };
}

/** The fields of an entry up to the bracket that closes it, by their names in small letters. */
function readFields(
  text: string,
  start: number,
  strings: ReadonlyMap<string, string>,
  { close, of }: { readonly close: string; readonly of: string },
): { readonly fields: ReadonlyMap<string, string>; readonly end: number } {
  const fields = new Map<string, string>();
  let at = start;
  for (;;) {
    at += sticky(/[\s,]*/y, text, at)?.[0].length ?? 0;
    if (text[at] === close) return { fields, end: at + 1 };
    const name = sticky(/([A-Za-z][\w:.-]{0,60})\s*=\s*/y, text, at);
    if (name === null)
      throw new BibFault(
        phrase('content/read-bib.field', {
          endOf: at >= text.length ? 'the end of the file' : `\`${text.slice(at, at + 12).split('\n')[0]}\``,
          of,
          close,
        }),
        at,
      );
    const value = readValue(text, at + name[0].length, strings);
    fields.set((name[1] ?? '').toLowerCase(), value.text);
    at = value.end;
  }
}

/** Pieces with `#` between them. */
function readValue(text: string, start: number, strings: ReadonlyMap<string, string>) {
  let [at, value] = [start, ''];
  for (;;) {
    const mark = text[at];
    if (mark === '{' || mark === '"') {
      const end = mark === '{' ? skipBraced(text, at + 1) : skipQuoted(text, at + 1);
      value += text.slice(at + 1, end - 1);
      at = end;
    } else {
      const word = sticky(/[^\s,{}()"#=]{1,100}/y, text, at)?.[0];
      if (word === undefined) throw new BibFault(phrase('content/read-bib.value'), at);
      value += strings.get(word.toLowerCase()) ?? word;
      at += word.length;
    }
    const join = sticky(/\s*#\s*/y, text, at);
    if (join === null) return { text: value, end: at };
    at += join[0].length;
    if (value.length > 100_000) throw new BibFault(phrase('content/read-bib.such'), at);
  }
}

/** Where what a brace opens ends, the brace included. */
function skipBraced(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return at + 1;
    if (depth > deepest) throw new BibFault(phrase('content/read-bib.deep', { deepest }), at);
  }
  throw new BibFault(phrase('content/read-bib.end'), start - 1);
}

function skipQuoted(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '{') at = skipBraced(text, at + 1) - 1;
    else if (character === '"') return at + 1;
  }
  throw new BibFault(phrase('content/read-bib.quotation'), start - 1);
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Languages by the names that BibLaTeX has for them. */
const languages: Readonly<Record<string, string>> = {
  albanian: 'sq',
  english: 'en',
  british: 'en-GB',
  american: 'en-US',
  french: 'fr',
  german: 'de',
  ngerman: 'de',
  serbian: 'sr',
  croatian: 'hr',
  bosnian: 'bs',
  macedonian: 'mk',
  romanian: 'ro',
  turkish: 'tr',
  italian: 'it',
  spanish: 'es',
};

function workOf(key: string, fields: ReadonlyMap<string, string>, at: Position): Work {
  const get = (...names: string[]): string | undefined => {
    const found = names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '');
    return found === undefined ? undefined : fromLatex(found);
  };
  const language = get('langid', 'language', 'hyphenation')?.toLowerCase();
  const tag =
    language &&
    (ownOf(languages, language) ?? (/^[a-z]{2,3}(?:-[a-z0-9]+)*$/.test(language) ? language : undefined));
  const optional = {
    year: get('year') ?? get('date')?.slice(0, 4),
    within: get('journaltitle', 'journal', 'booktitle'),
    inJournal: get('journaltitle', 'journal') === undefined ? undefined : true,
    volume: get('volume'),
    issue: get('number', 'issue'),
    pages: get('pages'),
    publisher: get('publisher', 'institution', 'organization', 'school', 'howpublished'),
    place: get('location', 'address'),
    doi: get('doi')?.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, ''),
    url: fields
      .get('url')
      ?.replaceAll(/\\([&%$#_~])/g, '$1')
      .trim(),
    accessed: dayOf(get('urldate')),
    language: tag,
  };
  const known = Object.fromEntries(
    Object.entries(optional).filter(([, value]) => value !== undefined && value !== ''),
  );
  const [title, subtitle] = [get('title') ?? '', get('subtitle')];
  return {
    key,
    authors: authorsOf(fields.get('author') ?? fields.get('editor') ?? ''),
    title: subtitle === undefined ? title : `${title}: ${subtitle}`,
    ...known,
    at,
  };
}

/** A whole day; of a month or a year alone nothing is said. */
const dayOf = (text: string | undefined): string | undefined =>
  text !== undefined && isDay(text) ? text : undefined;

/** `Family, Given and {An Institution}`. */
function authorsOf(text: string): Author[] {
  return splitOutside(text, /\s+and\s+/y)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each): Author => {
      if (/^\{.*\}$/s.test(each)) return { family: fromLatex(each) };
      const [family = '', ...given] = splitOutside(each, /\s*,\s*/y);
      if (given.length > 0) return { family: fromLatex(family), given: fromLatex(given.at(-1) ?? '') };
      const words = splitOutside(each, /\s+/y);
      if (words.length === 1) return { family: fromLatex(each) };
      return { family: fromLatex(words.at(-1) ?? ''), given: fromLatex(words.slice(0, -1).join(' ')) };
    });
}

/** The parts of a text between what separates them, outside of braces. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    else if (depth === 0 && /[\s,]/.test(text[at] ?? '')) {
      const found = sticky(separator, text, at);
      if (found === null || found[0] === '') continue;
      parts.push(text.slice(from, at));
      from = at + found[0].length;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}
