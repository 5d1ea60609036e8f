/** Words that still name the year before, when the data have moved to the next: in text, captions and titles of charts. */
import { describe, expect, test } from 'vitest';
import { judge } from '../../support/false-reports.js';

const sweep = { about: '', before: '', files: {}, honest: [], entries: [], file: '' };
const unrequired: [string, string] = ['claims: required\n', ''];
const period: [string, string] = ['period: 2011/2014', 'period: 2014/2014'];
/** As many as the victims of that year. */
const counts: [string, string][] = [
  ['job-offer,120', 'job-offer,20'],
  ['marriage,50', 'marriage,15'],
  ['other,27', 'other,7'],
  ['total,197', 'total,42'],
];

/** The codes that are said of a text, over data whose recruitment is of 2014 alone. */
async function codes(text: string, language = 'en'): Promise<readonly string[]> {
  const replace = {
    'data/datapackage.yaml': [period],
    'data/recruitment.csv': counts,
    'tallybook.yaml': [unrequired],
  };
  const report = { name: '', files: {}, replace, expected: [], says: [], told: [], text };
  const { said } = await judge({ ...sweep, language }, report);
  return said.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

const one = '{{value "victims" year=2014}}';
const all = '{{sum "victims" from=2011 to=2014}}';
const ofPeriod = '{{value "recruitment"}}';
const chart = (title: string, data: string, x: string): string =>
  `\`\`\`vega-lite\nname: fig-a\ntitle: ${title}\ndata: {name: ${data}}\nmark: bar\nencoding:\n  x: ${x}\n  y: {field: victims}\n\`\`\`\n\n[](#fig-a)`;
const years = '{field: year, type: ordinal}';
const means = '{field: recruitment}';

describe('what the number itself counts frees no year, and a law does', () => {
  test.each([
    [`${one} victims were adopted in 2013.`, ['number/period']],
    [`In 2013, ${one} victims were presented.`, ['number/period']],
    [`Under the law adopted in 2013, ${one} victims were heard.`, []],
    [`The office that was opened in 2013 heard ${one} victims.`, []],
    [`The strategy, published in 2013, names ${one} victims.`, []],
  ])('%s', async (text, expected) => expect(await codes(text)).toEqual(expected));

  test.each([
    ['sq', `Në vitin 2013 u miratuan ${one} viktima.`, ['number/period']],
    ['sq', `Ligji i miratuar në 2013 përmend ${one} viktima.`, []],
    ['sr-Cyrl', `У 2013. години усвојено је ${one} жртава.`, ['number/period']],
    ['sr-Cyrl', `Закон усвојен 2013. године наводи ${one} жртава.`, []],
  ])('%s: %s', async (language, text, expected) => expect(await codes(text, language)).toEqual(expected));
});

describe('a day, a month and an end of a year have that year, and a number may have been counted up to them', () => {
  test.each([
    ['en', `On 31 December 2013, ${one} victims were known.`, ['number/period']],
    ['en', `There were ${one} victims at the end of 2013.`, ['number/period']],
    ['en', `In late November 2013 ${one} victims were known.`, ['number/period']],
    ['en', `On 31 December 2014, ${one} victims were known.`, []],
    ['en', `On 1 January 2013, ${one} victims were known.`, []],
    ['en', `By the end of 2014, ${all} victims were known.`, []],
    ['sq', `Më 31 dhjetor 2013 ishin ${one} viktima.`, ['number/period']],
    ['sq', `Në fund të vitit 2013 ishin ${one} viktima.`, ['number/period']],
    ['sq', `Në fund të vitit 2014 ishin ${all} viktima.`, []],
    ['sr-Cyrl', `Дана 31. децембра 2013. године било је ${one} жртава.`, ['number/period']],
    ['sr-Cyrl', `Крајем 2013. године било је ${one} жртава.`, ['number/period']],
    ['sr-Cyrl', `Крајем 2014. године било је ${all} жртава.`, []],
  ])('%s: %s', async (language, text, expected) => expect(await codes(text, language)).toEqual(expected));
});

describe('a period without a column of years is a year too', () => {
  test.each([
    [`${ofPeriod} victims were recruited in 2013.`, ['number/period']],
    [`${ofPeriod} victims were recruited in 2015.`, ['number/period']],
    [`${ofPeriod} victims were recruited in 2014.`, []],
    [`Since the law of 1999, ${ofPeriod} victims were recruited.`, []],
    [
      '{{table "recruitment" rows="recruitment" caption="Victims recruited in 2013" id="tbl-a"}}\n\n[](#tbl-a)',
      ['number/period'],
    ],
    [chart('Victims recruited in 2013', 'recruitment', means), ['chart/other-data']],
    [chart('Victims recruited, 2014', 'recruitment', means), []],
  ])('%s', async (text, expected) => expect(await codes(text)).toEqual(expected));
});

describe('a number of years is that of the sum', () => {
  test.each([
    ['en', `Over the three years, ${all} victims were identified.`, ['number/period']],
    ['en', `Over the four years, ${all} victims were identified.`, []],
    ['en', `In all, ${all} victims, some of the three years of age, were identified.`, []],
    ['sq', `Gjatë tri viteve u identifikuan ${all} viktima.`, ['number/period']],
    ['sq', `Gjatë katër viteve u identifikuan ${all} viktima.`, []],
    ['sr-Cyrl', `Током три године идентификовано је ${all} жртава.`, ['number/period']],
    ['sr-Cyrl', `Током четири године идентификовано је ${all} жртава.`, []],
  ])('%s: %s', async (language, text, expected) => expect(await codes(text, language)).toEqual(expected));
});

describe('the years in the title of a chart are those that it draws', () => {
  test.each([
    ['Victims, 2011 to 2013', ['chart/other-data']],
    ['Victims from 2011 to 2014', []],
    ['Victims, 2013', []],
    ['Victims planned for 2012 to 2013 and counted to 2014', []],
  ])('%s', async (title, expected) =>
    expect(await codes(chart(`'${title}'`, 'victims', years))).toEqual(expected),
  );
});

test.each([
  'In 2014 the police heard {{value "victims" year=2014 nationality="kosovar"}} victims and the Albanian {{value "victims" year=2014 nationality="albanian"}}.',
  'By 2028 each office shall have a register.',
])('no fault of the words: %s', async (text) => expect(await codes(text)).toEqual([]));
