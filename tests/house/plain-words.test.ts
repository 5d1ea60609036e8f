import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { filesBelow, textOf } from './repository.js';

/** Words that a reader stumbles over, with what to write instead. */
const banned: readonly (readonly [RegExp, string])[] = [
  [/\b(?:is|are|was|were|be) told\b/i, '"it says", "the report lists"'],
  [/\b(?:is|are|was) none\b/i, '"there is no ...", "has no ..."'],
  [/\bthere (?:is|are) not\b/i, '"there is no ...", "... does not exist"'],
  [/\bstands?\b(?! (?:for|out|trial)\b)/i, '"is", "is written", "is printed"'],
  [/\bthat which\b/i, '"what", "the one that"'],
  [/\b(?:bears|whereof|thereof|wherein|lest|nought|save for)\b/i, '"has", "of it", "in case"'],
  [/(?:^|[.:] )(?:Told|Real|Kept|Left|Compared|Asked) (?:is|are)\b/m, 'the subject first'],
  [/\bplease\b/i, 'nothing'],
];

interface Text {
  readonly place: string;
  readonly text: string;
}

/** What is written in a document, without code. */
const prose = (path: string): Text[] =>
  textOf(path)
    .replaceAll(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '`x`')
    .split('\n')
    .map((text, index) => ({ place: `${path}:${index + 1}`, text }));

type Entry = string | Readonly<Record<string, string>>;

const problems = filesBelow('src')
  .filter((path) => path.endsWith('problems.yaml'))
  .flatMap((path) =>
    Object.entries(parse(textOf(path)) as Record<string, Entry>).map(([id, entry]) => ({
      id,
      parts: Object.values(typeof entry === 'string' ? { message: entry } : entry),
      message: typeof entry === 'string' ? entry : (entry.message ?? ''),
    })),
  );
interface Messages {
  readonly [name: string]: string | Messages;
}

const flat = (messages: Messages, place: string): Text[] =>
  Object.entries(messages).flatMap(([name, entry]) =>
    typeof entry === 'string'
      ? [{ place: `${place} ${name}`, text: entry }]
      : flat(entry, `${place} ${name}`),
  );

const yaml = (path: string): Messages => parse(textOf(path)) as Messages;

/** What reports print in a language, of all rooms. */
const printedIn = (tag: string): Text[] =>
  filesBelow('src')
    .filter((path) => path.endsWith(`messages/${tag}.yaml`) || path.endsWith(`own-words/${tag}.yaml`))
    .flatMap((path) => flat(yaml(path), path));

/** The English texts that are put into data are the names of their translations. */
const printed = [
  ...printedIn('en'),
  ...filesBelow('src')
    .filter((path) => path.endsWith('own-words/sq.yaml'))
    .flatMap((path) => Object.keys(yaml(path)).map((text) => ({ place: path, text }))),
];

