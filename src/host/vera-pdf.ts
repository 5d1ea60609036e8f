import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTemporaryFolder } from './files/temporary-folder.js';

/** The profiles of veraPDF that a PDF of ours claims to meet. */
export type VeraProfile = 'ua1' | '2a';

/** What veraPDF says of a file. */
export interface VeraPdfAnswer {
  /** "1.29.1". */
  readonly version: string;
  readonly conforms: Readonly<Record<VeraProfile, boolean>>;
}

/**
 * What veraPDF says of a PDF; undefined where there is no veraPDF, or it gives no answer. It is taken from `VERAPDF`, else from
 * the path.
 */
export async function askVeraPdf(
  bytes: Uint8Array,
  env: NodeJS.ProcessEnv,
): Promise<VeraPdfAnswer | undefined> {
  const command = env.VERAPDF || 'verapdf';
  const said = await run(command, ['--version'], env);
  const version = said?.code === 0 ? /\d+(?:\.\d+)+/.exec(said.out)?.[0] : undefined;
  if (version === undefined) return undefined;
  const folder = openTemporaryFolder('file');
  try {
    const file = join(folder.path, 'report.pdf');
    writeFileSync(file, bytes);
    const judge = async (profile: VeraProfile): Promise<boolean | undefined> => {
      const judged = await run(command, ['--flavour', profile, '--format', 'text', file], env);
      // 0 is a file that conforms, 1 is one that does not; all else is no answer.
      return judged === undefined || judged.code > 1 ? undefined : judged.code === 0;
    };
    const [ua1, a2] = [await judge('ua1'), await judge('2a')];
    return ua1 === undefined || a2 === undefined ? undefined : { version, conforms: { ua1, '2a': a2 } };
  } finally {
    folder.removeNow();
  }
}

/** How a program ended and what it said; undefined where there is none. */
function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly out: string } | undefined> {
  return new Promise((done) => {
    const child = execFile(command, [...args], { env, encoding: 'utf8' }, (error, out) => {
      const isMissing = error !== null && 'code' in error && typeof error.code === 'string';
      done(isMissing ? undefined : { code: child.exitCode ?? 2, out });
    });
  });
}
