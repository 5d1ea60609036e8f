import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { profileNames } from '../../src/model/project/profile.js';
import { profileFileSpec } from '../../src/project/profile/spec.js';
import { buildInMemory, plainProject as sampleProject } from '../commands/verify/sample-output.js';
import { repository } from '../house/repository.js';
import { testPrinter } from '../outputs/pdf/test-printer.js';

const template = sampleProject['templates/visits.md'] ?? '';
const numbered = `---\nparagraphs: numbered\n---\n\n${template}`;

/** The sample, submitted to a body. */
const submitted = (
  profile: string,
  { more = '', formats = 'html, pdf, docx', text = template, project = '' } = {},
) => ({
  ...sampleProject,
  'tallybook.yaml': `${(sampleProject['tallybook.yaml'] ?? '').replace(
    'formats: [html]',
    `formats: [${formats}], profile: ${profile}${more}`,
  )}${project}`,
  'templates/visits.md': text,
});

const problems = async (...given: Parameters<typeof buildInMemory>) =>
  (await buildInMemory(...given)).diagnostics.map(formatDiagnostic);

const withSummary = `${template}\n\n:::summary\n\n- Readers came.\n\n:::\n`;
const complete = '{name: cedaw, country: Kosovo, website: true}';

describe('the files of the profiles', () => {
  const folder = join(repository, 'src/project/profiles');

  test('are those that have a name', () => {
    expect(readdirSync(folder).sort()).toEqual(profileNames.map((name) => `${name}.yaml`).sort());
  });

  test.each(profileNames)('%s: every rule has a source with its date and address', (name) => {
    const {
      rules,
      sources,
      as,
      unchecked,
      'left-out': leftOut,
    } = profileFileSpec.parse(parse(readFileSync(join(folder, `${name}.yaml`), 'utf8')));
    for (const { source, as: kind, ...rule } of rules) {
      expect(Object.keys(sources)).toContain(source);
      if (kind !== undefined) expect(as).toContain(kind);
      expect(Object.hasOwn(leftOut, rule.rule)).toBe(false);
      if (rule.rule === 'words' || rule.rule === 'pages') expect(rule.most).toBeGreaterThan(0);
      expect(rule.languages !== undefined).toBe(rule.rule === 'languages');
    }
    for (const { date } of Object.values(sources)) expect(date).toMatch(/^\d{4}(?:-\d\d){0,2}$/);
    expect([...Object.values(unchecked), ...Object.values(leftOut)].every((text) => text.endsWith('.'))).toBe(
      true,
    );
  });
});

describe('a rule that is not kept is an error at the profile, with its source', () => {
  test('summary, country, and whether it may be published', async () => {
    const found = await problems(submitted('cedaw'), await testPrinter());
    expect(found.filter((text) => text.includes('report/'))).toEqual([
      expect.stringMatching(
        /^tallybook\.yaml:6:\d+ error report\/profile: The report has no summary\n {2}hint: .*; rule `summary` of `cedaw`: OHCHR.*2011-08, https:/,
      ),
      expect.stringContaining('error report/profile: The profile does not say what country'),
      expect.stringContaining('error report/profile: The profile does not say whether'),
    ]);
  });

  test('a Word file, which all of them take', async () => {
    const text = withSummary;
    expect(await problems(submitted(complete, { text }), await testPrinter())).toEqual([]);
    const without = await problems(submitted(complete, { text, formats: 'html, pdf' }), await testPrinter());
    expect(without).toEqual([
      expect.stringMatching(
        /error report\/profile: The report has no Word file\n {2}hint: .*; rule `word` of `cedaw`/,
      ),
    ]);
  });

  test('paragraphs and language', async () => {
    const found = await problems(submitted('upr'), await testPrinter());
    expect(found.join('\n')).toContain('report/profile: The paragraphs of this report have no numbers');
    const kept = await problems(submitted('upr', { text: numbered }), await testPrinter());
    expect(kept).toEqual([]);
    const albanian = submitted('upr', { project: 'languages: [en, sq]\n', formats: 'html' });
    expect((await problems({ ...albanian, 'templates/visits.sq.md': template })).join('\n')).toContain(
      'report/profile: The report has no PDF',
    );
  });

  test('words, of which a body counts fewer for some', async () => {
    const long = `${template}\n\n${'Readers came and went. '.repeat(400)}\n`;
    const [found = '', ...others] = await problems(
      submitted('hrc-statement', { text: long, formats: 'html' }),
    );
    expect(found).toMatch(
      /error report\/length: The report has 1\d{3} words, and may have 1500\n {2}hint: by chapter: Visits: .*; rule `words` of `hrc-statement`: .*1996\/31, 2009, http/,
    );
    expect(others).toEqual([expect.stringContaining('The report has no Word file')]);
    const general = submitted('{name: hrc-statement, as: general}', { text: long, formats: 'html' });
    expect(await problems(general)).toEqual([expect.stringContaining('The report has no Word file')]);
  });

  test('pages, of which a coalition has more', async () => {
    const text = `${numbered}\n\n${`${'Readers came and went. '.repeat(30)}\n\n`.repeat(34)}`;
    const found = await problems(submitted('upr', { text }), await testPrinter());
    expect(found.filter((each) => each.includes('report/length'))).toEqual([
      expect.stringMatching(
        /The report has \d pages, and may have 5\n {2}hint: rule `pages` of `upr`: OHCHR/,
      ),
    ]);
    const together = await problems(submitted('{name: upr, as: coalition}', { text }), await testPrinter());
    expect(together.join('\n')).not.toContain('report/length');
  });
});

