import { expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { chartForms } from '../../src/extensions/forms.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { MemoryProject } from '../support/memory-project.js';

/** Columns are called as offices call them: with spaces, in Cyrillic, in Devanagari, whose vowels are marks. */
const project = new MemoryProject({
  id: 'names',
  files: {
    'data/datapackage.yaml': `
name: names
resources:
  - name: gross
    path: gross.csv
    title: Gross
    schema:
      primaryKey: [Реgион рада, year]
      fields:
        - {name: Реgион рада, categories: [Север, Југ, Све], total: Све}
        - {name: year, type: year}
        - {name: US Gross, type: integer, unit: dollars}
        - {name: हिन्दी नाम, type: integer, unit: persons}
`.replaceAll('Реgион', 'Регион'),
    'data/gross.csv': `Регион рада,year,US Gross,हिन्दी नाम
Север,2014,10,1
Југ,2014,20,2
Све,2014,30,3
Север,2015,11,4
Југ,2015,21,5
Све,2015,32,9
`,
  },
});

test('a star names every category but the total', async () => {
  const { problems, texts } = await project.compose(`# A

{{sum "gross" measure="US Gross" year="*" [Регион рада]="*"}}
{{average "gross" measure="US Gross" year=2014 [Регион рада]="*"}}
`);
  expect(problems).toEqual([]);
  expect(texts).toEqual(['62', '15.0']);
});

test('a name with spaces stands in brackets, in every kind of call', async () => {
  const { content, problems, texts } = await project.compose(`# A

{{value "gross" measure="US Gross" year=2014 [Регион рада]="Север"}}
{{sum "gross" measure="US Gross" year=2014 [Регион рада]="Север|Југ"}}
{{average "gross" measure="US Gross" from=2014 to=2015 [Регион рада]="Југ"}}
{{share "gross" measure="हिन्दी नाम" year=2015 [Регион рада]="Југ" of="Регион рада=Све" allow="small-base: only a test of names"}}
{{change "gross" measure="US Gross" from=2014 to=2015 [Регион рада]="Југ"}}
{{#claim "highest" "gross" measure="US Gross" year=2015 [Регион рада]="Југ" among="Регион рада"}}The South was highest.{{/claim}}
{{#each (rows "gross" year=2014 [Регион рада]="Север")}}{{[US Gross]}} {{[Регион рада]}} {{this.[हिन्दी नाम]}}{{/each}}

{{table "gross" rows="Регион рада" columns="year" measure="US Gross" sort="-2015" id="tbl-a"}}

{{bars "gross" by="Регион рада" measure="US Gross" year=2015 sort="-US Gross" id="fig-a"}}
`);
  expect(problems).toEqual([]);
  expect(texts.slice(0, 3)).toEqual(['10', '30', '20.5']);
  if (content === undefined) throw new Error('nothing composed');
  const { value: data } = await project.prepared();
  const drawn = await renderCharts(
    { charts: chartsOf(content.body), data, language: english, forms: chartForms },
    repositoryHost(),
  );
  expect(drawn.diagnostics).toEqual([]);
  expect(drawn.value['fig-a']?.entries.map(({ text }) => text)).toContain('21');
});

test('what a message proposes can be pasted', async () => {
  const { problems } = await project.compose(
    '# A\n\nЈуг: {{value "gross" measure="US Gross" year=2014 [Регион рада]="Север"}}.',
  );
  expect(problems.join()).toContain('[Регион рада]="Југ"');
});
