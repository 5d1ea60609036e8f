import type { Command } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

/** What can be said of a Word file that came back. */
const codes = {
  'review/change': 'A colleague changed words of a Word file that came back (a warning).',
  'review/comment': 'A colleague commented on a Word file that came back (a warning).',
  'review/number': 'A number of a Word file that came back is not the one that the report prints.',
  'review/conflict': 'Colleagues changed the same words of a report in different ways.',
  'review/applied': 'A change of a Word file was written into the template (a note).',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

interface ReviewOptions {
  readonly project: string;
  readonly report?: string;
  readonly lang?: string;
  readonly apply?: boolean;
}

/** Takes corrections out of Word files. */
function review(program: Command, ask: Ask): void {
  program
    .command('review')
    .description('list what colleagues changed in Word files of a report, at its lines of the template')
    .argument('<files...>', 'the Word files that came back')
    .option('--apply', 'write into the template what belongs to one place of it, and list the rest')
    .option('--project <folder>', 'folder of the project', '.')
    .option('--report <id>', 'of this report, if a file does not say so itself')
    .option('--lang <tag>', 'in this language, if a file does not say so itself')
    .action((files: readonly string[], { project, report, lang, apply = false }: ReviewOptions) =>
      ask(
        { command: 'review', files, project, report, language: lang, apply },
        async () => (await import('./run-review.js')).runReview,
      ),
    );
}

/** Corrections in Word files, as a command. */
export const reviewProgram: ProgramExtension = { codes, verbs: [review] };
