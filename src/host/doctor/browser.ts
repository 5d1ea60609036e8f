import type { Diagnostic } from '../../diagnostics.js';
import type { Candidate } from '../browser/candidate.js';
import {
  type BrowserDescription,
  describeBrowser,
  openPrinter,
  type PrinterOptions,
} from '../browser/printer.js';
import { EnvironmentProblem } from '../host.js';
import { error, type Finding, ok, warning } from './finding.js';

const testPage =
  '<!doctype html><html lang="sq"><head><title>Test</title></head><body><h1>Çdo numër përgjigjet për vete</h1></body></html>';

/** Why a browser of each kind is the one that would print. */
const reasons: Readonly<Record<Candidate['kind'], string>> = {
  named: 'asked for by that variable, so no other is tried',
  packed: 'installed with Tallybook, so tried first',
  downloaded: 'downloaded by `tallybook doctor --install-browser`',
  installed: 'found on this machine',
};

/** Finds and starts the browser that would print, says which and why, prints a page, and says whether it has its sandbox. */
export async function checkBrowser(options: Omit<PrinterOptions, 'warn'>): Promise<Finding[]> {
  try {
    const described = await describeBrowser({ ...options, warn: () => {} });
    return [ok('Browser', describe(described)), await checkPrinting(options), sandboxFinding(described)];
  } catch (cause) {
    if (!(cause instanceof EnvironmentProblem)) throw cause;
    return [problemFinding('Browser', cause.diagnostic)];
  }
}

/** What the problem of a machine is to the doctor. */
export function problemFinding(about: string, { message, hint }: Diagnostic): Finding {
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
