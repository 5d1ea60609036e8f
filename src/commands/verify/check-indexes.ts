import { posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { formats } from '../../model/dataset/formats.js';
import type { Manifest, ManifestOutput } from '../../outputs/manifest/manifest.js';
import { indexPath, isIndexPath } from '../../outputs/paths.js';
import {
  elementsIn,
  type MarkupElement,
  MarkupFault,
  readMarkup,
} from '../../outputs/snapshot/read-markup.js';
import { faultOf, phrase, wording } from '../../problems/problem.js';
import { problemAt, publishedText } from './problem.js';

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
  const read = publishedText('verify/form', path, bytes);
  if ('problem' in read) return [read.problem];
  const { text } = read;
  const own = outputs.filter((each) => each.report === report && isRead(each));
  const wanted = own.filter((each) => each.language === language && each.item !== undefined);
  const links = new Links(
    posix.dirname(path),
    new Set(wanted.map((each) => each.path)),
    new Set(own.filter((each) => isIndexPath(each.path)).map((each) => each.path)),
  );
  try {
    for (const element of elementsIn(readMarkup(text))) links.take(element);
  } catch (error) {
    if (!(error instanceof MarkupFault)) throw error;
    return [
      problemAt(faultOf('verify/form.page', { actual: error.actual }), path, { text, offset: error.offset }),
    ];
  }
  return links
    .faults()
    .map(({ message, start = 0 }) =>
      problemAt({ severity: 'error', code: 'verify/text', message }, path, { text, offset: start }),
    );
}

interface Fault {
  readonly message: string;
  readonly start?: number;
}

/** What a page leads to. */
class Links {
  readonly #faults: Fault[] = [];
  readonly #met = new Set<string>();

  constructor(
    private readonly folder: string,
    private readonly wanted: ReadonlySet<string>,
    private readonly indexes: ReadonlySet<string>,
  ) {}

  take({ name, attributes, start }: MarkupElement): void {
    const add = (message: string): void => void this.#faults.push({ message, start });
    if (name === 'script') add(phrase('commands/check-indexes.script'));
    const address = name === 'a' ? attributes.get('href') : undefined;
    if (address === undefined || address.startsWith('#')) return;
    const target = posix.join(this.folder, address);
    if (this.indexes.has(target)) return;
    if (!this.wanted.has(target)) add(phrase('commands/check-indexes.reports', { address }));
    else if (this.#met.has(target)) add(phrase('commands/check-indexes.once', { address }));
    this.#met.add(target);
  }

  faults(): readonly Fault[] {
    const lost = [...this.wanted].filter((each) => !this.#met.has(each));
    return [...this.#faults, ...lost.map((each) => wording('commands/check-indexes.page', { each }))];
  }
}

/** Reports that are made for many and to which no page leads. */
function withoutIndex({ outputs }: Manifest, indexes: readonly ManifestOutput[]): Diagnostic[] {
  const known = new Set(indexes.map(({ path }) => path));
  const wanted = new Set(
    outputs.flatMap((each) =>
      each.item !== undefined && isRead(each) ? [indexPath(each.report, each.language)] : [],
    ),
  );
  return [...wanted]
    .filter((path) => !known.has(path))
    .map((path) => problemAt(faultOf('verify/missing-file.manifest'), path));
}

const isRead = ({ format }: ManifestOutput): boolean => formats.some((each) => each === format);