test('a report may be stricter than the rules, and looser with a reason and a date', async () => {
  const printer = await testPrinter();
  const text = withSummary;
  const strict = await problems(submitted(complete, { text, more: ', limits: {pages: 1}' }), printer);
  expect(strict.join('\n')).toContain('The report has 2 pages, and may have 1');
  const loose = await problems(submitted(complete, { text, more: ', limits: {pages: 11}' }), printer);
  expect(loose).toEqual([
    expect.stringMatching(
      /project\/profile: The limit of 11 pages is above the 10 that `cedaw` allows\n {2}hint: rule `pages`/,
    ),
  ]);
  const except = (rule: string, date = '2026-03-01') =>
    `{name: cedaw, country: Kosovo, website: true, except: [{rule: ${rule}, reason: agreed, date: ${date}}]}`;
  const agreed = await problems(submitted(except('pages'), { text, more: ', limits: {pages: 11}' }), printer);
  expect(agreed).toEqual([]);
  expect(await problems(submitted(except('word'), { text, formats: 'html, pdf' }), printer)).toEqual([]);
  expect(await problems(submitted(except('words'), { text }), printer)).toEqual([
    expect.stringContaining('project/profile: `cedaw` has no rule `words`'),
  ]);
  expect(await problems(submitted('{name: upr, languages: [en, fr]}', { text: numbered }), printer)).toEqual([
    expect.stringContaining('project/profile: `fr` is not a language of the project'),
  ]);
  expect(await problems(submitted(except('pages', 'May'), { text }), printer)).toEqual([
    expect.stringContaining('project/profile: `May` is not a day'),
  ]);
});

test.each([
  [
    'geneva',
    'project/value: `reports.visits.profile` cannot be `geneva`\n  hint: write `upr`, `cedaw`, `hrc-statement`',
  ],
  ['{name: upr, as: choir}', 'project/profile: `upr` has no rules for `choir`'],
  ['{name: cedaw, as: coalition}', 'The rules of `cedaw` are the same for all'],
  ['{name: cedaw, except: [{rule: pages}]}', 'project/value'],
])('a profile `%s` is an error', async (profile, message) => {
  expect((await problems(submitted(profile))).join('\n')).toContain(message);
});

describe('the imprint', () => {
  const imprintOf = async (profile: string, text = withSummary, languages = '[en]') => {
    const project = `imprint: {contact: office@library.example}\nlanguages: ${languages}\n`;
    const files = { ...submitted(profile, { text, project }), 'templates/visits.sq.md': text };
    const made = await buildInMemory(files, await testPrinter());
    return new TextDecoder().decode(made.output['visits/en/visits.html']);
  };

  test('says whom the report is submitted to, what it has to state, and its length', async () => {
    const page = await imprintOf(complete);
    expect(page).toContain('Submitted to</b>');
    expect(page).toContain('Committee on the Elimination of Discrimination against Women<');
    expect(page).toContain('The body may publish this report on its website');
    expect(page).toMatch(/\d+ words</);
  });

  test('says of a translation that the limits are those of the original', async () => {
    const page = await imprintOf(complete.replace('}', ', languages: [sq]}'), withSummary, '[en, sq]');
    expect(page).toMatch(/\d+ words; the limits apply to the original \(Albanian\)</);
  });

  test('says whom it is written for where it is not submitted, and the country in the words of its template', async () => {
    const text = `---\nimprint: {country: Kosovë}\n---\n\n${withSummary}`;
    const page = await imprintOf(complete.replace('}', ', submitted: false}'), text);
    expect(page).not.toContain('Submitted to');
    expect(page).toMatch(/Written for<.*Discrimination against Women \(not submitted\)</);
    expect(page).toMatch(/Country or territory<\/b> <span[^>]*>Kosovë</);
    // It is not asked for, and not printed.
    expect(page).not.toContain('may publish this report');
    const unsaid = submitted(complete.replace('website: true', 'submitted: false'), { text: withSummary });
    expect(await problems(unsaid, await testPrinter())).toEqual([]);
  });
});
