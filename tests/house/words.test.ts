import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { repository, textOf } from './repository.js';

const modules = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file.endsWith('.ts'));

/** Lines of modules that look like this, outside those that may. */
const linesLike = (pattern: RegExp, allowed: RegExp): string[] =>
  modules
    .filter((file) => !allowed.test(file))
    .flatMap((file) =>
      textOf(`src/${file}`)
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );

test('nothing but the plan of a strategy is called a plan', () => {
  const named = /\b(?:const|function|class|interface|type|let) \w*(?:\bplan|Plan)(?![eit])\w*/;
  expect(linesLike(named, /^extensions\/(?:plan\/|extensions\.ts)/)).toEqual([]);
});

test('nothing but the plan of a strategy knows its words: no module, style sheet, message or lexicon', () => {
  const words = /objective|indicator|scorecard|fulfil/i;
  // In a lexicon a strategy is a document that people cite, as an act is.
  const documents = /strateg/i;
  // A linear programme has an objective of its own, and the client of a queue a `retryStrategy`.
  const found = (readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' }) as string[])
    .map((file) => file.split(sep).join('/'))
    .filter(
      (file) =>
        /\.(?:ts|mjs|css|yaml)$/.test(file) &&
        !/^(?:project\/starters\/strategy\/|extensions\/(?:plan\/|protect\/engine\/|queue\/host\/connection\.ts$))/.test(
          file,
        ),
    )
    .filter((file) => {
      const text = textOf(`src/${file}`);
      return words.test(text) || (!file.startsWith('language/lexicon/') && documents.test(text));
    });
  expect(found).toEqual([]);
});

test('no file is called words, which would say nothing of what is in it', () => {
  expect(modules.filter((file) => file.endsWith('/words.ts'))).toEqual([]);
});

test('no module remembers anything between calls, but programs and what the machine needs by process', () => {
  const state = /^(?:export )?(?:let |const \w+(?:: [^=]+)? = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\))/;
  // Vega's measures are global to its module, so that one chart is drawn at a time; the map of the last is read-only.
  // The solver of hidden cells is loaded once in the process that is its own, and a worker's process for building has one session.
  const allowed =
    /^(?:host\/|cli\.ts$|charts\/drawing\/vega\.ts$|extensions\/(?:protect\/engine\/solver|queue\/worker\/build-process)\.ts$)/;
  expect(linesLike(state, allowed)).toEqual([]);
});

test('results of texts are remembered where every report, chart or page asks for the same, and nowhere else', () => {
  const remembering = linesLike(/= remembered\(/, /^$/).map((line) => line.replace(/:.*/, ''));
  expect(remembering.sort()).toEqual([
    'charts/drawing/tools.ts',
    'charts/grammar/grammar.ts',
    'content/markdown/chart.ts',
    'content/markdown/parse.ts',
    'content/numbers/lint/yaml.ts',
    'content/numbers/subjects.ts',
    'extensions/claims/extension.ts',
    'extensions/maps/shapes/read-geometry.ts',
    'language/brought.ts',
    'language/catalogue.ts',
    'language/language-tag.ts',
    'language/lexicon/lexicon.ts',
    'language/lexicon/pattern-cost.ts',
    'language/message-form.ts',
    'language/message-form.ts',
    'outputs/html/house-sheet.ts',
    'yaml/positions.ts',
  ]);
});

test('the environment is read where a program begins, ours or another that imports us, and handed on', () => {
  const read = /process\.env|\{[^}]*\benv\b[^}]*\} = process\b/;
  expect(linesLike(read, /^(?:cli|index)\.ts$/)).toEqual([]);
});
