import { IntlMessageFormat } from 'intl-messageformat';
import { remembered } from '../model/remembered.js';
import { literally } from './literally.js';

/** A piece of an ICU message: words, an argument, a choice by one, or the number that a choice is by. */
interface Piece {
  readonly type: number;
  readonly value?: string;
  readonly offset?: number;
  readonly pluralType?: 'cardinal' | 'ordinal';
  readonly options?: Readonly<Record<string, { readonly value: readonly Piece[] }>>;
}

// The kinds of intl-messageformat, which has them as numbers.
const [words, select, plural, pound] = [0, 5, 6, 7];

/** A message is held against each of several rules, and the English one against each language. */
const piecesOf = remembered(
  (text: string) =>
    new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst() as readonly Piece[],
  2000,
);

/** What a message takes, and the choices of each argument that it selects by. Throws where the text is no ICU message. */
export function argumentsOf(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (pieces: readonly Piece[]): void => {
    for (const { type, value, options = {} } of pieces) {
      if (type === words || type === pound || value === undefined) continue;
      const choices = found.get(value) ?? new Set<string>();
      if (type === select) for (const choice of Object.keys(options)) choices.add(choice);
      found.set(value, choices);
      for (const branch of Object.values(options)) visit(branch.value);
    }
  };
  visit(piecesOf(text));
  return found;
}

/** An English message with the plural forms that CLDR has for a language, each with the English words to be replaced. */
export function withPluralsOf(text: string, tag: string): string {
  if (!text.includes('plural,')) return text;
  const print = (pieces: readonly Piece[]): string => pieces.map(one).join('');
  const one = (piece: Piece): string => {
    const { type, value = '', options = {} } = piece;
    if (type === words) return value;
    if (type === pound) return '#';
    if (type !== plural && type !== select) return `{${value}}`;
    const branch = (name: string): string =>
      `${name} {${print((options[name] ?? options.other)?.value ?? [])}}`;
    const own = Object.keys(options);
    const kind = piece.pluralType === 'ordinal' ? 'selectordinal' : type === plural ? 'plural' : 'select';
    const names = type === select ? own : [...own.filter((name) => name.startsWith('=')), ...formsOf(tag)];
    const written = names.map((name) =>
      own.includes(name) ? branch(name) : `${name} ${branch('other').replace(/^other /, '')}`,
    );
    return `{${value}, ${kind}, ${written.join(' ')}}`;
  };
  return print(piecesOf(text));
}

/** The first plural of a message that lacks a form that the language has by CLDR; undefined where each has all. */
export function lackingForm(
  text: string,
  tag: string,
): { readonly name: string; readonly form: string } | undefined {
  const visit = (pieces: readonly Piece[]): ReturnType<typeof lackingForm> => {
    for (const { type, value: name = '', options = {}, pluralType } of pieces) {
      const form = formsOf(tag).find((each) => !Object.hasOwn(options, each));
      if (type === plural && pluralType !== 'ordinal' && form !== undefined) return { name, form };
      for (const branch of Object.values(options)) {
        const found = visit(branch.value);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return visit(piecesOf(text));
}

/** The plural forms of a language by CLDR, "other" last: `one`, `few`, `other`. */
export const formsOf = remembered((tag: string): readonly string[] => {
  const forms: readonly string[] = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const order = ['zero', 'one', 'two', 'few', 'many', 'other'];
  return order.filter((form) => forms.includes(form));
}, 50);

const gap = '.{0,400}?';

/** Whether a text, its white space single blanks, says a message, whatever that takes; never one without words of its own. */
export function isSaidIn(text: string, message: string): boolean {
  const pieces = piecesOf(message);
  // A pattern with gaps takes a hundred times as long to find nothing as its words do.
  if (!mayBeIn(text, pieces)) return false;
  const source = patternOf(pieces);
  return /\p{L}/u.test(source.replaceAll(gap, '')) && new RegExp(bounded(source), 'su').test(text);
}

const inBlanks = (words: string): string => words.replace(/\s+/gu, ' ');

function patternOf(pieces: readonly Piece[]): string {
  return pieces
    .map(({ type, value = '', options = {} }) => {
      if (type === words) return literally(inBlanks(value));
      if (type !== select && type !== plural) return gap;
      const branches = Object.values(options).map((each) => patternOf(each.value));
      return `(?:${branches.join('|')})`;
    })
    .join('');
}

/** Between letters a pattern may neither begin nor end, unless with a gap, which can take up the rest of the word. */
function bounded(source: string): string {
  const inner = source.slice(
    source.startsWith(gap) ? gap.length : 0,
    source.endsWith(gap) ? -gap.length : undefined,
  );
  return `${source.startsWith(gap) ? '' : '(?<!\\p{L})'}${inner}${source.endsWith(gap) ? '' : '(?!\\p{L})'}`;
}

/** Whether the words of a message stand in a text, in whatever order. */
function mayBeIn(text: string, pieces: readonly Piece[]): boolean {
  return pieces.every(({ type, value = '', options = {} }) => {
    if (type === words) return text.includes(inBlanks(value));
    return (
      (type !== select && type !== plural) || Object.values(options).some((each) => mayBeIn(text, each.value))
    );
  });
}
