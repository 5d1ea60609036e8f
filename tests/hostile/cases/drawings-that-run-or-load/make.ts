import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleSvg } from '../../../pictures/samples.js';

/** Drawings with code, with pages in them, that move, or that ask for files from elsewhere. */
export function make(root: string): void {
  const drawings = {
    'script.svg': '<script>alert(1)</script>',
    'handler.svg': '<rect\n  onload="alert(1)"/>',
    'page.svg': '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Hi</p></foreignObject>',
    'moving.svg': '<text>One<animate attributeName="x" to="9"/></text>',
    'file.svg': '<image href="file:///etc/passwd"/>',
    'style.svg': '<style>@import url(https://example.org/a.css);</style>',
    'font.svg': '<style>@font-face{font-family:a;src:url(//example.org/a)}</style>',
  };
  for (const [name, content] of Object.entries(drawings))
    writeFileSync(join(root, 'templates', name), sampleSvg(content));
  const shown = Object.keys(drawings).map((name) => `![A drawing](${name})`);
  writeFileSync(join(root, 'templates/annual-report.md'), `# Drawings\n\n${shown.join('\n\n')}\n`);
}
