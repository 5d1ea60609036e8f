import type { Command } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

const codes = {
  'translation/placeholder': 'A translation that came back lacks a call of a helper, or has another.',
  'translation/returned':
    'A list of translations that came back cannot be read, or has a text that no longer exists.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** Hands texts to translators and back. */
function translate(program: Command, ask: Ask): void {
  const translating = program
    .command('translate')
    .description('see how far translations of a project are, and hand texts to a translator and back');
  const run = async () => (await import('./run-translate.js')).runTranslate;
  translating
    .command('status')
    .description('list what is not translated, or has changed since; ends with 1 where something is left')
    .argument('[project]', 'folder of the project', '.')
    .action((project: string) => ask({ command: 'translate', step: 'status', project }, run));
  translating
    .command('export')
    .description('write a list of the texts to be translated into a language, as CSV, Word or XLIFF')
    .argument('<language>', 'its tag, such as `sq`')
    .argument('[project]', 'folder of the project', '.')
    .option('--all', 'also those whose translation is up to date')
    .option('--to <file>', 'write them into a file: `.docx`, `.xlf` or `.csv`; CSV is printed without it')
    .action((language: string, project: string, { all, to }: { readonly all?: true; readonly to?: string }) =>
      ask(
        {
          command: 'translate',
          step: 'export',
          language,
          all: all === true,
          project,
          ...(to && { file: to }),
        },
        run,
      ),
    );
  translating
    .command('import')
    .description('take over the translations in a list that came back')
    .argument('<language>', 'its tag, such as `sq`')
    .argument('<file>', 'the list: `.docx`, `.xlf` or `.csv`')
    .argument('[project]', 'folder of the project', '.')
    .action((language: string, file: string, project: string) =>
      ask({ command: 'translate', step: 'import', language, file, project }, run),
    );
  translating
    .command('new')
    .description('write the files of a language that Tallybook does not speak, to be filled in')
    .argument('<language>', 'its tag, such as `mk`')
    .argument('[project]', 'folder of the project', '.')
    .option('--all', 'also what Tallybook has in this language, to be read and corrected')
    .action((language: string, project: string, { all }: { readonly all?: true }) =>
      ask({ command: 'translate', step: 'new', language, all: all === true, project }, run),
    );
}

/** Translations, as commands. */
export const translateProgram: ProgramExtension = { codes, verbs: [translate] };
