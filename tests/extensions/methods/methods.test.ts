import type { Nodes, Root } from 'mdast';
import { expect, test } from 'vitest';
import { acceptableCodes } from '../../../src/data/gate/registry.js';
import { methodsParts, methodsSections } from '../../../src/extensions/methods/parts.js';
import { loadCatalogue } from '../../../src/language/catalogue.js';
import { exceptionRules } from '../../../src/model/chart/exceptions.js';
import { findNumerals } from '../../../src/model/numerals.js';
import { repositoryHost } from '../../memory-host.js';
import { composeMethods } from './methods-project.js';

/** The words of a tree, block by block: "## Heading", cells parted by strokes. */
function lines(node: Nodes): string[] {
  if (node.type === 'heading') return [`${'#'.repeat(node.depth)} ${textOf(node)}`];
  if (node.type === 'paragraph') return [textOf(node)];
  if (node.type === 'tableRow') return [node.children.map(textOf).join(' | ')];
  return 'children' in node ? node.children.flatMap(lines) : [];
}

function textOf(node: Nodes): string {
  if (node.type === 'value') return node.entry.text;
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

async function annex(template: string): Promise<string[]> {
  const { content, problems } = await composeMethods(template);
  expect(problems).toEqual([]);
  return content === undefined ? [] : lines(content.body);
}

const all = '# Annex\n\n## Methods\n\n{{share "victims" year=2014 sex="female" of="total"}}\n\n{{methods}}\n';

test('sections stand below the heading, in the order of ESMS, and only those that have something to say', async () => {
  const headings = (await annex(all)).filter((line) => line.startsWith('#'));
  expect(headings).toEqual([
    '# Annex',
    '## Methods',
    '### Contact',
    '### Statistical presentation',
    '### Unit of measure',
    '### Reference period',
    '### Institutional mandate',
    '### Release policy',
    '### Accuracy',
    '### Timeliness',
    '### Coherence and comparability',
    '### Data revision',
    '### Statistical processing',
  ]);
});

test('every part has a place in the order', () => {
  expect(methodsSections.flatMap(({ parts }) => parts)).toEqual(methodsParts);
});

test('datasets, definitions, units and years are those of what the report prints', async () => {
  const text = await annex(all);
  expect(text).toContain('Victims | Persons whom the police recognised as victims. | Police');
  expect(text).toContain('persons: Victims');
  expect(text).toContain('2013–2014: Victims');
  expect(text).toContain('The latest figures in this edition of 2015 are those of 2014.');
  expect(text).toContain('Victims: identification');
  expect(text).toContain('Required by Law 7.');
  expect(text).toContain('This report is published by Office.');
  expect(text.join('\n')).not.toContain('Clients');
  const both = await annex(all.replace('{{methods}}', '{{value "clients" year=2014}}\n\n{{methods}}'));
  expect(both).toContain('persons: Victims; Clients');
  expect(both).toContain('Clients; Victims');
});

test('only the operations of this report are explained', async () => {
  const shares = await annex(all);
  expect(shares).toContain('Share | part ÷ whole × 100 | 1');
  expect(shares.join('\n')).not.toContain('Change');
  const changes = await annex('# Annex\n\n{{percent-change "victims" from=2013 to=2014}}\n\n{{methods}}');
  expect(changes.join('\n')).toContain('Change in per cent | (later number − earlier number)');
  expect(changes.join('\n')).not.toContain('Share |');
  // A share inside a calculation counts.
  const inner = await annex(
    '# A\n\n{{change (share "victims" year=2014 sex="female" of="total") from=(share "victims" year=2013 sex="female" of="total")}}\n\n{{methods only="formulas"}}',
  );
  expect(inner.filter((line) => line.includes(' | '))).toEqual([
    'Figure | How it is calculated | Decimals',
    'Share | part ÷ whole × 100 | 1',
    'Change | later number − earlier number; between percentages in percentage points | as in the data',
  ]);
});

test('symbols are those that are printed, with what calculations make of them', async () => {
  const none = await annex(all);
  expect(none).toContain('No number is missing in this report.');
  const text = await annex('# A\n\n{{table "clients" rows="year"}}\n\n{{methods only="missing"}}');
  expect(text.filter((line) => line.includes(' | '))).toEqual([
    'Symbol | Meaning | In calculations',
    '[x] | not available | the result is missing too',
    '[p] | provisional | stays beside the result',
  ]);
});

test('totals that were given beside a missing part are said to be unchecked, and others are not', async () => {
  const given = 'A total that was given although one of its parts has no number';
  const all = await annex('# A\n\n{{table "wards" rows="ward"}}\n\n{{methods only="missing"}}');
  expect(all.join('\n')).toContain(given);
  const none = await annex('# A\n\n{{table "clients" rows="year"}}\n\n{{methods only="missing"}}');
  expect(none.join('\n')).not.toContain(given);
});

test('a symbol with one meaning has one line, which says where it adds nothing', async () => {
  const text = await annex(
    '# A\n\n{{table "grants" rows="year" measure="planned|rate"}}\n\n{{methods only="missing"}}',
  );
  expect(text.filter((line) => line.startsWith('[z]'))).toEqual(['[z] | not applicable | adds nothing']);
});

test('sources and their years, chosen together, are one table', async () => {
  const text = await annex('# A\n\n{{value "victims" year=2014}}\n\n{{methods only="sources|period"}}');
  expect(text.filter((line) => line.includes(' | '))).toEqual([
    'Dataset | What it counts | Years | Source',
    expect.stringMatching(/^Victims \| .* \| 2013–2014 \| /),
  ]);
});

test('chosen parts have no headings, and paragraphs that meet are one', async () => {
  expect(await annex('# A\n\n{{methods only="contact|mandate|release"}}')).toEqual([
    '# A',
    'This report is published by Office. Required by Law 7. This is the edition of 2015.',
  ]);
});

test('accepted findings, small bases and their reasons are told', async () => {
  const text = await annex(
    '# A\n\n{{share "victims" year=2013 sex="female" of="total"}} {{share "clients" year=2013 of=(value "victims" year=2013)}}\n\n' +
      '{{percent-change "clients" from=2013 to=2013 allow="small-base: Every client is known"}}\n\n{{methods only="findings|small-bases"}}',
  );
  expect(text).toContain(
    'Clients | a number far above or below that of the year before | A branch was opened. | Data office, 1 March 2015',
  );
  expect(text.join('\n')).toContain(
    'A percentage of fewer than 15 persons, cases or other counted things has no decimals. Of fewer than 10, the two numbers are printed instead, such as “3 of 7”, and no ratio is calculated. Shares of 100% and 0% have no decimals.',
  );
  expect(text).toContain('Every client is known');
});

test('numbers that were declared are listed, and no numeral is without a class', async () => {
  const { content } = await composeMethods(
    '# A\n\n{{literal "350" unit="metres" source="Law 7"}} {{share "victims" year=2014 sex="female" of="total"}}\n\n{{methods}}',
  );
  expect(looseNumerals(content?.body)).toEqual([]);
  expect(content === undefined ? [] : lines(content.body)).toContain('350 | metres | Law 7 | A');
});

/** Numerals that stand in plain words. */
function looseNumerals(node: Root | Nodes | undefined): string[] {
  if (node === undefined) return [];
  if (node.type === 'text') return findNumerals(node.value).map(({ text }) => text);
  return 'children' in node ? node.children.flatMap(looseNumerals) : [];
}

test('an unknown part is reported where it stands, in branches not taken too', async () => {
  const { problems } = await composeMethods(
    '# A\n\n{{#if (eq 1 2)}}{{methods only="sources|rouding"}}{{/if}}\n',
  );
  expect(problems.join()).toContain('error content/argument: `methods` has no part `rouding`; it has');
  expect(problems.join()).toContain('did you mean `rounding`?');
});

test('an annex inside a sentence, or too deep, is refused', async () => {
  const inline = await composeMethods('# A\n\nSee {{methods}} here.\n');
  expect(inline.problems.join()).toContain('content/block-inline');
  const deep = await composeMethods('# A\n\n## B\n\n### C\n\n#### D\n\n{{methods}}\n');
  expect(deep.problems.join()).toContain(':9:1 error content/heading-depth');
});

test('passages that are unchecked are listed as printed, with their reasons, each once, and counted', async () => {
  const passage = '{{#unchecked "no table tells it"}}Most of *these* persons were poor{{/unchecked}}';
  const template = `# A\n\n${passage}. ${passage}. {{#unchecked "nobody counts them"}}Few clients came back{{/unchecked}}.\n\n# Annex\n\n{{methods}}\n`;
  const text = await annex(template);
  const at = text.indexOf('These statements cannot be tested against the data of this report.');
  expect(text.slice(at + 1, at + 4)).toEqual([
    'Statement | Reason',
    '“Most of these persons were poor.” | no table tells it',
    '“Few clients came back.” | nobody counts them',
  ]);
  const { content } = await composeMethods(template);
  expect(content?.unchecked.map(({ reason }) => reason)).toEqual([
    'no table tells it',
    'no table tells it',
    'nobody counts them',
  ]);
  const without = await annex('# A\n\nA text.\n\n# Annex\n\n{{methods}}\n');
  expect(without.join('\n')).not.toContain('no data of it can test');
});

test('whatever can be accepted or allowed has its words', async () => {
  const catalogue = await loadCatalogue('en', repositoryHost().tool);
  // Why small counts are printed is told with what is confidential.
  const codes = acceptableCodes
    .filter((code) => code !== 'protect/small')
    .map((code) => `finding.${code.replace('/', '-')}`);
  const rules = exceptionRules.map((rule) => `exception.${rule}`);
  for (const id of [...codes, ...rules]) expect(catalogue).toHaveProperty([`content.methods.${id}`]);
});

test('the reasons for figures in texts of the data are told, of the datasets that are used', async () => {
  const text = await annex(
    '# Annex\n\n## Methods\n\n{{value "clients" year=2014}}\n\n{{methods only="typed"}}\n',
  );
  expect(text.join('\n')).toContain('for these reasons:\nClients: Words of the register');
  expect(text.join('\n')).not.toContain('quoted from the law');
});
