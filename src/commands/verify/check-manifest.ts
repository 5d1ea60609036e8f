import type { KeyObject } from 'node:crypto';
import { posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { annexFormats, formats, pageFormat } from '../../model/dataset/formats.js';
import type { Audience } from '../../model/project/audience.js';
import { reportName } from '../../model/project/target-name.js';
import type { Manifest, ManifestOutput } from '../../outputs/manifest/manifest.js';
import {
  fileName,
  folderOfOutput,
  folderOfTarget,
  ignoreFile,
  indexPath,
  isIndexPath,
  manifestFile,
  signatureFile,
} from '../../outputs/paths.js';
import { elementsIn, type MarkupElement, readMarkup } from '../../outputs/snapshot/read-markup.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import type { FoundManifest } from './check-files.js';
import type { Publishable } from './check-publishable.js';
import { mostShown, placedIn, publishedText, readAs } from './problem.js';

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
  /** When it is looked at, and whether it is about to be published; absent where only its files count. */
  readonly publishable?: Publishable;
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
  const isApart =
    found !== 'public' || manifest.outputs.some(({ release }) => release?.embargo !== undefined);
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
      .filter((path) => !isApart || path !== ignoreFile)
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
  const lost = new Set(missing.map(folderOfOutput));
  return {
    failed: [...failed].flatMap(([folder, target]) => (lost.has(folder) ? [target] : [])),
    missing: missing.filter((path) => !failed.has(folderOfOutput(path))),
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

/**
 * Holds each page that leads to reports against the manifest. It leads to every file of its report in its
 * language, each once, to the same index in other languages, and to nothing else. It runs nothing.
 */
export function checkIndexes(manifest: Manifest, files: ReadonlyMap<string, Uint8Array>): Diagnostic[] {
  const indexes = manifest.outputs.filter(({ path }) => isIndexPath(path));
  return [
    ...indexes.flatMap((index) => checkIndex(index, manifest, files.get(index.path))),
    ...withoutIndex(manifest, indexes),
  ];
}

function checkIndex(
  { path, report, language }: ManifestOutput,
  { outputs }: Manifest,
  bytes: Uint8Array | undefined,
): Diagnostic[] {
  // One that the manifest names and is not there has been reported.
  if (bytes === undefined) return [];
  const text = publishedText('verify/form', path, bytes);
  if ('problem' in text) return [text.problem];
  const nodes = readAs(readMarkup, path, text.value);
  if ('problem' in nodes) return [nodes.problem];
  const own = outputs.filter((each) => each.report === report && isRead(each));
  const pathsOf = (some: readonly ManifestOutput[]) => new Set(some.map((each) => each.path));
  const wanted = pathsOf(own.filter((each) => each.language === language && each.item !== undefined));
  const indexes = pathsOf(own.filter((each) => isIndexPath(each.path)));
  const at = placedIn(path, text.value);
  const met = new Set<string>();
  const wrong = elementsIn(nodes.value).flatMap(({ name, attributes, start }: MarkupElement) => {
    if (name === 'script') return [at(faultOf('verify/text.script'), start)];
    const address = name === 'a' ? attributes.get('href') : undefined;
    if (address === undefined || address.startsWith('#')) return [];
    const target = posix.join(posix.dirname(path), address);
    if (indexes.has(target)) return [];
    const isSecond = met.has(target);
    met.add(target);
    if (!wanted.has(target)) return [at(faultOf('verify/text.other-link', { address }), start)];
    return isSecond ? [at(faultOf('verify/text.second-link', { address }), start)] : [];
  });
  const lost = [...wanted].filter((each) => !met.has(each));
  return [...wrong, ...lost.map((each) => at(faultOf('verify/text.no-link', { each })))];
}

/** Reports that are made for many and to which no page leads. */
function withoutIndex({ outputs }: Manifest, indexes: readonly ManifestOutput[]): Diagnostic[] {
  const known = new Set(indexes.map(({ path }) => path));
  const wanted = outputs.flatMap((each) =>
    each.item !== undefined && isRead(each) ? [indexPath(each.report, each.language)] : [],
  );
  return [...new Set(wanted)]
    .filter((path) => !known.has(path))
    .map((path) => placedIn(path)(faultOf('verify/missing-file.manifest')));
}

const isRead = ({ format }: ManifestOutput): boolean => formats.some((each) => each === format);
