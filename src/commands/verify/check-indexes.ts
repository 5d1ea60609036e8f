import { posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { formats } from '../../model/dataset/formats.js';
import type { Manifest, ManifestOutput } from '../../outputs/manifest/manifest.js';
import { indexPath, isIndexPath } from '../../outputs/paths.js';
import { elementsIn, type MarkupElement, readMarkup } from '../../outputs/snapshot/read-markup.js';
import { faultOf } from '../../problems/problem.js';
import { placedIn, publishedText, readAs } from './problem.js';

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
