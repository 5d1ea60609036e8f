import { type UnzipFileFilter, unzipSync } from 'fflate';
import { type Fault, faultOf } from '../../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../../resource-limits.js';
import { attributeOf, childrenOf } from '../ooxml.js';
import { DamagedFile, damagedWhere, parsePart } from './parse-part.js';

/** The parts of a Word file by their names. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** Parts that a file has at most; Word makes some dozens. */
const mostParts = 5000;
/** What shrinks to a hundredth was made to fill a memory; below `harmless` bytes it does no harm. */
const mostRatio = 100;
const harmless = 10_000_000;
/** Tags of all parts together; a report of a thousand pages has some hundred thousand, and each takes half a kilobyte of memory. */
const mostTags = 1_000_000;

/**
 * Unpacks the parts of a Word file that are wanted, and reads them; a fault says why they cannot be read.
 *
 * @param read Throws a `DamagedFile` where a part is wrong; what else it throws is a fault of this program, and goes on.
 */
export function readPackage<Read>(
  bytes: Uint8Array,
  limits: ResourceLimits,
  isWanted: (name: string) => boolean,
  read: (parts: Parts) => Read,
): Read | Fault {
  const other = otherKind(bytes);
  if (other !== undefined) return other;
  try {
    return read(unpack(bytes, limits.wordBytes, isWanted));
  } catch (error) {
    if (error instanceof TooLarge) {
      const position = { file: '', line: 1, column: 1 };
      return limitProblem({ name: 'wordBytes', limits, position });
    }
    if (!(error instanceof DamagedFile)) throw error;
    const reason = error.message.split('\n', 1)[0];
    return faultOf('word/file.damaged', { reason });
  }
}

/** What the first bytes say of a file that is no archive. */
function otherKind(bytes: Uint8Array): Fault | undefined {
  const starts = (...first: number[]): boolean => first.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 3, 4)) return undefined;
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    // Office puts an encrypted file into the container of its older format, under this name.
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    );
    return isEncrypted ? faultOf('word/file.password') : faultOf('word/file.old');
  }
  return faultOf('word/file.kind', {
    kind: bytes.length === 0 ? 'an empty file' : 'a file of another kind',
  });
}

class TooLarge extends DamagedFile {}

/** The parts that are wanted, unpacked to no more than the directory of the archive says. */
function unpack(bytes: Uint8Array, most: number, isWanted: (name: string) => boolean): Parts {
  let [size, packed, count] = [0, 0, 0];
  const filter: UnzipFileFilter = ({ name, size: own, originalSize, compression }) => {
    count += 1;
    packed += own;
    if (count > mostParts) throw new DamagedFile(`it has more than ${mostParts} parts`);
    // Entries that lie over each other are larger than the file together.
    if (packed > bytes.length || (compression === 0 && own !== originalSize))
      throw new DamagedFile('its directory says other sizes than its parts have');
    if (!isWanted(name)) return false;
    size += originalSize;
    if (size > most) throw new TooLarge();
    if (size > harmless && size > bytes.length * mostRatio)
      throw new DamagedFile(`it unpacks to more than ${mostRatio} times its size`);
    return true;
  };
  const parts = new Map(Object.entries(damagedWhere(() => unzipSync(bytes, { filter }))));
  let tags = 0;
  for (const [name, part] of parts)
    if (/\.(?:xml|rels)$/.test(name)) for (const byte of part) if (byte === 0x3c) tags += 1;
  if (tags > mostTags) throw new DamagedFile(`it has more than ${mostTags} tags`);
  return parts;
}

export interface Relation {
  readonly id: string;
  /** The last word of what it is: `styles`. */
  readonly type: string;
  /** Empty where it leads outside. */
  readonly path: string;
  /** Where it leads outside, to an address of the web or of mail. */
  readonly outside?: string;
}

/** The parts that a part leads to; of no part, the package itself. */
export function relationsOf(part: string, files: Parts): Relation[] {
  const at = part.lastIndexOf('/') + 1;
  const bytes = files.get(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`);
  if (bytes === undefined) return [];
  return childrenOf(parsePart(bytes), 'Relationship').map((relation) => {
    const [id = '', type = '', target = '', mode] = ['Id', 'Type', 'Target', 'TargetMode'].map((name) =>
      attributeOf(relation, name),
    );
    const isInside = mode !== 'External' && URL.canParse(target, `file:///${part}`);
    const path = isInside
      ? damagedWhere(() => decodeURIComponent(new URL(target, `file:///${part}`).pathname.slice(1)))
      : '';
    const outside =
      mode === 'External' && /^(?:https?:\/\/|mailto:)/i.test(target) ? { outside: target } : {};
    return { id, type: type.slice(type.lastIndexOf('/') + 1), path, ...outside };
  });
}
