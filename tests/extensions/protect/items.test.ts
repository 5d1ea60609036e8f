/**
 * Reports that are made for many, one for each town and one for each region, beside each other: a town and its region, or two towns, must
 * not tell together what each of them hides. Data are protected once, before any report, so that all items print one table.
 */
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { differences, outputsOf, textsIn } from './publications.js';
import { acceptedWorlds, most } from './worlds.js';

const report = `# Clients {#sec-clients}

{{table "clients" place=(param "place") rows="year" measure="persons" caption="Clients in {place}" id="tbl-years"}}

{{#if (eq (param "place") "s3")}}In 2024: {{value "clients" measure="persons" year=2024 place=(param "place")}}.{{/if}}
`;
const files = {
  ...textsIn(join(import.meta.dirname, 'towns')),
  'tallybook.yaml': `tallybook: 1
title: "Clients in {place}"
publisher: Office
edition: 2024
reports:
  town: {template: templates/towns.md, formats: [html], data: true, matrix: {over: {place: {dataset: clients}}}}
  region: {template: templates/towns.md, formats: [html], matrix: {over: {place: {dataset: clients, level: region}}}}
`,
  'templates/towns.md': report,
};

test('every world that agrees in what is printed has the same items', async () => {
  const worlds = await acceptedWorlds(files, 2024, most);
  expect(worlds.length).toBeGreaterThan(Math.min(most, 21) - 1);
  const build = (each: typeof files) => outputsOf(each, temporaryFolder(afterAll));
  const first = await build(files);
  expect(Object.keys(first).filter((path) => path.endsWith('.html'))).toHaveLength(6 + 2 + 2);
  // The town of a count that is hidden prints none, its region the sum.
  const text = (path: string): string => String(first[path]);
  expect(text('town/norton/en/numbers.json')).not.toMatch(/"text":"(?:13|11|4)"/);
  expect(text('region/north/en/numbers.json')).toContain('"text":"42"');
  for (const { name, files: other } of worlds)
    expect(differences(first, await build({ ...files, ...other })), name).toEqual([]);
});
