import { Document, isMap, Pair, parse, parseDocument, Scalar, stringify, YAMLMap } from 'yaml';
import { literally } from '../../language/literally.js';
import type { Filled } from './new-messages.js';

const explained = ` What a reader takes a number in running text to be, so that laws, dates and ages are told from statistics. Above each key
 stands the English list. In patterns (ECMAScript regular expressions) a space stands for any white space, and {name} for an entry
 of \`parts\`. As long as \`ready\` is false, nothing here is read, and numbers in the text are warnings; with true they are errors,
 unless the lexicon knows what they are.`;

/**
 * The lexicon of a project with the section \`language\`, where it has none: months, days and lists as CLDR has them, the rest
 * empty, with the English lists above.
 */
export function lexiconWith(before: string, tag: string, english: string): Filled {
  const document = before.trim() === '' ? new Document(new YAMLMap()) : parseDocument(before);
  const top = isMap(document.contents) ? document.contents : new YAMLMap();
  document.contents = top as typeof document.contents;
  if (top.has('language')) return { text: before, added: 0 };
  const source = parse(english) as Readonly<Record<string, unknown>>;
  const own = new YAMLMap();
  own.items.push(new Pair(new Scalar('ready'), new Scalar(false)));
  const filled = byCldr(tag);
  let added = 0;
  for (const [key, value] of Object.entries(source)) {
    const name = new Scalar(key);
    name.commentBefore = commented(value);
    if (filled[key] === undefined) added += 1;
    own.items.push(new Pair(name, document.createNode(filled[key] ?? emptied(value))));
  }
  const name = new Scalar('language');
  name.commentBefore = explained;
  top.items.push(new Pair(name, own));
  return { text: document.toString({ lineWidth: 0 }), added };
}

/** The English value as lines of a comment. */
const commented = (value: unknown): string =>
  stringify(value, { lineWidth: 120, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' })
    .trimEnd()
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');

/** The same shape without what is English: lists and texts are empty, and of mappings of words nothing is left. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === 'string') return '';
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value);
  // Number words and neighbours have keys of their own; kinds of claims may be left out.
  return parts.some(([key]) => key === 'cardinals' || key === 'percent')
    ? Object.fromEntries(parts.map(([key, part]) => [key, emptied(part)]))
    : {};
}

/** What CLDR knows of a language. */
function byCldr(tag: string): Readonly<Record<string, unknown>> {
  const names = new Set<string>();
  for (const month of ['long', 'short'] as const)
    for (const day of ['numeric', undefined] as const)
      for (let index = 0; index < 12; index += 1) {
        const parts = new Intl.DateTimeFormat(tag, {
          month,
          ...(day && { day }),
          timeZone: 'UTC',
        }).formatToParts(Date.UTC(2015, index, 15));
        const name = parts.find(({ type }) => type === 'month')?.value ?? '';
        if (/\p{L}/u.test(name)) names.add(name);
      }
  const months = [...names].sort((a, b) => b.length - a.length).map(inAnyCase);
  const between = (type: Intl.ListFormatType): string =>
    new Intl.ListFormat(tag, { type })
      .formatToParts(['1', '2'])
      .flatMap(({ type: part, value }) => (part === 'literal' ? [value] : []))
      .map(literally)
      .join('');
  const joints = [' ?[-–/] ?', ', ?', ...new Set([between('conjunction'), between('disjunction')])];
  return {
    parts: {
      month: months.join('|'),
      day: '\\d{1,2}',
      year: '[12]\\d{3}',
      item: '\\d+(?:\\.\\d+)*[a-z]?(?:\\(\\w{1,4}\\))*',
      items: `{item}(?:(?:${joints.join('|')}){item})*`,
    },
    dates: [
      '{day}\\.? {month}\\.?(?: {year})?',
      '{month} {year}',
      '{year}-\\d{2}-\\d{2}',
      '\\d{1,2}[./]\\d{1,2}[./]{year}',
      '{year}[/–-]\\d{2}',
      '(?:19|20)\\d{2} ?[–-] ?(?:19|20)\\d{2}',
    ],
    'numbered-nouns': ['{noun} {items}'],
    'unit-head': { stands: 'last', complements: '' },
    currencies: ['€', '$', '£', 'EUR', 'USD', 'GBP'],
  };
}

/** A name in small letters or with a capital. */
function inAnyCase(name: string): string {
  const [first = ''] = name;
  const [small, large] = [first.toLowerCase(), first.toUpperCase()];
  return small === large ? literally(name) : `[${large}${small}]${literally(name.slice(first.length))}`;
}
