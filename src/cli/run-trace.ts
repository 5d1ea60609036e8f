import { resolve } from 'node:path';
import { trace } from '../commands/trace/trace.js';
import { describeAnswer } from './describe-answer.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import type { TraceRequest } from './request.js';

/** Traces a number of a report and prints its answers to `out`, as text or with `--json` one object a line. */
export async function runTrace(request: TraceRequest, terminal: Printing): Promise<0 | 1> {
  const { project, report, query, language, json } = request;
  const root = resolve(terminal.cwd, project);
  const { diagnostics, answers } = await trace({ root, report, query, language, env: terminal.env });
  printDiagnostics(diagnostics, json, root, terminal);
  if (json) for (const answer of answers) terminal.json(answer);
  else if (answers.length > 0)
    terminal.out(answers.map((answer) => describeAnswer(answer).join('\n')).join('\n\n'));
  return answers.length === 0 ? 1 : 0;
}
