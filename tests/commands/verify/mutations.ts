import { parseSnapshot, type SnapshotMarkup } from '../../../src/model/snapshot/snapshot.js';
import { toJson } from '../../../src/outputs/canonical.js';
import { parseManifest } from '../../../src/outputs/manifest/manifest.js';
import { readMarkup } from '../../../src/outputs/snapshot/read-markup.js';
import { piecesOf } from '../../../src/outputs/snapshot/read-page.js';
import { renderSnapshot } from '../../../src/outputs/snapshot/render-snapshot.js';
import { sha256 } from '../../../src/sha256.js';

/** A sequence of numbers from 0 to below 1 that is the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface MutatedPage {
  readonly html: string;
  /** "offset 123: 7 -> 3 in ...4,27[5] visits..." */
  readonly what: string;
}

/** A finished page with one digit that a reader can see, in the text of its body, changed to another. */
export function mutateDigit(html: string, random: () => number): MutatedPage {
  const body = html.indexOf('<body');
  const skipped = html
    .slice(body)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>|&#?\w+;/g, (markup) => ' '.repeat(markup.length));
  const digits = [...skipped.matchAll(/\d/g)].map(({ index }) => body + index);
  const at = digits[Math.floor(random() * digits.length)];
  if (at === undefined) throw new Error('A page without digits');
  const old = Number(html[at]);
  const other = (old + 1 + Math.floor(random() * 9)) % 10;
  return {
    html: `${html.slice(0, at)}${other}${html.slice(at + 1)}`,
    what: `offset ${at}: ${old} -> ${other} in ${html.slice(at - 12, at)}[${old}]${html.slice(at + 1, at + 12)}`,
  };
}

/** A finished page with one of its tags, attributes or letters changed, removed or added, head and style too. */
export function mutateMarkup(html: string, random: () => number): MutatedPage {
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)];
  const found = [...html.matchAll(pick([/<[a-zA-Z][^>]*>/g, / [\w:-]+="[^"]*"/g, />[^<]{2,}</g]) ?? /</g)];
  const match = pick(found);
  if (match === undefined) throw new Error('A page without markup');
  const { index, 0: old } = match;
  const middle = index + 1 + Math.floor(random() * (old.length - 2));
  const ways: readonly (readonly [name: string, text: string])[] = [
    ['removed', html.slice(0, index) + html.slice(index + old.length)],
    ['doubled', html.slice(0, index) + old + html.slice(index)],
    ['hid', html.slice(0, index) + old.replace(/^<(\w+)/, '<$1 hidden') + html.slice(index + old.length)],
    [
      'changed a letter of',
      `${html.slice(0, middle)}${html[middle] === 'x' ? 'y' : 'x'}${html.slice(middle + 1)}`,
    ],
    ['put a letter into', `${html.slice(0, middle)}q${html.slice(middle)}`],
  ];
  const [name, text] = pick(ways.filter(([, changed]) => changed !== html)) ?? ['', html];
  return { html: text, what: `offset ${index}: ${name} ${old.slice(0, 60)}` };
}

/** An output folder with one file changed, and the manifest rewritten to match. */
export function withFile(
  output: Readonly<Record<string, Uint8Array>>,
  path: string,
  content: string | Uint8Array,
): Record<string, Uint8Array> {
  const manifest = parseManifest(output['manifest.json']);
  if (manifest === undefined) throw new Error('An output without a manifest');
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const outputs = manifest.outputs.map((entry) =>
    entry.path === path ? { ...entry, sha256: sha256(bytes), bytes: bytes.byteLength } : entry,
  );
  return { ...output, [path]: bytes, 'manifest.json': toJson({ ...manifest, outputs }) };
}

/** The same with the snapshot forged to match too: what somebody can do who knows its form, but for its numbers. */
export function withPublished(
  output: Readonly<Record<string, Uint8Array>>,
  path: string,
  content: string | Uint8Array,
): Record<string, Uint8Array> {
  const file = `${path.slice(0, path.lastIndexOf('/'))}/published.json`;
  const { value: snapshot } = parseSnapshot(new TextDecoder().decode(output[file]));
  if (snapshot === undefined) throw new Error('An output without a snapshot');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const files = snapshot.files.map((each) =>
    each.name === name ? { ...each, sha256: sha256(content) } : each,
  );
  const markup = (typeof content === 'string' ? piecesAsFar(content) : undefined) ?? snapshot.markup;
  const forged = new TextDecoder().decode(renderSnapshot({ ...snapshot, files, markup }));
  return withFile(withFile(output, path, content), file, forged);
}

/** None where the page is no markup of ours any more. */
function piecesAsFar(html: string): SnapshotMarkup[] | undefined {
  try {
    return piecesOf(html, readMarkup(html)).map((piece) => ({ id: piece.id, sha256: piece.sha256 }));
  } catch {
    return undefined;
  }
}
