import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { type Files, ifReadable } from '../../host/host.js';
import { formats, pageFormat } from '../../model/dataset/formats.js';
import { groupBy } from '../../model/group-by.js';
import type { ManifestOutput } from '../../outputs/manifest/manifest.js';
import { folderOfOutput, manifestFile, signatureFile } from '../../outputs/paths.js';
import { findElement, MarkupFault, readMarkup, textIn } from '../../outputs/snapshot/read-markup.js';
import { sha256 } from '../../sha256.js';
import type { FoundManifest } from './check-files.js';
import { VerifiedLanguages } from './verified-languages.js';

type FilesByPath = ReadonlyMap<string, Uint8Array>;

/** Where servers look first. */
export const firstPageFile = 'index.html';

/** What a first page follows from, so that it is verified with them. */
export interface PublishedFiles {
  readonly found: Pick<FoundManifest, 'manifest'>;
  readonly files: FilesByPath;
  readonly tool: Files;
  /** Whether the manifest has its signature beside it. */
  readonly isSigned: boolean;
}

/** The files of a folder without the first page, where it is the one that Tallybook writes for these reports. */
export async function withoutFirstPage(
  listed: readonly string[],
  output: Files,
  published: Omit<PublishedFiles, 'isSigned'>,
): Promise<readonly string[]> {
  if (!listed.includes(firstPageFile)) return listed;
  const page = await firstPage({ ...published, isSigned: await output.exists(signatureFile) });
  const found = await ifReadable(output.read(firstPageFile, page.byteLength));
  if (found === undefined || sha256(found) !== sha256(page)) return listed;
  return listed.filter((path) => path !== firstPageFile);
}

/** The first page of a web site of reports, which ends with what they are verified by. */
export async function firstPage({ found, files, tool, isSigned }: PublishedFiles): Promise<Uint8Array> {
  // A report that is made for many has a page that lists its items.
  const readable = found.manifest.outputs.filter(
    ({ item, format }) => item === undefined && formats.some((each) => each === format),
  );
  const language = readable[0]?.language ?? 'en';
  const heading = (await new VerifiedLanguages(tool, undefined).of(language))?.message('html.items') ?? '';
  const reports = [...groupBy(readable, ({ path }) => folderOfOutput(path)).values()];
  const list = h(
    'ul',
    { role: 'list' },
    reports.map((each) => itemOf(each, files)),
  );
  const proofs = isSigned ? [manifestFile, signatureFile] : [manifestFile];
  const page = h('html', { lang: language }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width' }),
      h('title', heading),
      h('style', style),
    ]),
    h('body', [
      h('main', [h('h1', heading), list]),
      h('footer', ['SHA-256:', ...proofs.flatMap((file) => [' ', h('a', { href: file }, file)])]),
    ]),
  ]);
  return new TextEncoder().encode(`<!doctype html>\n${toHtml(page)}\n`);
}

const style =
  ':root { color-scheme: light dark } body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }';

/** The first file bears the title, the others their formats. */
function itemOf(outputs: readonly ManifestOutput[], files: FilesByPath): Element {
  const ordered = formats.flatMap((format) => outputs.filter((each) => each.format === format));
  const page = ordered.find(({ format }) => format === pageFormat);
  const title = titleOf(page && files.get(page.path)) ?? ordered[0]?.report ?? '';
  const links = ordered.flatMap(({ path, format }, index): ElementContent[] => {
    const label = format.toUpperCase();
    const name = format === pageFormat ? title : `${title} (${label})`;
    if (index === 0) return [h('a', { href: encodeURI(path) }, name)];
    return [{ type: 'text', value: ' ' }, h('a', { href: encodeURI(path), ariaLabel: name }, label)];
  });
  return h('li', { lang: ordered[0]?.language }, links);
}

/** What the window of a page is called. */
function titleOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  try {
    const found = findElement(readMarkup(new TextDecoder().decode(bytes)), ({ name }) => name === 'title');
    return found && textIn(found.children);
  } catch (error) {
    // That it is no page of ours is told with the page itself.
    if (error instanceof MarkupFault) return undefined;
    throw error;
  }
}
