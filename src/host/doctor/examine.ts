import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { cacheFolder, openCache } from '../browser/cache.js';
import type { Candidate } from '../browser/candidate.js';
import { wantsFetch } from '../browser/candidates.js';
import { downloadedBrowser, downloadedVersion } from '../browser/downloaded.js';
import {
  type BrowserDescription,
  describeBrowser,
  openPrinter,
  type PrinterOptions,
} from '../browser/printer.js';
import { EnvironmentProblem, type Files } from '../host.js';
import { createHost, toolRoot } from '../node-host.js';
import { resultCacheState } from '../result-cache.js';
import { errorCode } from '../system-error.js';
import { error, type Finding, ok, warning } from './finding.js';

const reinstall = 'install Tallybook again, or run `npm run compile` in its checkout';

/**
 * Whether the tool is whole: every file that the compiler listed in `files.json`, with its SHA-256, is there and
 * unchanged. An interrupted installation lacks files, and the message of whoever meets that first is no help.
 */
export async function checkPackage(tool: Files): Promise<Finding> {
  let listed: Readonly<Record<string, string>>;
  try {
    listed = JSON.parse(await tool.readText('files.json'));
  } catch {
    return error('Package', 'the list of its files cannot be read', reinstall);
  }
  const missing: string[] = [];
  const changed: string[] = [];
  for (const [path, sha256] of Object.entries(listed)) {
    if (!(await tool.exists(path))) missing.push(path);
    else if (
      createHash('sha256')
        .update(await tool.read(path))
        .digest('hex') !== sha256
    )
      changed.push(path);
  }
  const found = [
    ...(missing.length > 0 ? [`lacks ${some(missing)}`] : []),
    ...(changed.length > 0 ? [`has other content in ${some(changed)}`] : []),
  ].join(' and ');
  if (found !== '') return error('Package', found, reinstall);
  return ok('Package', `complete, ${Object.keys(listed).length} files`);
}

/** The first few of a list, and how many more there are. */
function some(paths: readonly string[]): string {
  const first = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${first} and ${paths.length - 3} more` : first;
}

/** Whether every font that `fonts.json` names is there. */
export async function checkFonts(tool: Files): Promise<Finding> {
  try {
    const faces = JSON.parse(await tool.readText('fonts/fonts.json')) as { readonly file: string }[];
    const missing: string[] = [];
    for (const { file } of faces) if (!(await tool.exists(`fonts/${file}`))) missing.push(file);
    if (missing.length > 0) return error('Fonts', `lacks ${some(missing)}`, reinstall);
    return ok('Fonts', `${faces.length} faces`);
  } catch {
    return error('Fonts', 'the list of fonts cannot be read', reinstall);
  }
}

interface PackageJson {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The version of a package that would be loaded from here, or undefined when none would. */
type InstalledVersion = (name: string) => string | undefined;

/**
 * Whether the packages that Tallybook stands on are installed, in the versions that it was made with: with others a
 * report may come out differently.
 */
export function checkPackages(
  { dependencies }: Pick<PackageJson, 'dependencies'> = readPackage(join(toolRoot(), '..', 'package.json')),
  installed: InstalledVersion = installedVersion,
): Finding {
  const names = Object.keys(dependencies);
  const missing = names.filter((name) => installed(name) === undefined);
  const todo = 'run `npm ci` where Tallybook is installed';
  if (missing.length > 0) return error('Packages', `lacks ${some(missing)}`, todo);
  const others = names.filter((name) => installed(name) !== dependencies[name]);
  if (others.length > 0) {
    const list = others.map((name) => `${name} ${installed(name)} in place of ${dependencies[name]}`);
    return warning('Packages', some(list), todo);
  }
  return ok('Packages', `${names.length}, in the versions that Tallybook was made with`);
}

function installedVersion(name: string): string | undefined {
  const file = (createRequire(import.meta.url).resolve.paths(name) ?? [])
    .map((folder) => join(folder, name, 'package.json'))
    .find((path) => existsSync(path));
  return file === undefined ? undefined : readPackage(file).version;
}

const readPackage = (file: string): PackageJson => JSON.parse(readFileSync(file, 'utf8'));

/** The unpacked browser and its profile take up to this many bytes. */
const neededSpace = 1_000_000_000;

/** Whether a folder can be written to, and has room. */
export function checkWriting(
  about: string,
  folder: string,
  freeSpace: (folder: string) => number = freeBytes,
): Finding {
  try {
    const probe = mkdtempSync(join(folder, '.tallybook-doctor-'));
    writeFileSync(join(probe, 'probe'), 'probe');
    rmSync(probe, { recursive: true });
  } catch (cause) {
    return error(
      about,
      `${folder} cannot be written to (${errorCode(cause) ?? 'unknown reason'})`,
      'check its owner and permissions, and the space on the disk, or work in another folder',
    );
  }
  const free = freeSpace(folder);
  const found = `${folder} can be written to, ${(free / 1e9).toFixed(1)} GB free`;
  return free < neededSpace ? warning(about, found, 'free about 1 GB on its disk') : ok(about, found);
}

/** Whether the unpacked browser can be kept from run to run. */
export function checkCache(env: NodeJS.ProcessEnv): Finding {
  const wanted = cacheFolder(env);
  if (openCache(env) === wanted) return checkWriting('Cache', wanted);
  return warning(
    'Cache',
    `${wanted} cannot be used, so the browser is unpacked anew for each run`,
    'make it a folder of your own that no one else can write to, or name another in `TALLYBOOK_CACHE`',
  );
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Where the results of builds are kept, and how large they are; nothing where no project is. */
export async function checkResults(folder: string, env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  if (!existsSync(join(folder, 'tallybook.yaml'))) return [];
  const state = await resultCacheState(folder, env);
  if (state === undefined) return [ok('Results', 'none are kept for this project')];
  const { files, bytes } = state;
  const size = `${files} ${files === 1 ? 'result' : 'results'}, ${(bytes / 1e6).toFixed(1)} MB`;
  return [ok('Results', `${state.folder} has ${size}; it may be removed at any moment`)];
}

const oldestNode = [20, 19] as const;
/** A report of a hundred pages and its browser stay below this many bytes. */
const neededMemory = 512 * 1024 * 1024;

/** Whether this Node runs Tallybook. */
export function checkNode(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldMajor, oldMinor] = oldestNode;
  const runs = major > oldMajor || (major === oldMajor && minor >= oldMinor);
  if (runs) return ok('Node', version);
  return error('Node', version, `install Node ${oldMajor}.${oldMinor} or newer from https://nodejs.org`);
}

