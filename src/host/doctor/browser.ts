import type { Diagnostic } from '../../diagnostics.js';
import { openPrinter, type PrinterOptions } from '../browser/printer.js';
import { EnvironmentProblem } from '../host.js';
import { error, type Finding, ok, warning } from './finding.js';

const testPage =
  '<!doctype html><html lang="sq"><head><title>Test</title></head><body><h1>Çdo numër përgjigjet për vete</h1></body></html>';

/** Finds and starts the browser that would print, prints a page with it, and says whether it has its sandbox. */
export async function checkBrowser(options: Omit<PrinterOptions, 'warn'>): Promise<Finding[]> {
  const warnings: Diagnostic[] = [];
  try {
    const printer = await openPrinter({ ...options, warn: (diagnostic) => void warnings.push(diagnostic) });
    try {
      const pdf = await printer.print(testPage, (page) => page.pdf({ tagged: true }));
      const printed = ok('Printing', `a test page of ${Math.ceil(pdf.byteLength / 1000)} kB`);
      return [ok('Browser', printer.version), printed, sandboxFinding(warnings)];
    } finally {
      await printer.close();
    }
  } catch (cause) {
    if (!(cause instanceof EnvironmentProblem)) throw cause;
    const { message, hint } = cause.diagnostic;
    return [error('Browser', message, hint ?? 'install Chromium or Google Chrome')];
  }
}

function sandboxFinding(warnings: readonly Diagnostic[]): Finding {
  const found = warnings.find(({ code }) => code === 'host/sandbox');
  if (found === undefined) return ok('Sandbox', 'on');
  return warning('Sandbox', 'off: the browser runs without it', found.hint ?? 'run as an ordinary user');
}
