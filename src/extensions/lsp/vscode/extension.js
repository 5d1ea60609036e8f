import { workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

/** @type {LanguageClient | undefined} */
let client;

/** Starts `tallybook lsp`, which finds the project of each file by itself. */
export async function activate() {
  const [command = 'tallybook', ...args] = workspace.getConfiguration('tallybook').get('command', []);
  // On Windows npm installs commands that only a shell starts.
  const options = { shell: process.platform === 'win32' };
  client = new LanguageClient(
    'tallybook',
    'Tallybook',
    { command, args: [...args, 'lsp'], options },
    { documentSelector: [{ scheme: 'file', pattern: '**/*.{md,yaml,yml,csv,json}' }] },
  );
  await client.start();
}

export const deactivate = () => client?.stop();
