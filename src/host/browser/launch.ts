import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { faultOf } from '../../problems/problem.js';
import { openTemporaryFolder } from '../files/temporary-folder.js';
import { environmentProblem } from '../problems.js';
import { onExit } from '../processes/exit.js';
import { BrowserEnd, BrowserProcess } from './browser-process.js';
import { openCache } from './cache.js';
import type { Program } from './candidate.js';
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
  /** Why it ended and what it said, as a `BrowserEnd`, after `stop`; undefined when that is not known soon. */
  end(): Promise<unknown>;
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
 * Fails with a `BrowserEnd`, or a `BrowserFailure` where it does not answer, when it does not start.
 */
export async function startBrowser(program: Program, settings: LaunchSettings): Promise<RunningBrowser> {
  try {
    return await start(program, settings, true);
  } catch (error) {
    const said = error instanceof BrowserEnd ? error.said : '';
    if (!/No usable sandbox|without --no-sandbox/i.test(said)) throw error;
    return await start(program, settings, false);
  }
}

async function start(
  program: Program,
  settings: LaunchSettings,
  sandboxed: boolean,
): Promise<RunningBrowser> {
  const folder = openTemporaryFolder('browser');
  let started: BrowserProcess | undefined;
  // Before the folder goes: a browser that lives writes it again.
  const release = onExit(() => started?.kill());
  try {
    const env = browserEnvironment(program, settings, folder.path);
    const { default: puppeteer } = await import('puppeteer-core');
    const own = [...hardening, ...(sandboxed ? [] : ['--no-sandbox']), '--remote-debugging-pipe'];
    const args = puppeteer.defaultArgs({
      headless: 'shell',
      args: own,
      userDataDir: join(folder.path, 'profile'),
    });
    const child = new BrowserProcess(program.executable, args, env);
    started = child;
    const answering = puppeteer.connect({ transport: child.pipe }).then(async (browser) => {
      return { browser, product: await browser.version() };
    });
    // What the program says when it ends tells more than that its pipe is closed.
    const answered = await withDeadline(
      'starting',
      settings.startDeadline,
      Promise.race([child.ended, answering.catch(() => withDeadline('answering', 5000, child.ended))]),
    );
    return {
      browser: answered.browser,
      version: answered.product.replace(/^.*\//, ''),
      sandboxed,
      end: () => withDeadline('ending', 5000, child.ended).catch((end: unknown) => end),
      async stop() {
        await stopGently(answered.browser, child);
        // Beside whatever the build does meanwhile: a profile has hundreds of files.
        await folder.remove();
        release();
      },
    };
  } catch (error) {
    started?.kill();
    folder.removeNow();
    release();
    throw error;
  }
}

function browserEnvironment(program: Program, settings: LaunchSettings, folder: string): NodeJS.ProcessEnv {
  const systemFonts = join(settings.toolRoot, 'fonts', 'system');
  if (!existsSync(systemFonts)) {
    throw environmentProblem(faultOf('host/read.missing'));
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
    ...(process.platform === 'linux' ? homeIn(folder) : {}),
    ...(program.libraries === undefined ? {} : { LD_LIBRARY_PATH: program.libraries }),
  };
}

/**
 * What a browser writes while it is being killed must go with its folder, and nothing of the user's own may reach a
 * print. A home that cannot be written makes some wait for ever. On Linux alone: elsewhere the path of its socket would
 * be too long.
 */
function homeIn(folder: string): NodeJS.ProcessEnv {
  return { TMPDIR: folder, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
}

/** Asks the browser to close and waits a little for it, then kills it. */
async function stopGently(browser: Browser, child: BrowserProcess): Promise<void> {
  await withDeadline('closing', 3000, Promise.all([browser.close(), child.over])).catch(() => {});
  child.kill();
  await withDeadline('ending', 1000, child.over).catch(() => {});
}
