import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { openProject } from '../../session/open-project.js';
import { languageOf } from '../../session/write-report.js';
import { askedIn, type Collecting } from './collect.js';

/** A project of which data are collected, with what is asked of whom; or why there is none. */
export type OpenedCollecting =
  | (Collecting & Pick<Awaited<ReturnType<typeof askedIn>>, 'forms' | 'resources'>)
  | { readonly diagnostics: readonly Diagnostic[] };

/** Opens a project for collecting in a language, the first of the project where none is named. */
export async function openCollecting(root: string, tag: string | undefined): Promise<OpenedCollecting> {
  const languages = tag === undefined ? [] : [tag];
  const { opened, diagnostics } = await openProject(root, { only: [], languages, formats: [] });
  if (opened === undefined || hasErrors(diagnostics)) return { diagnostics };
  const { project, host } = opened;
  const language = await languageOf(tag ?? project.languages[0] ?? 'en', host);
  const { forms, resources, diagnostics: found } = await askedIn({ project, host, language });
  return hasErrors(found) ? { diagnostics: found } : { project, host, language, forms, resources };
}