/** Whether Node knows the languages of reports: a Node built without full ICU writes every number the English way. */
export function checkLocales(languages: readonly string[] = ['en', 'sq', 'sr-Latn', 'sr-Cyrl']): Finding {
  const known = Intl.NumberFormat.supportedLocalesOf([...languages]);
  const missing = languages.filter((language) => !known.includes(language));
  if (missing.length === 0) return ok('Languages', `Node has the data of ${languages.join(', ')}`);
  return error(
    'Languages',
    `no data for ${missing.join(', ')}`,
    'install a Node with full ICU, such as those of https://nodejs.org',
  );
}

/** Whether there is memory for a browser. In a container, what its limit leaves counts. */
export function checkMemory(free: number = process.availableMemory()): Finding {
  const found = `${Math.floor(free / 1024 / 1024)} MB free`;
  return free >= neededMemory
    ? ok('Memory', found)
    : warning('Memory', found, 'close other programs, or raise the limit of the container, before printing');
}

const testPage =
  '<!doctype html><html lang="sq"><head><title>Test</title></head><body><h1>Çdo numër përgjigjet për vete</h1></body></html>';

/** Why a browser of each kind is the one that would print. */
const reasons: Readonly<Record<Candidate['kind'], string>> = {
  named: 'asked for by that variable, so no other is tried',
  packed: 'installed with Tallybook, so tried first',
  downloaded: 'downloaded by `tallybook doctor --install-browser`',
  installed: 'found on this machine',
};

/**
 * Finds and starts the browser that would print, says which and why, prints a page, and says whether it has its sandbox. Where there is
 * none, but the first build fetches one, that is said.
 */
export async function checkBrowser(
  options: Omit<PrinterOptions, 'warn'>,
  isFetched = wantsFetch(options.env),
): Promise<Finding[]> {
  try {
    const described = await describeBrowser({ ...options, warn: () => {} });
    return [ok('Browser', describe(described)), await checkPrinting(options), sandboxFinding(described)];
  } catch (cause) {
    if (!(cause instanceof EnvironmentProblem)) throw cause;
    const { diagnostic } = cause;
    if (isFetched && diagnostic.code === 'host/browser-missing') return [await unfetched(options.env)];
    return [problemFinding('Browser', diagnostic)];
  }
}

