import { csvRow } from '../../model/csv-row.js';
import type { ReturnForm } from '../return-form.js';
import type { ItemState, Merged } from './merge-returns.js';

const states: readonly (readonly [ItemState, string])[] = [
  ['on-time', 'On time'],
  ['late', 'Late'],
  ['missing', 'Missing'],
  ['contradictory', 'Contradictory'],
];

/** A project of one report: which institution has answered for what. Its files by their paths. */
export function boardProject(
  forms: readonly ReturnForm[],
  { items }: Merged,
  edition: number,
): Readonly<Record<string, string>> {
  return {
    'tallybook.yaml': [
      'tallybook: 1',
      `title: Returns for ${edition}`,
      'publisher: Data office',
      `edition: ${edition}`,
      'reports:',
      '  completeness: {template: templates/completeness.md, formats: [html]}',
      '',
    ].join('\n'),
    'data/datapackage.yaml': packageText(forms),
    'data/counts.csv': countsText(forms, items),
    'data/items.csv': csv([
      ['institution', 'item', 'state', 'title', 'answers'],
      ...items.map(({ institution, resource, code, title, state, answers }) => [
        institution,
        `${resource} ${code}`,
        labelOf(state),
        title,
        String(answers),
      ]),
    ]),
    'templates/completeness.md': template(forms),
  };
}

const labelOf = (state: ItemState): string => states.find(([value]) => value === state)?.[1] ?? state;

const csv = (rows: readonly (readonly string[])[]): string => `${rows.map(csvRow).join('\n')}\n`;

function countsText(forms: readonly ReturnForm[], items: Merged['items']): string {
  const count = (institution: string | undefined, state: ItemState | undefined): string =>
    String(
      items.filter(
        (item) =>
          (institution ?? item.institution) === item.institution && (state ?? item.state) === item.state,
      ).length,
    );
  const rows = [...forms.map(({ institution }) => institution), undefined].flatMap((institution) =>
    [...states.map(([state]) => state), undefined].map((state) => [
      institution ?? 'total',
      state ?? 'total',
      count(institution, state),
    ]),
  );
  return csv([['institution', 'state', 'items'], ...rows]);
}

function packageText(forms: readonly ReturnForm[]): string {
  const named = (pairs: readonly (readonly [string, string])[]): string =>
    pairs
      .map(([value, label]) => `{value: ${JSON.stringify(value)}, label: ${JSON.stringify(label)}}`)
      .join(', ');
  const all = forms.map(({ institution, title }) => [institution, title] as const);
  return `name: returns
resources:
  - name: counts
    path: counts.csv
    title: Items by institution and state
    sources: [{title: Workbooks that came back}]
    schema:
      primaryKey: [institution, state]
      fields:
        - {name: institution, categories: [${named([...all, ['total', 'All institutions']])}], total: total}
        - {name: state, categories: [${named([...states, ['total', 'All']])}], total: total}
        - {name: items, type: integer, unit: items}
  - name: items
    path: items.csv
    title: Items of each institution
    sources: [{title: Workbooks that came back}]
    schema:
      primaryKey: [institution, item]
      fields:
        - {name: institution, categories: [${named(all)}]}
        - {name: item}
        - {name: state}
        - {name: title}
        - {name: answers, type: integer, unit: cells}
`;
}

function template(forms: readonly ReturnForm[]): string {
  const sections = forms.map(({ institution }, index) => {
    const code = JSON.stringify(institution);
    return [
      `{{#each (rows "items" institution=${code})}}`,
      '{{#if @first}}',
      `## {{institution}} {#sec-institution-${index + 1}}`,
      '',
      '| Item | What it is | Cells answered | State |',
      '| :--- | :--------- | -------------: | :---- |',
      '{{/if}}',
      '| {{item}} | {{title}} | {{answers}} | {{state}} |',
      '{{/each}}',
      '',
    ].join('\n');
  });
  return `# Completeness {#sec-completeness}

{{table "counts" rows="institution" columns="state" id="tbl-counts" caption="Items by institution and state"}}

# Item by item {#sec-items}

${sections.join('\n')}`;
}
