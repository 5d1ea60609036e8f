// Which pages of two states of a report belong together: those that look alike above the foot, where the number of a page stands, so
// that one which is inserted changes none behind it; and between them one after the other.
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';

/** Where the foot of a page begins, of its height: below the text of both papers, above the line with the number. */
const foot = 0.94;
/** Beyond so many pairs of pages nothing is looked for: they are taken one after the other. */
const mostPairs = 25_000_000;

const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * What stands above the foot of a page, as a hash. The rows of a PNG are packed each by itself and the one before it, so that
 * the first ones are the same bytes where they look alike. Of anything else all bytes.
 */
function bodyOf(picture) {
  const hash = createHash('sha256');
  try {
    const packed = [];
    let head;
    for (let at = 8; at < picture.length; ) {
      const length = picture.readUInt32BE(at);
      const kind = picture.toString('latin1', at + 4, at + 8);
      const data = picture.subarray(at + 8, at + 8 + length);
      if (kind === 'IHDR') head = data;
      if (kind === 'IDAT') packed.push(data);
      at += length + 12;
    }
    const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
    const row = 1 + Math.ceil((width * channels[head[9]] * head[8]) / 8);
    const rows = inflateSync(Buffer.concat(packed));
    if (head[12] !== 0 || rows.length !== row * height) throw new Error('not row by row');
    return hash.update(head).update(rows.subarray(0, Math.floor(height * foot) * row)).digest('hex');
  } catch {
    return hash.update(picture).digest('hex');
  }
}

/** The longest list of pairs, in order, that are alike: by their places. */
function alike(before, after) {
  const [n, m] = [before.length, after.length];
  if (n * m > mostPairs) return [];
  const longest = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1));
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      longest[i][j] = before[i] === after[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
  const pairs = [];
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (before[i] === after[j]) pairs.push([i++, j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}

/**
 * Pages of one report, each with its `picture`, in their order. Returns pairs in order; of one that is only there before or after
 * the other side is missing, and `isSame` says that both look alike above the foot.
 */
export function alignedPages(before, after) {
  const pairs = alike(
    before.map(({ picture }) => bodyOf(picture)),
    after.map(({ picture }) => bodyOf(picture)),
  );
  const all = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...pairs, [before.length, after.length]]) {
    for (; i < nextI || j < nextJ; ) {
      const [was, is] = [i < nextI ? before[i++] : undefined, j < nextJ ? after[j++] : undefined];
      all.push({ was, is, isSame: false });
    }
    if (nextI < before.length && nextJ < after.length) all.push({ was: before[i++], is: after[j++], isSame: true });
  }
  return all;
}
