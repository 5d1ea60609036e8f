import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { onExit } from '../exit.js';
import { environmentProblem, writeProblem } from '../problems.js';
import { openCache } from './cache.js';
import type { Program } from './candidates.js';
import { fontconfig } from './fontconfig.js';
import { withDeadline } from './guard.js';

export interface LaunchSettings {
  /** The folder with `fonts/system/`. */
  readonly toolRoot: string;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds that a start may take. */
  readonly startDeadline: number;
}

/** A browser that this process owns. */
export interface RunningBrowser {
  readonly browser: Browser;
  /** Such as `147.0.7727.15`. */
  readonly version: string;
  readonly sandboxed: boolean;
  /** Ends it, by force if it must, and removes its folder. Never fails. */
  stop(): Promise<void>;
}

/** No network, no services, nothing that differs from machine to machine. */
const hardening = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-proxy-server',
  '--disable-gpu',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--lang=en-US',
];

/**
 * Starts a browser with its sandbox, or, on a machine that cannot have one, without.
 * Fails with what the browser said when it does not start.
 */
export async function startBrowser(program: Program, settings: LaunchSettings): Promise<RunningBrowser> {
  try {
    return await start(program, settings, true);
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (!/No usable sandbox|without --no-sandbox/i.test(text)) throw error;
    return await start(program, settings, false);
  }
}

async function start(
  program: Program,
  settings: LaunchSettings,
  sandboxed: boolean,
): Promise<RunningBrowser> {
  const folder = temporaryFolder();
  const starting = new AbortController();
  let kill = (): void => starting.abort();
  const endNow = (): void => {
    kill();
    removeFolder(folder);
  };
  const release = onExit(endNow);
  const args = [...hardening, ...(sandboxed ? [] : ['--no-sandbox'])];
  const userDataDir = join(folder, 'profile');
  try {
    const env = browserEnvironment(program, settings, folder);
    const { default: puppeteer } = await import('puppeteer-core');
    const launching = puppeteer.launch({
      executablePath: program.executable,
      headless: 'shell',
      args,
      userDataDir,
      env,
      timeout: settings.startDeadline,
      signal: starting.signal,
      // Ours does it, after the temporary files.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const browser = await withDeadline('starting', settings.startDeadline, launching).catch(
      async (error: unknown) => {
        const once = [`--user-data-dir=${userDataDir}`, ...args, 'about:blank'];
        throw isSilentEnd(error) ? await withLastWords(error, program.executable, once, env) : error;
      },
    );
    kill = killer(browser);
    const product = await withDeadline('answering', settings.startDeadline, browser.version());
    return {
      browser,
      version: product.replace(/^.*\//, ''),
      sandboxed,
      async stop() {
        await stopGently(browser, kill);
        kill();
        // Beside whatever the build does meanwhile: a profile has hundreds of files.
        await rm(folder, removal).catch(() => {});
        release();
      },
    };
  } catch (error) {
    endNow();
    release();
    throw error;
  }
}

/** Puppeteer hears of the end of a browser before it has read what the browser wrote last, now and then. */
function isSilentEnd(error: unknown): error is Error {
  return error instanceof Error && /^stderr:\s*TROUBLESHOOTING/m.test(error.message);
}

/** Starts what ended without a word once more, only to read to the end what it says. */
function withLastWords(
  error: Error,
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Error> {
  return new Promise((resolve) => {
    const limits = { env, timeout: 3000, killSignal: 'SIGKILL', encoding: 'utf8' } as const;
    execFile(executable, args, limits, (_, _stdout, stderr) => {
      resolve(
        new Error(
          error.message.replace('stderr:\n', () => `stderr:\n${stderr.trimEnd()}`),
          { cause: error },
        ),
      );
    });
  });
}

/** A fault of the temporary folder is none of the browser: trying the next one would not help. */
function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'tallybook-browser-'));
  } catch (cause) {
    throw writeProblem(tmpdir(), cause);
  }
}

function browserEnvironment(program: Program, settings: LaunchSettings, folder: string): NodeJS.ProcessEnv {
  const systemFonts = join(settings.toolRoot, 'fonts', 'system');
  if (!existsSync(systemFonts)) {
    throw environmentProblem(
      'host/read',
      'Unexpected missing folder `fonts/system` of the tool, expected its fonts',
      {
        hint: 'run `npm run compile`, or install tallybook again',
      },
    );
  }
  const configuration = join(folder, 'fonts.conf');
  writeFileSync(configuration, fontconfig(systemFonts, join(openCache(settings.env), 'fontconfig')));
  return {
    ...settings.env,
    FONTCONFIG_FILE: configuration,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    LANGUAGE: 'en',
    // What it writes while it is being killed must go with its folder. Elsewhere the path of its socket would be too long.
    ...(process.platform === 'linux' ? { TMPDIR: folder } : {}),
    ...(program.libraries === undefined ? {} : { LD_LIBRARY_PATH: program.libraries }),
  };
}

/** Asks the browser to close and waits a little for it, then kills it. */
async function stopGently(browser: Browser, kill: () => void): Promise<void> {
  const child = browser.process();
  try {
    await withDeadline('closing', 3000, browser.close());
  } catch {
    kill();
    if (child?.exitCode === null && child.signalCode === null) {
      await withDeadline('ending', 1000, once(child, 'exit')).catch(() => {});
    }
  }
}

/**
 * Returns a function that ends a browser and all its processes at once. Renderers that hang outlive their browser,
 * so those are ended in any case, as soon as it is gone; afterwards its process id may be another's.
 */
function killer(browser: Browser): () => void {
  const child = browser.process();
  const pid = child?.pid;
  let over = child === null || pid === undefined;
  const kill = (): void => {
    if (over || child === null || pid === undefined) return;
    over = true;
    try {
      // Puppeteer starts the browser as the leader of its own group, but for Windows.
      if (process.platform === 'win32') child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // Nothing of it was left.
    }
  };
  child?.once('exit', kill);
  return kill;
}

const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

function removeFolder(folder: string): void {
  try {
    rmSync(folder, removal);
  } catch {
    // A folder in the temporary folder of the system is no reason to fail a build.
  }
}
