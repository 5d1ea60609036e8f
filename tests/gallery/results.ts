import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What became of one example. */
export interface Line {
  readonly name: string;
  readonly source: 'file' | 'inline';
  readonly outcome: 'draws' | 'refused' | 'fails';
  /** Why it was not drawn: codes and messages. */
  readonly said: readonly string[];
  readonly warned: readonly string[];
  /** The rules that were allowed with a reason. */
  readonly allow: readonly string[];
}

const page = join(import.meta.dirname, '../../docs/reference/vega-lite-gallery.md');
const head = '| Example | Result | What was allowed, or why it is refused |\n| :-- | :-- | :-- |\n';

/** The results that the documentation states, by the name of the example. */
export function statedResults(): ReadonlyMap<string, string> {
  const lines = readFileSync(page, 'utf8').matchAll(/^\| `([\w-]+)` \| (draws|refused|fails) \|/gm);
  return new Map([...lines].map(([, name = '', result = '']) => [name, result]));
}

/** Writes the results into the documentation. */
export function writeResults(lines: readonly Line[]): void {
  const text = readFileSync(page, 'utf8');
  const before = text.slice(0, text.indexOf(head));
  const rows = lines.map(({ name, outcome, allow, said }) => {
    const why = outcome === 'draws' ? allow.map((rule) => `\`${rule}\``).join(', ') : reasonOf(said);
    return `| \`${name}\` | ${outcome} | ${why} |\n`;
  });
  writeFileSync(page, `${before}${head}${rows.join('')}`);
}

/** The first thing that was said. */
function reasonOf([first = '']: readonly string[]): string {
  const [code = '', ...words] = first.split(' ');
  const said = words.join(' ').replaceAll('|', '\\|');
  return `\`${code}\` ${said.length > 90 ? `${said.slice(0, 90)} ...` : said}`;
}
