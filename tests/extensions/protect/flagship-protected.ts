/** The data of this repository with protection switched on for all that counts persons, in place of the reason why they are printed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../house/repository.js';
import { locked, type ProjectFiles } from './protected-project.js';
import { textsIn } from './publications.js';

/** The edition of the reports of this repository. */
export const flagshipEdition = 2015;

/** Everything that the files say of persons, in tables, charts and annexes: the real prose names counts that are hidden here. */
const report = `tallybook: 1
title: All that is counted of persons
publisher: Office
edition: ${flagshipEdition}
languages: [en]
data: data/datapackage.yaml
reports:
  persons: {template: templates/persons.md, data: true}
`;

export const protectedFlagship = (): Promise<ProjectFiles> => {
  const data = Object.entries(textsIn(join(repository, 'data')));
  const files = Object.fromEntries(data.map(([file, text]) => [`data/${file}`, text]));
  return locked(
    {
      ...files,
      'data/datapackage.yaml': protectAll(files['data/datapackage.yaml'] ?? ''),
      'tallybook.yaml': report,
      'templates/persons.md': readFileSync(join(import.meta.dirname, 'flagship/persons.md'), 'utf8'),
    },
    flagshipEdition,
  );
};

const protectAll = (text: string): string =>
  text
    .replace(/^ {6}- &published\n(?: {8}.*\n)+/m, '')
    .replaceAll('      - *published\n', '')
    // What is left of a list whose one entry that was.
    .replace(/^ {4}accepts:\n(?! {6})/gm, '')
    // They say which of the counts that are hidden now were recorded, or what their rows said beside them.
    .replace(/^ {4}claims:\n(?: {6}- \{words: .*has: (?:victims|sex).*\n)+/gm, '')
    .replace(/^ {4}protect: .*\n/gm, '')
    .replace(/^ {4}about: persons$/gm, '    about: persons\n    protect: {threshold: 5}');
