import { programs } from '../extensions/programs.js';
import { examine } from '../host/doctor/examine.js';
import type { Finding } from '../host/doctor/finding.js';
import type { Printing } from './printing.js';
import type { SharedRequest } from './request.js';

export interface DoctorRequest extends SharedRequest {
  readonly command: 'doctor';
  readonly installBrowser: boolean;
}

/**
 * Examines this machine, after downloading a browser where that was asked for, and prints one finding a line to `out`
 * as soon as it is known. Returns 3 when something must be done before reports can be built, else 0.
 */
export async function runDoctor(
  { json, quiet, installBrowser }: DoctorRequest,
  terminal: Printing,
): Promise<0 | 3> {
  let broken = false;
  for await (const finding of examine({
    folder: terminal.cwd,
    env: terminal.env,
    installBrowser,
    more: programs.flatMap(({ examine = [] }) => examine),
    say: (line) => {
      if (!quiet) terminal.err(line);
    },
  })) {
    broken ||= finding.status === 'error';
    if (json) terminal.json(finding);
    else if (!quiet || finding.status !== 'ok') terminal.out(describeFinding(finding));
  }
  if (!json && !quiet) {
    terminal.out(broken ? 'This machine cannot build reports yet.' : 'This machine can build reports.');
  }
  return broken ? 3 : 0;
}

function describeFinding({ about, status, found, todo }: Finding): string {
  const line = `${status.padEnd('warning'.length)}  ${about}: ${found}`;
  return todo === undefined ? line : `${line}\n         to do: ${todo}`;
}
