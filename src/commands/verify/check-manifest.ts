import type { KeyObject } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { annexFormats, formats, pageFormat } from '../../model/dataset/formats.js';
import type { Audience } from '../../model/project/audience.js';
import { reportName } from '../../model/project/target-name.js';
import type { ManifestOutput } from '../../outputs/manifest/manifest.js';
import {
  fileName,
  folderOf,
  folderOfTarget,
  ignoreFile,
  indexPath,
  manifestFile,
  signatureFile,
} from '../../outputs/paths.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import type { FoundManifest } from './check-files.js';
import { mostShown, placedIn } from './problem.js';

/** Faults of a manifest in itself: no files, a file twice, or one that stands elsewhere than a build puts it. */
export function checkManifest({ manifest, at }: FoundManifest): Diagnostic[] {
  const { outputs, draft } = manifest;
  if (outputs.length === 0) return [at(faultOf('verify/manifest.manifest-outputs'), ['outputs'])];
  const seen = new Set<string>();
  const problems = outputs.flatMap((output, index) => {
    const fault = entryFault(output, seen.has(output.path));
    seen.add(output.path);
    return fault === undefined ? [] : [at(fault, ['outputs', index, 'path'])];
  });
  // The folder is a draft when one of its files is.
  const isDraft = outputs.some((output) => output.draft ?? draft);
  if (isDraft !== draft) problems.push(at(faultOf('verify/manifest.draft', { draft, isDraft }), ['draft']));
  return problems;
}

function entryFault(
  { path, report, item, language, format }: ManifestOutput,
  isSecond: boolean,
): Fault | undefined {
  if (isSecond) return faultOf('verify/manifest.entry', { path });
  const isAnnex = annexFormats.some((each) => each === format);
  const own = `${fileName(report, item)}${isAnnex ? '-data' : ''}.${format}`;
  const names = format === 'json' ? ['numbers.json', 'published.json'] : [own];
  const name = reportName({ report, ...(item !== undefined && { item }) });
  const expected = names.map((file) => `${name}/${language}/${file}`);
  const isIndex = format === pageFormat && item === undefined && path === indexPath(report, language);
  if (isIndex || expected.includes(path)) return undefined;
  const listed = expected.map((each) => `\`${each}\``).join(' or ');
  return faultOf('verify/manifest.path', { path, format, reportName: name, language, listed });
}

/** What stands around an output folder: the files in it, and the project above that builds it. */
export interface Surroundings {
  /** Every file in the folder, relative to it; but for hidden folders. */
  readonly listed: readonly string[];
  /** Every file that the project builds; undefined where none is above. */
  readonly expected?: ReadonlySet<string>;
  /** For whom the folder is, as the project says. */
  readonly audience?: Audience;
  /** The public key of whoever must have signed the manifest, or why it cannot be used. */
  readonly key?: KeyObject | Diagnostic;
  /** The files of that project, which may bring a language. */
  readonly project?: Files;
}

/** Holds the names of the manifest against those of the project, and against what lies in the folder. */
export function checkComplete(
  { manifest, at }: FoundManifest,
  { listed, expected, audience }: Surroundings,
): Diagnostic[] {
  const paths = manifest.outputs.map(({ path }) => path);
  const named = new Set(paths);
  const { failed, missing } = missingOf(manifest, named, expected);
  const found = manifest.audience ?? 'public';
  return [
    ...(audience === undefined || audience === found
      ? []
      : [at(faultOf('verify/manifest.reports', { found, expected: audience }), [])]),
    ...missing.slice(0, mostShown).map((path, index) => {
      // Of reports that are made for many thousands may be missing.
      const more = index === mostShown - 1 ? missing.length - mostShown : 0;
      const others = more > 0 ? ` and ${more} more` : '';
      return at(faultOf('verify/manifest.manifest', { path, others }), ['outputs']);
    }),
    ...(failed.length === 0 ? [] : [at(leftOut(failed), ['failed'])]),
    ...[...named]
      .filter((path) => expected?.has(path) === false)
      .map((path) =>
        at(faultOf('verify/manifest.files', { path }), ['outputs', paths.indexOf(path), 'path']),
      ),
    ...listed
      .filter((path) => !named.has(path) && path !== manifestFile && path !== signatureFile)
      .filter((path) => expected === undefined || !notes.has(path))
      .filter((path) => found === 'public' || path !== ignoreFile)
      .map(foreignFile),
  ];
}

/** Which files of the project are not named: those of targets that failed when the others were published, and others. */
function missingOf(
  manifest: FoundManifest['manifest'],
  named: ReadonlySet<string>,
  expected: ReadonlySet<string> = new Set(),
) {
  const failed = new Map((manifest.failed ?? []).map((target) => [folderOfTarget(target), target]));
  // The page that leads to the items of a report is not there where none of them is.
  const areNone = new Set(
    [...failed.values()]
      .filter(
        (one) =>
          !manifest.outputs.some((each) => each.report === one.report && each.language === one.language),
      )
      .map(({ report, language }) => indexPath(report, language)),
  );
  const missing = [...expected].filter((path) => !named.has(path) && !areNone.has(path));
  const lost = new Set(missing.map(folderOf));
  return {
    failed: [...failed].flatMap(([folder, target]) => (lost.has(folder) ? [target] : [])),
    missing: missing.filter((path) => !failed.has(folderOf(path))),
  };
}

/** What was left out on purpose is a warning: who publishes the others knows, and whoever holds the folder should. */
function leftOut(failed: NonNullable<FoundManifest['manifest']['failed']>): Fault {
  const shown = failed.slice(0, mostShown).map((each) => `\`${reportName(each)}\` (${each.language})`);
  const more = failed.length > mostShown ? ` and ${failed.length - mostShown} more` : '';
  return faultOf('verify/manifest.report', { shown: shown.join(', '), more });
}

/**
 * What a project may keep in its output folder for whoever looks into the repository. In a copy that is published, where
 * a server may make the first page of it, it is told like any other file.
 */
const notes = new Set(['README.md', '.gitignore', '.gitkeep']);

/** What looks like a report is worse than a note that somebody left in the folder. */
function foreignFile(path: string): Diagnostic {
  const endings = [...formats.map((format) => `.${format}`), ...annexFormats.map((each) => `-data.${each}`)];
  const isOurs =
    endings.some((ending) => path.toLowerCase().endsWith(ending)) ||
    /(^|\/)(published|numbers)\.json$/i.test(path);
  const severity = isOurs ? 'error' : 'warning';
  return placedIn(path)(faultOf('verify/foreign-file', { manifestFile }, { severity }));
}
