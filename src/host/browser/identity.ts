import { realpathSync, statSync } from 'node:fs';
import { browserCandidates } from './candidates.js';

/**
 * What is known of the browsers that a build would try, in their order, without starting one. The packed one has its
 * version, others their size and the time of their last change, since an update changes both. Two builds with the same
 * text print with the same browser.
 */
export async function identifyBrowsers(env: NodeJS.ProcessEnv): Promise<string> {
  const lines: string[] = [];
  for (const candidate of browserCandidates(env)) {
    lines.push(
      candidate.kind === 'packed'
        ? candidate.name
        : `${candidate.name} ${await programState(() => candidate.locate(false))}`,
    );
  }
  return lines.join('\n');
}

async function programState(
  locate: () => Promise<{ readonly executable: string } | undefined>,
): Promise<string> {
  try {
    const program = await locate();
    if (program === undefined) return 'absent';
    const path = realpathSync(program.executable);
    const { size, mtimeMs } = statSync(path);
    return `${path} ${size} ${mtimeMs}`;
  } catch {
    // A browser that is named and cannot be used: the build says so, once it needs one.
    return 'absent';
  }
}
