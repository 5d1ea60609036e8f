import { spawn } from 'node:child_process';

/**
 * Starts another program of this user by its name and arguments, without a shell, and leaves it to itself. Resolves with what is wrong
 * where it does not start.
 */
export function startProgram([name = '', ...args]: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const started = spawn(name, args, { detached: true, stdio: 'ignore', windowsHide: true });
    started.once('error', (error) => resolve(error.message));
    started.once('spawn', () => {
      started.unref();
      resolve(undefined);
    });
  });
}

/** The program that shows an address, a file or a folder with whatever the user has for it. */
export function programFor(shown: string, platform: NodeJS.Platform = process.platform): readonly string[] {
  if (platform === 'darwin') return ['open', shown];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', shown];
  return ['xdg-open', shown];
}
