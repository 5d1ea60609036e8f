/** The results in `docs/reference/benchmarks.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { aimsTable } from './figures.mjs';

/** @param {readonly import('./measure-project.mjs').Measured[]} measured */
export function describeResults(measured) {
  return [
    `Machine: ${machine()}.`,
    '',
    aimsTable(measured.flatMap(({ figures }) => figures)),
    '',
    ...measured.map(({ text }) => text),
  ].join('\n');
}

/**
 * Replaces what stands between the two marks of that name in a file.
 * @param {string} file @param {string} name @param {string} results
 */
export function writeResults(file, name, results) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no ${begin}`);
  writeFileSync(file, `${text.slice(0, from)}${begin}\n\n${results}\n${text.slice(to)}`);
}

function machine() {
  const [first] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} x ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.version}, load average at the end ${load} (of which the bench itself is about 2)`;
}
