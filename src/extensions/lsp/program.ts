import type { Command } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

/** Serves editors. */
function lsp(program: Command, ask: Ask): void {
  program
    .command('lsp')
    .description('help an editor with templates, by the Language Server Protocol')
    .option('--stdio', 'speak through the standard streams, as it does in any case')
    .action(() => ask({ command: 'lsp' }, async () => (await import('./serve.js')).runLsp));
}

/** Help for editors, as a command. */
export const lspProgram: ProgramExtension = { verbs: [lsp] };
