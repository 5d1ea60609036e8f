import { type Command, InvalidArgumentError } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import { namingReports, reportsOf, type WhichReports } from '../../cli/verbs/which-reports.js';
import type { ProgramExtension } from '../program.js';
import { readEditor } from './editor.js';

/** What can be wrong with a preview. */
const codes = {
  'usage/port': 'A preview cannot be served at the port that was asked for.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

interface PreviewOptions extends WhichReports {
  readonly port?: number;
  readonly open?: true;
  readonly editor?: readonly string[];
}

/** Shows them while they are written. */
function preview(program: Command, ask: Ask): void {
  const verb = program
    .command('preview')
    .description('show the reports in a browser of this machine, and every change as soon as it is saved')
    .argument('[project]', 'folder of the project', '.');
  namingReports(
    verb,
    'only this report; confidential ones are shown if they are named (repeat or use commas)',
  )
    .option('--port <number>', 'use this port of 127.0.0.1, not a free one', portNumber)
    .option('--open', 'open it in your browser')
    .option(
      '--editor <command>',
      'the command that opens a place: `code -g {file}:{line}:{column}`',
      commandWords,
    )
    .action((project: string, { port = 0, open, editor, ...which }: PreviewOptions) =>
      ask(
        {
          command: 'preview',
          project,
          ...reportsOf(which),
          port,
          open: open === true,
          ...(editor && { editor }),
        },
        async () => (await import('./preview.js')).runPreview,
      ),
    );
}

/** A port of this machine. */
function portNumber(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65_535) throw new InvalidArgumentError('Expected a port from 1 to 65535.');
  return port;
}

/** The words of a command that opens a place in an editor. */
function commandWords(value: string): readonly string[] {
  const words = readEditor(value);
  if (words.length === 0)
    throw new InvalidArgumentError('Expected a command such as `code -g {file}:{line}`.');
  return words;
}

/** Reports as they are written, as a command. */
export const previewProgram: ProgramExtension = { codes, verbs: [preview] };