/** Words that were in reports and helped nobody. */
const bannedInPrint: Readonly<Record<string, typeof banned>> = {
  en: [
    ...banned,
    [/\bgaps?\b/i, '"no data", "cannot be measured"'],
    [/\bWithout: /, '"... not shown:"'],
    [/\bAgainst it\b|\balone, the figures\b/, 'what the figures show, in a sentence'],
    [/\bcomes? about\b/, '"is calculated"'],
    [/\b(?:by|is) nobody\b|\bwhoever\b|\bnor\b/i, 'who does what'],
    [/\bputs? (?:in|into)\b/, '"fills in", "decides"'],
    [/\bthe way covered\b/i, '"fulfilment"'],
    [/because: \{/, 'a sentence, then the reason'],
  ],
  sq: [
    [/\bmungesë\b/i, '"nuk ka të dhëna", "nuk mund të matet"'],
    [/\bKundër: |Vetëm sa i përket/, 'çfarë tregojnë shifrat'],
    [/(?<!\p{L})çka(?!\p{L})/iu, '"çfarë"'],
    [/\bqëndro(?:n|jnë)\b/, '"është", "gjendet"'],
  ],
  'sr-Cyrl': [
    [/празнин/iu, '„нема података“, „не може се измерити“'],
    [/Кад је реч само о|Томе противрече/u, 'шта подаци показују'],
    [/јер: \{/u, 'реченица, па разлог'],
    [/(?<!\p{L})(?:стоји|стоје|лежи)(?!\p{L})/u, '„је“, „налази се“'],
  ],
};
const guide = ['README.md', 'CHANGELOG.md', ...filesBelow('docs')]
  .filter((path) => path.endsWith('.md') && !/^docs\/decisions\//.test(path))
  .flatMap(prose);
const messages = problems.flatMap(({ id, parts }) => parts.map((text) => ({ place: id, text })));

/** What programs say in a sentence of their own, beside what `problems.yaml` has. */
const said = filesBelow('src')
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .flatMap((path) =>
    textOf(path)
      .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*/gm, (comment) => comment.replaceAll(/[^\n]/g, ''))
      .split('\n')
      .flatMap((line, index) =>
        /Error\(|^import /.test(line)
          ? []
          : (line.match(/'[^']*(?: [^' ]+){3}'|`[^`]*(?: [^` ]+){3}`/g) ?? []).map((text) => ({
              place: `${path}:${index + 1}`,
              text,
            })),
      ),
  );

/** Where one of the words is, and what to write instead. */
const found = (texts: readonly Text[], words = banned): string[] =>
  texts.flatMap(({ place, text }) =>
    words
      .filter(([word]) => word.test(text.replaceAll(/`[^`]*`/g, '`x`')))
      .map(([word, instead]) => `${place}: ${word.exec(text)?.[0] ?? word.source}; write ${instead}`),
  );

describe('plain words', () => {
  test('a message says what is the case, in at most 25 words and without a frame', () => {
    const framed = problems.filter(({ message }) => /^Unexpected\b|, expected\b/.test(message));
    expect(framed).toEqual([]);
    expect(problems.filter(({ message }) => message.split(/\s+/).length > 25)).toEqual([]);
  });

  test('no message has a word that a reader stumbles over', () => {
    expect(found(messages)).toEqual([]);
  });

  test('nor has any other sentence of the program', () => {
    expect(said.length).toBeGreaterThan(1000);
    expect(said.flatMap((each) => banned.filter(([word]) => word.test(each.text)).map(() => each))).toEqual(
      [],
    );
  });

  test('no report prints one, in any language', () => {
    expect(found(printed, bannedInPrint.en)).toEqual([]);
    expect(found(printedIn('sq'), bannedInPrint.sq)).toEqual([]);
    expect(found(printedIn('sr-Cyrl'), bannedInPrint['sr-Cyrl'])).toEqual([]);
  });

  test('the guide, the README and the changes have none', () => {
    expect(found(guide)).toEqual([]);
  });

  test('the guide has at most 35,000 words by hand, each page to start with 900, the changes 3,000', () => {
    const words = (path: string): number => textOf(path).split(/\s+/).filter(Boolean).length;
    const byHand = filesBelow('docs').filter(
      (path) => path.endsWith('.md') && !/^docs\/(?:decisions|reference)\//.test(path),
    );
    expect(byHand.map(words).reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(35_000);
    expect(filesBelow('docs/start').filter((path) => words(path) > 900)).toEqual([]);
    expect(words('CHANGELOG.md')).toBeLessThanOrEqual(3000);
    expect(words('docs/benchmarks.md')).toBeLessThanOrEqual(1500);
  });

  test('a first page from own data takes at most 1,500 words: the README and the two pages that it names', () => {
    const pages = ['README.md', 'docs/start/own-data.md', 'docs/start/first-report.md'].map(textOf);
    const text = pages.join('\n').replaceAll(/!\[[^\]]*\]/g, '');
    expect(text.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(1500);
  });
});