/** An installed tool that has not printed yet is in order. */
async function unfetched(env: NodeJS.ProcessEnv): Promise<Finding> {
  const { npmRegistry } = await import('../browser/npm-registry.js');
  const { url, network } = npmRegistry('@sparticuz', env);
  return warning(
    'Browser',
    `none yet: the first build fetches one from ${url.host}${network.through(url)}, 69 MB`,
    'build once where there is a network; `--format html` needs no browser',
  );
}

/** What the problem of a machine is to the doctor. */
function problemFinding(about: string, { message, hint }: Diagnostic): Finding {
  return error(about, message, hint ?? 'install Chromium or Google Chrome');
}

function describe({ kind, name, version, tried }: BrowserDescription): string {
  const chosen = `${version}, ${name}: ${reasons[kind]}, and it starts`;
  // What is simply not there is no news; what is there and fails is.
  const failed = tried.filter(({ reason }) => reason !== 'not there');
  if (failed.length === 0) return chosen;
  return `${chosen}; not taken: ${failed.map((other) => `${other.name} (${other.reason})`).join(', ')}`;
}

/** A browser without any font starts well and prints empty pages, so a font is looked for in what it prints. */
async function checkPrinting(options: Omit<PrinterOptions, 'warn'>): Promise<Finding> {
  const printer = await openPrinter({ ...options, warn: () => {} });
  try {
    const pdf = Buffer.from(await printer.print(testPage, (page) => page.pdf({ tagged: true })));
    const font = /\/FontName \/(?:[A-Z]{6}\+)?([\w-]+)/.exec(pdf.toString('latin1'))?.[1];
    if (font === undefined) {
      const todo = 'install Tallybook again, or name another browser in `TALLYBOOK_BROWSER`';
      return error('Printing', 'the test page has no text: the browser finds no font', todo);
    }
    return ok('Printing', `a test page of ${Math.ceil(pdf.byteLength / 1000)} kB, in ${font}`);
  } finally {
    await printer.close();
  }
}

function sandboxFinding({ sandboxed }: BrowserDescription): Finding {
  if (sandboxed) return ok('Sandbox', 'on');
  return warning(
    'Sandbox',
    'off: this machine does not let the browser have one, so it prints without',
    'run as an ordinary user on a system that allows user namespaces, or build only projects that you trust',
  );
}

/** Where and with what to examine. */
export interface Examination {
  /** Where the user stands, which is where output would be written; no project is needed there. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Download a browser first. */
  readonly installBrowser: boolean;
  /** What extensions look at. */
  readonly more?: readonly ((env: NodeJS.ProcessEnv) => Promise<readonly Finding[]>)[];
  /** Told what takes long. */
  readonly say: (line: string) => void;
}

/** Examines everything that printing a report leans on, for `tallybook doctor`; each finding comes as soon as it is known. */
export async function* examine({
  folder,
  env,
  installBrowser,
  more = [],
  say,
}: Examination): AsyncGenerator<Finding> {
  const { tool } = createHost(folder);
  yield checkNode();
  yield await checkPackage(tool);
  yield checkPackages();
  yield await checkFonts(tool);
  yield checkLocales();
  yield checkMemory();
  yield checkWriting('This folder', folder);
  yield checkWriting('Temporary folder', tmpdir());
  yield checkCache(env);
  yield* await checkResults(folder, env);
  for (const look of more) yield* await look(env);
  if (installBrowser) yield await downloadBrowser(toolRoot(), env, say);
  yield* await checkBrowser({ toolRoot: toolRoot(), env });
}

/** Downloads a browser into the cache of this user and starts it once, whatever other browsers there are. */
export async function downloadBrowser(
  toolRoot: string,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<Finding> {
  try {
    // Only here: it loads a package that nothing else needs.
    const { installBrowser } = await import('../browser/install.js');
    const folder = await installBrowser(env, say);
    const candidate = downloadedBrowser(env);
    const candidates = candidate === undefined ? [] : [candidate];
    await describeBrowser({ toolRoot, env, candidates, warn: () => {} });
    return ok('Download', `chrome-headless-shell ${downloadedVersion} in ${folder}, and it starts`);
  } catch (cause) {
    if (!(cause instanceof EnvironmentProblem)) throw cause;
    const { diagnostic } = cause;
    if (diagnostic.code !== 'host/browser-missing') return problemFinding('Download', diagnostic);
    const hint = 'install the library that it names, such as `apt-get install libnss3` for libnss3.so';
    return problemFinding('Download', { ...diagnostic, hint });
  }
}
