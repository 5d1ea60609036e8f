import type { Command } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

interface Options {
  readonly project: string;
  readonly report?: string;
}

/** Writes what an office changes in Word. */
function wordTemplate(program: Command, ask: Ask): void {
  program
    .command('word-template')
    .description('write a Word file with a sample of each style, to be changed and named as `word.reference`')
    .argument('[file]', 'the file to write, which must not exist yet', 'office.docx')
    .option('--project <folder>', 'in the colours and fonts of this project', '.')
    .option('--report <id>', 'in those of this report instead of the first')
    .action((file: string, options: Options) =>
      ask(
        { command: 'word-template', file, ...options },
        async () => (await import('./run-word-template.js')).runWordTemplate,
      ),
    );
}

/** The default document of an office, as a command. */
export const wordTemplateProgram: ProgramExtension = { verbs: [wordTemplate] };
