import type { Command } from 'commander';
import { type Format, formats } from '../model/formats.js';
import { formatNames, names, wholeNumber } from './arguments.js';
import type { Ask } from './verb.js';

interface Options {
  readonly queue?: string;
  readonly share: string;
  readonly only?: readonly string[];
  readonly lang?: readonly string[];
  readonly format?: readonly Format[];
  readonly draft?: true;
  readonly wait?: true;
  readonly keepGoing?: true;
  readonly concurrency: number;
  readonly lease: number;
  readonly untilEmpty?: true;
}

const ofQueue = [
  '--queue <address>',
  'the queue, such as `redis://HOST:6379`; else that in TALLYBOOK_QUEUE',
] as const;

/** Puts the reports of a project into a queue. */
export function enqueue(program: Command, ask: Ask): void {
  program
    .command('enqueue')
    .description('put the reports of a project into a queue, for workers on this and other machines')
    .argument('[project]', 'folder of the project', '.')
    .option(...ofQueue)
    .requiredOption('--share <folder>', 'directory that every worker sees')
    .option('--only <id>', 'only this report, or item: annual/prizren (repeat or use commas)', names)
    .option('--lang <tag>', 'only in this language (repeat or use commas for several)', names)
    .option(
      '--format <format>',
      `only as ${formats.map((format) => `\`${format}\``).join(' or ')} (repeat or use commas for several)`,
      formatNames,
    )
    .option('--draft', 'build in spite of errors, with every page marked as a draft')
    .option('--wait', 'wait until all is built, and publish it')
    .option('--keep-going', 'publish what could be built, where some reports have errors')
    .action((project: string, options: Options) => {
      const { queue, share, only = [], lang = [], format = [], draft, wait, keepGoing } = options;
      ask({
        command: 'enqueue',
        project,
        queue,
        share,
        only,
        languages: lang,
        formats: format,
        draft: draft === true,
        wait: wait === true,
        keepGoing: keepGoing === true,
      });
    });
}

/** Builds what a queue has. */
export function worker(program: Command, ask: Ask): void {
  program
    .command('worker')
    .description('build the reports that wait in a queue, until it is stopped')
    .option(...ofQueue)
    .requiredOption('--share <folder>', 'directory that every worker sees')
    .option('--concurrency <number>', 'how many reports it builds at once', wholeNumber(1, 64), 1)
    .option(
      '--lease <seconds>',
      'after how many seconds without a sign of life another worker takes its reports',
      wholeNumber(1, 3600),
      30,
    )
    .option('--until-empty', 'end when every report is built')
    .action(({ queue, share, concurrency, lease, untilEmpty }: Options) =>
      ask({ command: 'worker', queue, share, concurrency, lease, untilEmpty: untilEmpty === true }),
    );
}
