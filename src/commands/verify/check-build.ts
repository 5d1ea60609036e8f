/** What the manifest says of the files of a report against what their snapshot does: which there are, and how they were made. */
import type { Diagnostic } from '../../diagnostics.js';
import { formats } from '../../model/formats.js';
import { audienceOf, type Snapshot } from '../../model/snapshot.js';
import { hashInputs, type ManifestOutput, makingOf } from '../../outputs/manifest/manifest.js';
import { fileName } from '../../outputs/paths.js';
import { type FoundManifest, manifestFile } from './check-files.js';
import { nameOf, problemAt } from './problem.js';

/** Every file that was published is named, and none beside them. */
export function checkNames(
  snapshot: Snapshot,
  folder: string,
  entries: readonly ManifestOutput[],
  { manifest, placeOf }: FoundManifest,
): Diagnostic[] {
  const named = entries.map(({ path }) => nameOf(path));
  const published = publishedNames(snapshot);
  const lost = published.filter((name) => !named.includes(name));
  const strangers = named.filter((name) => !published.includes(name));
  return [
    ...lost.map((name) => {
      const message = `Unexpected manifest without \`${folder}/${name}\`, expected every file that was published`;
      return problemAt('verify/manifest', manifestFile, message, placeOf(['outputs']));
    }),
    ...strangers.map((name) => {
      const message = `Unexpected \`${name}\` of another build than \`published.json\`, expected files that answer to it`;
      const hint = 'the report has changed since: build it again in all its formats';
      const index = manifest.outputs.findIndex(({ path }) => path === `${folder}/${name}`);
      return problemAt('verify/manifest', manifestFile, message, placeOf(['outputs', index, 'path']), hint);
    }),
  ];
}

/** Whatever a snapshot names, there is a list of numbers, and one file to read at least. */
function publishedNames(snapshot: Snapshot): readonly string[] {
  const files = snapshot.files.map(({ name }) => name);
  const isReadable = files.some((name) => formats.some((format) => name.endsWith(`.${format}`)));
  return [
    ...new Set([
      'published.json',
      'numbers.json',
      ...files,
      ...(isReadable ? [] : [`${fileName(snapshot.report, snapshot.item)}.html`]),
    ]),
  ];
}

/** What the manifest says of the making of a file is what its snapshot says. */
export function checkMaking(entry: ManifestOutput, snapshot: Snapshot, found: FoundManifest): Diagnostic[] {
  const { tool, edition, draft, inputs } = makingOf(entry, found.manifest);
  if (!publishedNames(snapshot).includes(nameOf(entry.path))) return [];
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['report', entry.report, snapshot.report],
    ['item', entry.item, snapshot.item],
    ['language', entry.language, snapshot.language],
    ['edition', edition, snapshot.edition],
    ['draft', draft, snapshot.draft],
    ['audience', found.manifest.audience ?? 'public', audienceOf(snapshot)],
    ['tool', tool, snapshot.tool],
    ['inputs', hashInputs(inputs), snapshot.inputs],
  ];
  const wrong = pairs.find(([, actual, expected]) => actual !== expected);
  if (wrong === undefined) return [];
  const [key, actual, expected] = wrong;
  const message = `Unexpected \`${key}\` ${actual} of \`${entry.path}\`, expected ${expected} as \`published.json\` says`;
  const index = found.manifest.outputs.indexOf(entry);
  return [problemAt('verify/manifest', manifestFile, message, found.placeOf(['outputs', index]))];
}
