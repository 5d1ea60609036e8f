import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { samplePng, sampleSvg } from '../../../pictures/samples.js';

/** Small files that would come to thousands of millions of elements, letters or pixels. */
export function make(root: string): void {
  const levels = Array.from({ length: 40 }, (_, level) =>
    level === 0
      ? '<g id="l0"><rect/></g>'
      : `<g id="l${level}">${`<use href="#l${level - 1}"/>`.repeat(4)}</g>`,
  );
  const entities = Array.from({ length: 20 }, (_, level) =>
    level === 0 ? '<!ENTITY e0 "words">' : `<!ENTITY e${level} "${`&e${level - 1};`.repeat(10)}">`,
  );
  const pictures = {
    'use.svg': sampleSvg(levels.join('')),
    'circle.svg': sampleSvg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    'entities.svg': `<!DOCTYPE svg [${entities.join('')}]>${sampleSvg('<text>&e19;</text>')}`,
    'deep.svg': sampleSvg('<g>'.repeat(20_000) + '</g>'.repeat(20_000)),
    'many.svg': sampleSvg('<g/>'.repeat(120_000)),
    'pixels.png': samplePng(60_000, 60_000),
  };
  for (const [name, bytes] of Object.entries(pictures)) writeFileSync(join(root, 'templates', name), bytes);
  const shown = Object.keys(pictures).map((name) => `![A picture](${name})`);
  writeFileSync(join(root, 'templates/annual-report.md'), `# Pictures\n\n${shown.join('\n\n')}\n`);
}
