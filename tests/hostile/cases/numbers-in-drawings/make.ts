import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleSvg } from '../../../pictures/samples.js';

/** Numbers that a drawing shows, and no data answer for. */
export function make(root: string): void {
  writeFileSync(
    join(root, 'templates/a.svg'),
    sampleSvg('\n<text>1,234 accidents</text>\n<text>A map</text>\n<text>in <tspan>2099</tspan></text>\n'),
  );
  writeFileSync(join(root, 'templates/annual-report.md'), '# Drawings\n\n![A drawing](a.svg)\n');
}
