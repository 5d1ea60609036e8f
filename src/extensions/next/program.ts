import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

const codes = {
  'next/claims': 'Data have errors, so that no claim of the edition begun was tested.',
  'next/edition': 'The edition that was asked for is not the one after that of the project.',
  'next/kept': 'What the edition published cannot be kept: it is not there, is another one, or is a draft.',
  'next/settings': 'The project file does not have its edition on a line of its own.',
  'next/unchecked':
    'A passage that nothing tests, or a declared number, to be read again for the next edition.',
  'next/unchanged': 'Sentences without a figure are still those of the edition before (a warning).',
  'next/undo': 'The move to the next edition cannot be undone.',
  'next/waiting': 'Calls name periods of the edition begun, of which the data have none yet (a warning).',
  'next/words': 'A text points to a year, or counts years, without naming one.',
  'next/year':
    'A text names a year of the edition before, or one ahead of it, and does not move with the edition.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

interface Options {
  readonly report?: string;
  readonly write?: true;
  readonly edition?: number;
  readonly undo?: true;
  readonly unchanged?: true;
}

function year(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('Expected a year such as 2027.');
  return Number(text);
}

/** Moves a project to the next edition. */
function next(program: Command, ask: Ask): void {
  program
    .command('next')
    .description(
      'begin the next edition: keep what this one published, move years, and list sentences with old years; without `--write` it only shows this',
    )
    .argument('[project]', 'folder of the project', '.')
    .option('--report <id>', 'keep what this report published, not what the first did')
    .option('--edition <year>', 'begin this one, when the edition before it is published', year)
    .option('--write', 'change the files')
    .addOption(new Option('--undo', 'take back what `--write` changed').conflicts('write'))
    .option('--unchanged', 'list also each sentence without a figure that nobody has changed')
    .action((project: string, options: Options) =>
      ask({ command: 'next', project, ...options }, async () => (await import('./run-next.js')).runNext),
    );
}

/** The next edition, as a command. */
export const nextProgram: ProgramExtension = {
  codes,
  verbs: [next],
  remind: async (root) => (await import('./unread.js')).unread(root),
};
