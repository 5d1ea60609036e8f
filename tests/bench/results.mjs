/** The results in words, and in `docs/benchmarks.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {number} documents @property {number} pages @property {number} peakMegabytes
 * @property {number} cold @property {number} warm @property {number} noOp @property {number} floor
 * @property {number} coldRatio @property {number} warmRatio
 * @property {readonly {step: string, ms: number}[]} steps
 */

/** What is aimed at, for the flagship. */
export const aims = { coldRatio: 2.8, warmRatio: 1.8, noOp: 400 };

/** One line a number. @param {Result} result */
export function describeRun(result) {
  const { name, documents, pages, cold, warm, noOp, floor, coldRatio, warmRatio, steps, peakMegabytes } = result;
  return [
    `${name}  ${documents} PDF, ${pages} pages`,
    `floor  ${Math.round(floor)} ms`,
    `cold   ${Math.round(cold)} ms  ${coldRatio.toFixed(2)} x floor`,
    `warm   ${Math.round(warm)} ms  ${warmRatio.toFixed(2)} x floor`,
    `no-op  ${Math.round(noOp)} ms`,
    ...steps.map(({ step, ms }) => `step   ${step}  ${Math.round(ms)} ms`),
    `memory ${peakMegabytes} MB at its peak, browser included`,
    '',
  ].join('\n');
}

const [begin, end] = ['<!-- bench:begin -->', '<!-- bench:end -->'];

/**
 * Replaces what stands between the two marks of the file.
 * @param {string} file @param {readonly Result[]} results
 * @param {readonly {name: string, ms: number | undefined}[]} peers @param {number} rounds
 */
export function writeResults(file, results, peers, rounds) {
  const text = readFileSync(file, 'utf8');
  const [before = ''] = text.split(begin);
  const after = text.slice(text.indexOf(end));
  writeFileSync(file, `${before}${begin}\n\n${report(results, peers, rounds)}\n${after}`);
}

/**
 * @param {readonly Result[]} results @param {readonly {name: string, ms: number | undefined}[]} peers
 * @param {number} rounds
 */
function report(results, peers, rounds) {
  const rows = results.map(
    ({ name, pages, floor, cold, warm, noOp, coldRatio, warmRatio, peakMegabytes }) =>
      `| ${name} | ${pages} | ${seconds(floor)} | ${seconds(cold)} | ${coldRatio.toFixed(2)} | ${seconds(warm)} | ${warmRatio.toFixed(2)} | ${Math.round(noOp)} ms | ${peakMegabytes} MB |`,
  );
  const steps = results.flatMap(({ name, steps }) =>
    steps.map(({ step, ms }) => `| ${name} | ${step} | ${Math.round(ms)} ms |`),
  );
  const others = peers.map(({ name, ms }) => `- ${name}: ${ms === undefined ? 'not installed' : seconds(ms)}`);
  return [
    `Machine: ${machine()}. Medians of ${rounds} rounds.`,
    '',
    '| project | pages | floor | cold | x floor | warm | x floor | no-op | peak memory |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    ...results.slice(0, 1).map(verdict),
    '',
    'Steps of a build in a new process without an earlier output; they overlap, so that they add up to more than the build:',
    '',
    '| project | step | time |',
    '|---|---|---|',
    ...steps,
    '',
    ...(others.length === 0 ? [] : ['Other tools, with the prose of the flagship alone:', '', ...others, '']),
  ].join('\n');
}

/** @param {Result} result */
function verdict({ coldRatio, warmRatio, noOp }) {
  /** @param {string} what @param {number} value @param {number} aim @param {string} unit */
  const line = (what, value, aim, unit) =>
    value <= aim
      ? `${what} ${value}${unit} (aim ${aim}${unit}: reached)`
      : `${what} ${value}${unit} (aim ${aim}${unit}: missed by ${Math.round((value / aim - 1) * 100)} %)`;
  return `Aims: ${[
    line('cold', Number(coldRatio.toFixed(2)), aims.coldRatio, ' x'),
    line('warm', Number(warmRatio.toFixed(2)), aims.warmRatio, ' x'),
    line('no-op', Math.round(noOp), aims.noOp, ' ms'),
  ].join(', ')}.`;
}

function machine() {
  const [first] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} x ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.version}, load average at the end ${load}`;
}

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
