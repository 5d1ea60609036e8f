import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleJpeg, samplePng, sampleSvg } from '../../../pictures/samples.js';

/** Text under the name of a picture, pictures cut short, and one under the name of another kind. */
export function make(root: string): void {
  const pictures = {
    'text.png': Buffer.from('Not a picture'),
    'empty.jpg': Buffer.alloc(0),
    'cut.png': samplePng().subarray(0, -12),
    'cut.jpg': sampleJpeg().subarray(0, -2),
    'cut.svg': Buffer.from(sampleSvg('<text>Words</text>').slice(0, -6)),
    'other.png': sampleJpeg(),
  };
  for (const [name, bytes] of Object.entries(pictures)) writeFileSync(join(root, 'templates', name), bytes);
  const shown = Object.keys(pictures).map((name) => `![A picture](${name})`);
  writeFileSync(join(root, 'templates/annual-report.md'), `# Pictures\n\n${shown.join('\n\n')}\n`);
}
