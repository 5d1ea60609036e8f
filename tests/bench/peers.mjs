/** The same text through other tools, where this machine has them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runNode } from './processes.mjs';

const require = createRequire(import.meta.url);

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} package What npm installs it as.
 * @property {(folder: string) => Promise<number>} run Prints the text in the folder; returns milliseconds.
 */

/** @type {readonly Peer[]} */
export const peers = [
  {
    name: 'md-to-pdf',
    package: 'md-to-pdf',
    run: async (folder) => {
      const program = join(packageFolder('md-to-pdf'), 'dist/cli.js');
      const { ms } = await runNode([program, join(folder, 'text.md'), '--launch-options', '{"args":["--no-sandbox"]}']);
      return ms;
    },
  },
  {
    name: 'Typst',
    package: '@myriaddreamin/typst-ts-node-compiler',
    run: async (folder) => {
      const script = join(folder, 'typst.mjs');
      const compiler = require.resolve('@myriaddreamin/typst-ts-node-compiler');
      writeFileSync(
        script,
        `import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const { NodeCompiler } = createRequire(import.meta.url)(${JSON.stringify(compiler)});
const compiler = NodeCompiler.create({ workspace: ${JSON.stringify(folder)} });
writeFileSync(${JSON.stringify(join(folder, 'text.pdf'))}, compiler.pdf({ mainFilePath: ${JSON.stringify(join(folder, 'text.typ'))} }));
`,
      );
      return (await runNode([script])).ms;
    },
  },
];

/** Where a package is installed, or undefined. @param {string} name */
export function installed(name) {
  try {
    return packageFolder(name);
  } catch {
    return undefined;
  }
}

/** @param {string} name */
function packageFolder(name) {
  return join(require.resolve(`${name}/package.json`), '..');
}

/**
 * Writes the prose of a template as Markdown and as Typst, both without what only Tallybook knows: calls, charts and
 * directives.
 * @param {string} template @param {string} folder
 */
export function writePlainText(template, folder) {
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(template, 'utf8')
    .replace(/^---[\s\S]*?\n---\n/, '')
    .replace(/```[\s\S]*?```/g, '')
    .replace(/\{\{[^}]*\}\}/g, '1,234')
    .replace(/^:::?.*$/gm, '')
    .replace(/ ?\{#[^}]*\}/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  writeFileSync(join(folder, 'text.md'), text);
  const typst = text.replace(/[#$*_@<>\\`]/g, (sign) => `\\${sign}`).replace(/^(?:\\#)+ /gm, (marks) => `${'='.repeat(marks.length / 2)} `);
  writeFileSync(join(folder, 'text.typ'), typst);
}
