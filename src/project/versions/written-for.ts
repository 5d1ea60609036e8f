import type { Diagnostic } from '../../diagnostics.js';
import type { ParsedYaml } from '../../yaml/positions.js';
import { projectFile } from '../spec.js';
import { firstVersion } from './versions.js';

/** The version that a project says it is written for, or what is wrong with what it says. */
export type WrittenFor = { readonly version: number } | { readonly problem: Diagnostic };

/** The key of `tallybook.yaml` that says it. */
export const versionKey = 'tallybook';

/** Reads the version before anything else, since the rest is in its grammar. */
export function writtenFor(parsed: ParsedYaml, current: number): WrittenFor {
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || !(versionKey in value)) return { version: firstVersion };
  const said = value[versionKey];
  const known =
    current === firstVersion ? `\`${current}\`` : `a whole number from ${firstVersion} to ${current}`;
  if (typeof said === 'number' && Number.isInteger(said) && said >= firstVersion) {
    if (said <= current) return { version: said };
    return {
      problem: {
        severity: 'error',
        code: 'project/version',
        message: `Unexpected version \`${said}\` of \`${projectFile}\`, expected ${known}, which this Tallybook knows`,
        position: parsed.positionOf([versionKey]),
        hint: 'the project is written for a newer Tallybook: install that one',
      },
    };
  }
  return {
    problem: {
      severity: 'error',
      code: 'project/version',
      message: `Unexpected ${describe(said)}, expected the version of \`${projectFile}\` that it is written for, ${known}`,
      position: parsed.positionOf([versionKey]),
      hint: `\`${versionKey}: ${current}\` is that of this Tallybook`,
    },
  };
}

function describe(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `\`${value}\`` : 'value';
}
