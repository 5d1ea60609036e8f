import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { textsOf } from '../../src/data/translations/check.js';
import { flatTexts } from '../../src/language/brought.js';
import {
  englishMark,
  loadCatalogue,
  type MessageCatalogue,
  parseCatalogue,
  writtenCatalogue,
} from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import { loadLexicon } from '../../src/language/lexicon/lexicon.js';
import { lackingForm } from '../../src/language/message-form.js';
import { askedWords, loadOwnWords } from '../../src/language/own-words.js';
import { isUnread, stemming } from '../../src/language/prepared.js';
import { toSerbianLatin } from '../../src/language/serbian-latin.js';
import { standardMissing } from '../../src/model/dataset/missing.js';
import { nothingKnown } from '../../src/model/project/about.js';
import { remembered } from '../../src/model/remembered.js';
import { repository, textOf } from '../house/repository.js';
import { memoryHost } from '../memory-host.js';
import { flagship } from '../support/flagship-data.js';

/** How ids start. */
const start = ['document', 'html', 'mark', 'annex', 'content', 'chart'].map((root) => `${root}\\.`).join('|');

/** Ids in a module, outside its comments; what is filled in there stands for any words. */
function idsIn(text: string): RegExp[] {
  const code = text.replaceAll(/^\s*(?:\/?\*|\/\/).*$|MessageIn<'[^']*'>/gm, '');
  const quoted = code.matchAll(
    new RegExp(`'((?:${start})[^'\\s]+)'|\`((?:${start})(?:\\$\\{[^}]*\\}|[^\`\\s$])+)\``, 'g'),
  );
  return Array.from(quoted, ([, written, filled = '']) => {
    const parts = (written ?? filled).split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('.*')}$`);
  });
}

const files = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' });
const used = files
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => idsIn(textOf(`src/${file}`)).map((id) => ({ file, id })));

test('every message that the code asks for is there, and every one that is there is asked for', async () => {
  const ids = Object.keys(await loadCatalogue('en', memoryHost({}).tool));
  // A workbook names a part of itself like a message.
  const unknown = used.filter(({ id }) => !id.test('content.xml') && !ids.some((each) => id.test(each)));
  expect(unknown.map(({ file, id }) => `${file}: ${id.source}`)).toEqual([]);
  expect(ids.filter((each) => !used.some(({ id }) => id.test(each)))).toEqual([]);
});

test('what an extension says stands in its folder and is joined with the rest', async () => {
  const { tool } = memoryHost({});
  const own = parseCatalogue(await tool.readText('messages/en.yaml'));
  const all = await loadCatalogue('en', tool);
  const english = /^extensions\/([\w-]+)\/messages\/en\.yaml$/;
  const speaking = files.flatMap((file) => english.exec(file.replaceAll(sep, '/'))?.[1] ?? []);
  expect(await tool.list('messages/en')).toEqual(speaking.map((name) => `${name}.yaml`).sort());
  for (const name of speaking) {
    const [first = ''] = Object.keys(parseCatalogue(await tool.readText(`messages/en/${name}.yaml`)));
    expect([first, Object.hasOwn(own, first), Object.hasOwn(all, first)]).toEqual([first, false, true]);
  }
});

test('a message that two files define is refused', async () => {
  const { project } = memoryHost({
    'messages/en.yaml': 'a:\n  b: "one"\n',
    'messages/en/budget.yaml': 'a:\n  b: "another"\n',
  });
  await expect(loadCatalogue('en', project)).rejects.toThrow('Message `a.b` is defined twice');
});

/** A piece of a message: words, an argument, or a choice by one. */
interface Piece {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Piece[] }>>;
}
const [words, pound] = [0, 7];

/** What a message takes, in its branches too; that of English and Serbian is asked for beside several others. */
const argumentsOf = remembered((text: string): readonly string[] => {
  const found = new Set<string>();
  const visit = (pieces: readonly Piece[]): void => {
    for (const { type, value, options = {} } of pieces) {
      if (type !== words && type !== pound && value !== undefined) found.add(value);
      for (const branch of Object.values(options)) visit(branch.value);
    }
  };
  visit(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst() as readonly Piece[]);
  return [...found].sort();
}, 20_000);

/** What each message of a catalogue takes. */
const takenBy = (catalogue: MessageCatalogue) =>
  Object.fromEntries(Object.entries(catalogue).map(([id, text]) => [id, argumentsOf(text)]));

/** Whoever adds a message gives it to the language that an example brings, too; `tallybook translate new ro examples/romanian` adds its key. */
test('the language of examples/romanian has every message', async () => {
  const english = Object.keys(await loadCatalogue('en', memoryHost({}).tool));
  const { messages } = parse(textOf('examples/romanian/messages/ro.yaml')) as { messages: unknown };
  const own = flatTexts(messages);
  expect(english.filter((id) => (own[id] ?? '') === '')).toEqual([]);
});

/** The languages that the tool speaks beside English. */
const others = ['sq', 'sr-Cyrl', 'sr-Latn'];

test.each([
  ['sr-Latn-ME', 'Odjeljak {number}', 'Udio', '1. avgusta 2015.'],
  ['bs', 'Odjeljak {number}', 'Udio', '1. augusta 2015.'],
  ['hr', 'Odjeljak {number}', 'Udio', '1. kolovoza 2015.'],
])('%s is written from Serbian, with the words that it has otherwise', async (tag, section, share, day) => {
  const { tool } = memoryHost({});
  const [serbian, own] = [await loadCatalogue('sr-Latn', tool), await loadCatalogue(tag, tool)];
  expect(own['document.section']).toBe(section);
  expect(own['content.methods.formula.share.name']).toBe(share);
  expect(Object.keys(own).sort()).toEqual(Object.keys(serbian).sort());
  expect(takenBy(own)).toEqual(takenBy(serbian));
  expect(Object.values(own).filter((text) => text.startsWith(englishMark))).toEqual([]);
  const language = createLanguage(tag, own, await loadLexicon(tag, tool));
  expect(language.date('2015-08-01')).toBe(day);
  expect(language.lexicon.dates.length).toBeGreaterThan(30);
});

test('what there is of Macedonian takes what the English messages take, and finds numbers and days', async () => {
  const { tool } = memoryHost({});
  const [english, own] = [await loadCatalogue('en', tool), (await writtenCatalogue('mk', tool)) ?? {}];
  expect(Object.keys(own).length).toBeGreaterThan(150);
  for (const [id, text] of Object.entries(own))
    expect({ id, takes: argumentsOf(text), lacks: lackingForm(text, 'mk') }).toEqual({
      ...{ id, takes: argumentsOf(english[id] ?? '') },
    });
  const lexicon = await loadLexicon('mk', tool);
  const found = (patterns: readonly RegExp[], text: string): boolean =>
    patterns.some((each) => [...text.matchAll(each)].some(([match]) => match.length > 3));
  expect(found(lexicon.dates, 'на 8 септември 1991 година')).toBe(true);
  expect(found(lexicon.legalReferences, 'член 12 став 3 од Законот')).toBe(true);
  expect(lexicon.numberWords.any.in('четириесет и две жртви')).toHaveLength(1);
  expect(createLanguage('mk', own, lexicon).date('2015-08-01')).toMatch(/^1 август 2015/);
});

/** Serbian in Latin letters is made of its Cyrillic form when a report is; what is written from it has Latin letters at once. */
test.each(['sr-Latn', 'sr-Latn-ME', 'bs', 'hr'])(
  'no report in %s prints a Cyrillic letter of the tool',
  async (tag) => {
    const { tool } = memoryHost({});
    const words = [...(await loadOwnWords(tag, tool))].map(([id, text]) => ({
      id,
      text: tag === 'sr-Latn' ? toSerbianLatin(text) : text,
    }));
    const messages = Object.entries(await loadCatalogue(tag, tool)).map(([id, text]) => ({ id, text }));
    expect(words.map(({ id }) => id).sort()).toEqual([...(await askedWords(tool))].sort());
    expect([...words, ...messages].filter(({ text }) => /\p{Script=Cyrillic}/u.test(text))).toEqual([]);
  },
);

test('Croatian has its own words and months where those of Serbian are others', async () => {
  const { tool } = memoryHost({});
  const [messages, words] = [await loadCatalogue('hr', tool), await loadOwnWords('hr', tool)];
  const { lexicon, message } = createLanguage('hr', messages, await loadLexicon('hr', tool));
  expect(message('html.page-of', { page: '2', pages: '5' })).toBe('Stranica 2 od 5');
  expect(messages['content.methods.rounding']).toContain(' tiskaju ');
  expect(words.get('not shown, to protect persons')).toBe('nije prikazano, radi zaštite osoba');
  expect(lexicon.dates.some((each) => '15. siječnja 2025.'.match(each)?.[0].includes('siječnja'))).toBe(true);
});

test('a language is unread until its file says who has read it, and those that Tallybook speaks are read', async () => {
  const { tool } = memoryHost({});
  const { project } = memoryHost({ 'messages/hr.yaml': 'read: {by: Ana, on: 2026-11-30}\nmessages: {}\n' });
  expect(await isUnread('hr', tool)).toBe(true);
  expect(await isUnread('hr', tool, project)).toBe(false);
  expect(await isUnread('mk', tool, project)).toBe(true);
  for (const tag of ['en', 'sr-Latn']) expect(await isUnread(tag, tool)).toBe(false);
});

test('words of a language that is written from another begin as those do', () => {
  const stems = { 'izveštaj*': 'izvještaj*', pre: 'prije', 'cel*': 'cijel*' };
  expect(stemming({ stems })('Izveštaji pre cele Prerade, necelo')).toBe(
    'Izvještaji prije cijele Prerade, necelo',
  );
  expect(stemming({ stems })('(?:[Ii]zveštaj\\p{L}*|[Pp]re {year})')).toBe(
    '(?:[Ii]zvještaj\\p{L}*|[Pp]rije {year})',
  );
});

describe.each(others)('in %s', (tag) => {
  test('there is every message, and no other, with the same arguments', async () => {
    const { tool } = memoryHost({});
    const [english, own] = [await loadCatalogue('en', tool), await loadCatalogue(tag, tool)];
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
    expect(takenBy(own)).toEqual(takenBy(english));
  });

  test('what Tallybook itself puts into data has its words', async () => {
    const { tool } = memoryHost({});
    const words = await loadOwnWords(tag, tool);
    const standard = Object.values(standardMissing).map(({ meaning }) => meaning);
    expect(standard.filter((text) => !words.has(text))).toEqual([]);
    // The derived datasets of the flagship have all that the plan derives.
    const { value } = (await flagship()).prepared;
    const given = new Set(
      textsOf(
        Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('plan-'))),
        nothingKnown,
      ).map(({ text }) => text),
    );
    const derived = textsOf(
      Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('plan-'))),
      nothingKnown,
    ).filter(
      ({ text, place }) =>
        !place.includes('/sources/') &&
        !place.includes('@') &&
        ![...given].some((own) => text.startsWith(own)),
    );
    expect(derived.filter(({ text }) => !words.has(text)).map(({ text }) => text)).toEqual([]);
  });
});
