import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleSvg } from '../../../pictures/samples.js';

/** What no font of the theme has: in a template, a title of the project, a label of the data, and a drawing; a word is told once. */
export function make(root: string): void {
  const change = (file: string, from: string, to: string): void =>
    writeFileSync(join(root, file), readFileSync(join(root, file), 'utf8').replace(from, to));
  change('tallybook.yaml', 'Ministry of Roads', 'Ministry of Roads 🚗');
  change('data/datapackage.yaml', 'label: Alcohol', 'label: Alcohol 酒');
  writeFileSync(join(root, 'templates/map.svg'), sampleSvg('<text>A map ☃</text>'));
  const text =
    '# Accidents\n\nA sign: ☂. A word: საქართველო. Another: العربية.\n\n{{table "accidents" rows="cause" columns="year" id="tbl-a" caption="By cause"}}\n\n![A map](map.svg)\n\n![Seen ☄ by none](map.svg)\n';
  writeFileSync(join(root, 'templates/annual-report.md'), text);
}
