import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { errorCode } from './system-error.js';

/** The program that looks at pages in a browser, as text: it is run nowhere else. */
export interface AxeCore {
  /** "4.14.1". */
  readonly version: string;
  readonly source: string;
}

/**
 * `axe-core` as it is installed beside this tool; undefined where it is not. What a project brings along is never asked: it would
 * be a program of whoever wrote the project.
 */
export function findAxeCore(): AxeCore | undefined {
  try {
    const described = createRequire(import.meta.url).resolve('axe-core/package.json');
    const { version } = JSON.parse(readFileSync(described, 'utf8')) as { readonly version: string };
    return { version, source: readFileSync(join(dirname(described), 'axe.min.js'), 'utf8') };
  } catch (error) {
    if (errorCode(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
