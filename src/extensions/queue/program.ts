import type { Command } from 'commander';
import { wholeNumber } from '../../cli/arguments.js';
import type { Ask } from '../../cli/verbs/verb.js';
import { namingOutputs, outputsOf, type WhichOutputs } from '../../cli/verbs/which-reports.js';
import type { ProgramExtension } from '../program.js';

/** What can be wrong with a queue. */
const codes = {
  'queue/address': 'No address of a queue is named, or it is not one.',
  'queue/unreachable': 'The queue cannot be reached, or lets nobody in.',
  'queue/share': 'The shared directory of a queue is not there, or cannot be written to.',
  'queue/input':
    'A file that a worker builds from is missing in the shared directory, or is not what it was when it was put there.',
  'queue/elsewhere':
    'Jobs wait for workers of another version, or (a warning) with another shared directory.',
  'queue/job': 'A job failed on its worker, or what came of it is not there.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

interface WhichQueue {
  readonly queue?: string;
  readonly share: string;
}

/** Adds the options by which a queue is named, and the directory beside it. */
const namingQueue = (verb: Command): Command =>
  verb
    .option('--queue <address>', 'the queue, such as `redis://HOST:6379`; else that in TALLYBOOK_QUEUE')
    .requiredOption('--share <folder>', 'directory that every worker sees');

interface EnqueueOptions extends WhichQueue, WhichOutputs {
  readonly wait?: true;
  readonly keepGoing?: true;
}

/** Puts the reports of a project into a queue. */
function enqueue(program: Command, ask: Ask): void {
  const verb = program
    .command('enqueue')
    .description('put the reports of a project into a queue, for workers on this and other machines')
    .argument('[project]', 'folder of the project', '.');
  namingOutputs(namingQueue(verb))
    .option('--wait', 'wait until all is built, and publish it')
    .option('--keep-going', 'publish what could be built, where some reports have errors')
    .action((project: string, { queue, share, wait, keepGoing, ...which }: EnqueueOptions) =>
      ask(
        {
          command: 'enqueue',
          project,
          queue,
          share,
          ...outputsOf(which),
          wait: wait === true,
          keepGoing: keepGoing === true,
        },
        async () => (await import('./run-enqueue.js')).runEnqueue,
      ),
    );
}

interface WorkerOptions extends WhichQueue {
  readonly concurrency: number;
  readonly lease: number;
  readonly untilEmpty?: true;
}

/** Builds what a queue has. */
function worker(program: Command, ask: Ask): void {
  const verb = program
    .command('worker')
    .description('build the reports that wait in a queue, until it is stopped');
  namingQueue(verb)
    .option('--concurrency <number>', 'how many reports it builds at once', wholeNumber(1, 64), 1)
    .option(
      '--lease <seconds>',
      'after how many seconds of silence another worker takes its reports',
      wholeNumber(1, 3600),
      30,
    )
    .option('--until-empty', 'end when every report is built')
    .action(({ queue, share, concurrency, lease, untilEmpty }: WorkerOptions) =>
      ask(
        { command: 'worker', queue, share, concurrency, lease, untilEmpty: untilEmpty === true },
        async () => (await import('./run-worker.js')).runWorker,
      ),
    );
}

/** Builds on other machines, as commands. */
export const queueProgram: ProgramExtension = {
  codes,
  verbs: [enqueue, worker],
  examine: async (env) => (await import('./check-queue.js')).checkQueue(env),
};
