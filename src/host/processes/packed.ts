import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A value as it is sent to another process: as it is, or as bytes that are a fraction of it. */
export type Packed = { readonly value: unknown } | { readonly bytes: Uint8Array };

/**
 * A pipe takes some 200 kB at once, and the rest of a message when its sender has time again. Where both ends are busy
 * for half a second, the rest would wait in it all the while. Bytes of less than a packet are not worth packing; what
 * would not fit in all the same is only slower for it.
 */
const [least, most] = [8_192, 524_288];

/** Makes a value small enough to leave at once, where it is worth it. Throws where it cannot be cloned. */
export function pack(value: unknown): Packed {
  const bytes = serialize(value);
  if (bytes.byteLength < least || bytes.byteLength > most) return { value };
  return { bytes: deflateRawSync(bytes, { level: 1 }) };
}

export const unpack = (packed: Packed): unknown =>
  'bytes' in packed ? deserialize(inflateRawSync(packed.bytes)) : packed.value;
