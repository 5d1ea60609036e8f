import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks that turn the order of what is read, controls, and what is no character: written, referred to, in front matter. */
export function make(root: string): void {
  const lines = [
    '---',
    'subtitle: A \u202Eturned\u202C one',
    '---',
    '# Characters',
    'An override: \u202E{{value "accidents" year=2015}}\u202C accidents.',
    'By its number: &#x202E;15&#8236; and by its name: &rlm;.',
    'A control: \u0007, half a letter: \uFFFD, a tag: \u{E0041}.',
    'From an icon font: \uE001, by its number: &#xE101;&#xE110;&#xE102;.',
    '{{#if (eq 1 2)}}In a branch that is not taken: \u2066x\u2069{{/if}}',
    'Alone, by its name: &rlm;.',
    'Soft\u00ADhyphens and joined\u200Dletters may stay.',
  ];
  writeFileSync(
    join(root, 'templates/annual-report.md'),
    `${lines.join('\n\n').replace(/---\n\n|\n\n---/g, (fence) => fence.replace('\n\n', '\n'))}\n`,
  );
}
