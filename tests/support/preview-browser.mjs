import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

const repository = join(dirname(), '..', '..');

function dirname() {
  return fileURLToPath(new URL('.', import.meta.url));
}

/**
 * A browser as an author has it, which reaches servers of this machine: that of prints reaches none.
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export async function openBrowser() {
  const { browserCandidates } = await import(join(repository, 'dist', 'host', 'browser', 'candidates.js'));
  for (const candidate of browserCandidates(process.env)) {
    const program = await candidate.locate(false).catch(() => undefined);
    if (program === undefined) continue;
    return puppeteer.launch({
      executablePath: program.executable,
      headless: 'shell',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-proxy-server'],
      env: { ...process.env, ...(program.libraries && { LD_LIBRARY_PATH: program.libraries }) },
      defaultViewport: { width: 1280, height: 900 },
    });
  }
  throw new Error('no browser');
}

/**
 * The program as a process of its own, and the address that it prints.
 * @param {string} project @param {readonly string[]} [options]
 * @returns {Promise<{address: string, process: import('node:child_process').ChildProcess, stop(): Promise<number | null>}>}
 */
export async function startPreview(project, options = []) {
  const program = spawn(process.execPath, [join(repository, 'dist', 'cli.js'), 'preview', project, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise((resolve, reject) => {
    let out = '';
    program.stdout.on('data', (data) => {
      out += data;
      if (out.includes('\n')) resolve(out.trim());
    });
    program.once('exit', (code) => reject(new Error(`the preview ended with ${code}: ${out}`)));
  });
  const ended = new Promise((resolve) => program.once('exit', resolve));
  return {
    address,
    process: program,
    stop: () => {
      program.kill('SIGINT');
      return ended;
    },
  };
}
