import type { KeyObject } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { annexFormats, formats } from '../../model/dataset/formats.js';
import type { Audience } from '../../model/project/audience.js';
import { reportName } from '../../model/project/target-name.js';
import { folderOf, folderOfTarget, ignoreFile, indexPath, signatureFile } from '../../outputs/paths.js';
import { faultOf } from '../../problems/problem.js';
import { type FoundManifest, manifestFile } from './check-files.js';
import { mostShown } from './listed-file.js';
import { problemAt } from './problem.js';

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

type Place = ReturnType<FoundManifest['placeOf']>;

/** Holds the names of the manifest against those of the project, and against what lies in the folder. */
export function checkComplete(
  { manifest, placeOf }: FoundManifest,
  { listed, expected, audience }: Surroundings,
): Diagnostic[] {
  const named = new Set(manifest.outputs.map(({ path }) => path));
  const { failed, missing } = missingOf(manifest, expected);
  const added = expected === undefined ? [] : [...named].filter((path) => !expected.has(path));
  const outputs = placeOf(['outputs']);
  const found = manifest.audience ?? 'public';
  return [
    ...(audience === undefined || audience === found ? [] : [otherAudience(found, audience, placeOf([]))]),
    ...missing.slice(0, mostShown).map((path, index) => {
      // Of reports that are made for many thousands may be missing.
      const more = index === mostShown - 1 ? missing.length - mostShown : 0;
      const others = more > 0 ? ` and ${more} more` : '';
      return problemAt(faultOf('verify/manifest.manifest', { path, others }), manifestFile, outputs);
    }),
    ...(failed.length === 0 ? [] : [leftOut(failed, placeOf(['failed']))]),
    ...added.map((path) => {
      const index = manifest.outputs.findIndex((output) => output.path === path);
      return problemAt(
        faultOf('verify/manifest.files', { path }),
        manifestFile,
        placeOf(['outputs', index, 'path']),
      );
    }),
    ...listed
      .filter((path) => !named.has(path) && path !== manifestFile && path !== signatureFile)
      .filter((path) => expected === undefined || !notes.has(path))
      .filter((path) => found === 'public' || path !== ignoreFile)
      .map(foreignFile),
  ];
}

/** Which files of the project are not named: those of targets that failed when the others were published, and others. */
function missingOf(manifest: FoundManifest['manifest'], expected: ReadonlySet<string> = new Set()) {
  const named = new Set(manifest.outputs.map(({ path }) => path));
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
function leftOut(failed: NonNullable<FoundManifest['manifest']['failed']>, place: Place): Diagnostic {
  const shown = failed.slice(0, mostShown).map((each) => `\`${reportName(each)}\` (${each.language})`);
  const more = failed.length > mostShown ? ` and ${failed.length - mostShown} more` : '';
  return {
    ...problemAt(faultOf('verify/manifest.report', { shown: shown.join(', '), more }), manifestFile, place),
    severity: 'warning',
  };
}

/**
 * What a project may keep in its output folder for whoever looks into the repository. In a copy that is published, where
 * a server may make the first page of it, it is told like any other file.
 */
const notes = new Set(['README.md', '.gitignore', '.gitkeep']);

/** Reports in the folder of those for another audience. */
function otherAudience(found: Audience, expected: Audience, place: Place): Diagnostic {
  return problemAt(faultOf('verify/manifest.reports', { found, expected }), manifestFile, place);
}

/** What looks like a report is worse than a note that somebody left in the folder. */
function foreignFile(path: string): Diagnostic {
  const endings = [
    ...formats.map((format) => `.${format}`),
    ...annexFormats.map((format) => `-data.${format}`),
  ];
  const isOurs =
    endings.some((ending) => path.toLowerCase().endsWith(ending)) ||
    /(^|\/)(published|numbers)\.json$/i.test(path);
  const problem = problemAt(faultOf('verify/foreign-file', { manifestFile }), path);
  return isOurs ? problem : { ...problem, severity: 'warning' };
}
