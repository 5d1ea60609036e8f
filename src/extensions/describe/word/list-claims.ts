import type { Diagnostic } from '../../../diagnostics.js';
import { writeFiles } from '../../../host/publication/write-files.js';
import { compile } from '../../../session/compile.js';
import { openProject } from '../../../session/open-project.js';
import { openSession } from '../../../session/session.js';
import type { BegunReport } from './begin-reports.js';
import { listOf } from './write/questions.js';

/** Writes the list of what is left beside each report again, with the sentences that a build asks a claim of. */
export async function listClaims(
  root: string,
  reports: readonly BegunReport[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const said = await saidOf(root, env);
  if (said === undefined) return;
  await writeFiles(
    root,
    Object.fromEntries(
      reports.map((each) => {
        const claims = said
          .filter(({ code, position }) => code.startsWith('claim/') && position.file === each.template)
          .map(({ position: { line, column }, message, hint = '' }) =>
            `${each.template}:${line}:${column} ${message}${hint === '' ? '' : `: ${hint}`}`.replace(
              /\s+/g,
              ' ',
            ),
          );
        return [each.list, listOf({ ...each, claims: [...new Set(claims)] })];
      }),
    ),
  );
}

/** What a draft of the project says of its words; undefined where data have to be mended before. */
async function saidOf(root: string, env: NodeJS.ProcessEnv): Promise<readonly Diagnostic[] | undefined> {
  const { opened } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) return undefined;
  const session = openSession(env);
  try {
    const { made } = await compile(session, opened, { tolerant: true });
    return made.length === 0 ? undefined : made.flatMap(({ diagnostics }) => diagnostics);
  } finally {
    await session.rest();
  }
}
