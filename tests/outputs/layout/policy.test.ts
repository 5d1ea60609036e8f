/** What `layout` in `tallybook.yaml` makes of one and the same faulty page. */
import { expect, test } from 'vitest';
import { check } from '../../../src/commands/check/check.js';
import { projectFolders } from '../../commands/build/project-folder.js';
import { sharedSessions } from '../../support/shared-session.js';

const projects = projectFolders();

test('a fault of a page warns, stops a build or is silent, as the project and its reports say, and `check --layout` tells of all', async () => {
  const project = projects.starter();
  const text =
    '# Visits {#sec-visits}\n\nThe rest of this page stays empty.\n\n:::landscape\n\nA wide page.\n\n:::\n';
  for (const name of ['warns', 'stops', 'silent']) project.write(`templates/${name}.md`, text);
  const report = (name: string, layout: string): string =>
    `  ${name}: {template: templates/${name}.md, formats: [pdf]${layout}}\n`;
  project.edit('tallybook.yaml', (yaml) =>
    yaml.replace(
      /reports:[\s\S]*$/,
      `layout: warn\nreports:\n${report('warns', '')}${report('stops', ', layout: error')}${report('silent', ', layout: off')}`,
    ),
  );
  const { diagnostics, outputs } = await project.build({ formats: ['pdf'] });
  // The page before the wide one, and the wide one that ends the chapter: that only takes up paper, and stops nothing.
  expect([
    ...new Set(diagnostics.map(({ severity, code, position }) => `${severity} ${code} ${position.file}`)),
  ]).toEqual([
    'warning layout/page-fill templates/warns.md',
    'error layout/page-fill templates/stops.md',
    'warning layout/page-fill templates/stops.md',
  ]);
  expect(outputs).toEqual([]);
  const checked = await check({
    root: project.root,
    layout: true,
    debug: false,
    env: process.env,
    progress: () => {},
    session: sharedSessions.open(),
  });
  expect(
    [...new Set(checked.diagnostics.map(({ severity, position }) => `${severity} ${position.file}`))].sort(),
  ).toEqual([
    'error templates/stops.md',
    'warning templates/silent.md',
    'warning templates/stops.md',
    'warning templates/warns.md',
  ]);
}, 60_000);
