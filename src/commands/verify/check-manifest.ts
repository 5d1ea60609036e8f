import type { Diagnostic } from '../../diagnostics.js';
import { annexFormats, pageFormat } from '../../model/dataset/formats.js';
import { reportName } from '../../model/project/target-name.js';
import type { ManifestOutput } from '../../outputs/manifest/manifest.js';
import { fileName, indexPath } from '../../outputs/paths.js';
import { faultOf, phrase } from '../../problems/problem.js';
import { type FoundManifest, manifestFile } from './check-files.js';
import { problemAt } from './problem.js';

/** Faults of a manifest in itself: no files, a file twice, or one that stands elsewhere than a build puts it. */
export function checkManifest({ manifest, placeOf }: FoundManifest): Diagnostic[] {
  if (manifest.outputs.length === 0) {
    return [problemAt(faultOf('verify/manifest.manifest-outputs'), manifestFile, placeOf(['outputs']))];
  }
  const seen = new Set<string>();
  return [
    ...manifest.outputs.flatMap((output, index) => {
      const fault = entryFault(output, seen.has(output.path));
      seen.add(output.path);
      if (fault === undefined) return [];
      return [
        problemAt(
          { severity: 'error', code: 'verify/manifest', message: fault },
          manifestFile,
          placeOf(['outputs', index, 'path']),
        ),
      ];
    }),
    ...draftFault({ manifest, placeOf }),
  ];
}

function entryFault(
  { path, report, item, language, format }: ManifestOutput,
  isSecond: boolean,
): string | undefined {
  if (isSecond) return phrase('commands/check-manifest.entry', { path });
  const isAnnex = annexFormats.some((each) => each === format);
  const own = `${fileName(report, item)}${isAnnex ? '-data' : ''}.${format}`;
  const names = format === 'json' ? ['numbers.json', 'published.json'] : [own];
  const expected = names.map(
    (name) => `${reportName({ report, ...(item !== undefined && { item }) })}/${language}/${name}`,
  );
  const isIndex = format === pageFormat && item === undefined && path === indexPath(report, language);
  if (isIndex || expected.includes(path)) return undefined;
  const listed = expected.map((each) => `\`${each}\``).join(' or ');
  return phrase('commands/check-manifest.path', {
    path,
    format,
    reportName: reportName({ report, ...(item !== undefined && { item }) }),
    language,
    listed,
  });
}

/** The folder is a draft when one of its files is. */
function draftFault({ manifest, placeOf }: Pick<FoundManifest, 'manifest' | 'placeOf'>): Diagnostic[] {
  const isDraft = manifest.outputs.some(({ draft }) => draft ?? manifest.draft);
  if (isDraft === manifest.draft) return [];
  return [
    problemAt(
      faultOf('verify/manifest.draft', { draft: manifest.draft, isDraft }),
      manifestFile,
      placeOf(['draft']),
    ),
  ];
}
