import type { Diagnostic } from '../diagnostics.js';
import { errorCode } from '../host/system-error.js';
import { problem } from '../problems/problem.js';

/** The two streams that a program speaks through. */
export interface StandardStreams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Listens for what cannot be said. A reader that closes early, such as `head`, is no failure and stops nothing: what it
 * would have read is not wanted. Anything else, such as a full disk behind `>`, is reported to `lost`, once. The run
 * goes on and what it makes is whole, but whoever reads what was said has not all of it.
 */
export function watchStreams({ stdout, stderr }: StandardStreams, lost: (problem: Diagnostic) => void): void {
  let isLost = false;
  const watch = (stream: NodeJS.WriteStream, name: string): void => {
    stream.on('error', (error) => {
      if (isLost || closed.includes(errorCode(error) ?? '')) return;
      isLost = true;
      lost(streamProblem(name, error));
    });
  };
  watch(stdout, 'standard output');
  watch(stderr, 'standard error');
}

const closed = ['EPIPE', 'ERR_STREAM_DESTROYED'];

function streamProblem(name: string, error: unknown): Diagnostic {
  return problem(
    'host/stream',
    { file: 'tallybook', line: 1, column: 1 },
    { errorCode: errorCode(error), name },
  );
}
