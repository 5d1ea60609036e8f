import type { Diagnostic } from '../../diagnostics.js';
import { annexFormats, pageFormat } from '../../model/dataset/formats.js';
import { reportName } from '../../model/project/target-name.js';
import type { ManifestOutput } from '../../outputs/manifest/manifest.js';
import { fileName, indexPath } from '../../outputs/paths.js';
import { type FoundManifest, manifestFile } from './check-files.js';
import { problemAt } from './problem.js';

/** Faults of a manifest in itself: no files, a file twice, or one that stands elsewhere than a build puts it. */
export function checkManifest({ manifest, placeOf }: FoundManifest): Diagnostic[] {
  if (manifest.outputs.length === 0) {
    const message = 'Unexpected manifest without outputs, expected the files of a build';
    return [problemAt('verify/manifest', manifestFile, message, placeOf(['outputs']))];
  }
  const seen = new Set<string>();
  return [
    ...manifest.outputs.flatMap((output, index) => {
      const fault = entryFault(output, seen.has(output.path));
      seen.add(output.path);
      if (fault === undefined) return [];
      return [problemAt('verify/manifest', manifestFile, fault, placeOf(['outputs', index, 'path']))];
    }),
    ...draftFault({ manifest, placeOf }),
  ];
}

function entryFault(
  { path, report, item, language, format }: ManifestOutput,
  isSecond: boolean,
): string | undefined {
  if (isSecond) return `Unexpected second entry for \`${path}\`, expected each file once`;
  const isAnnex = annexFormats.some((each) => each === format);
  const own = `${fileName(report, item)}${isAnnex ? '-data' : ''}.${format}`;
  const names = format === 'json' ? ['numbers.json', 'published.json'] : [own];
  const expected = names.map(
    (name) => `${reportName({ report, ...(item !== undefined && { item }) })}/${language}/${name}`,
  );
  const isIndex = format === pageFormat && item === undefined && path === indexPath(report, language);
  if (isIndex || expected.includes(path)) return undefined;
  const listed = expected.map((each) => `\`${each}\``).join(' or ');
  return `Unexpected path \`${path}\` of a ${format} file of \`${reportName({ report, ...(item !== undefined && { item }) })}\` (${language}), expected ${listed}`;
}

/** The folder is a draft when one of its files is. */
function draftFault({ manifest, placeOf }: Pick<FoundManifest, 'manifest' | 'placeOf'>): Diagnostic[] {
  const isDraft = manifest.outputs.some(({ draft }) => draft ?? manifest.draft);
  if (isDraft === manifest.draft) return [];
  const message = `Unexpected \`draft\` ${manifest.draft}, expected ${isDraft} as its files say`;
  return [problemAt('verify/manifest', manifestFile, message, placeOf(['draft']))];
}
