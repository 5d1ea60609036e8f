import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts as older programs save them: a chart file in windows-1252, a picture that ends within a letter. */
export function make(root: string): void {
  writeFileSync(
    join(root, 'templates/annual-report.md'),
    '# Bytes\n\n{{chart "chart.yaml"}}\n\n![A picture](picture.svg)\n',
  );
  writeFileSync(join(root, 'templates/chart.yaml'), Buffer.from('title: 20 \x80\n', 'latin1'));
  const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>\n<!-- \u2026');
  writeFileSync(join(root, 'templates/picture.svg'), picture.subarray(0, -1));
}
