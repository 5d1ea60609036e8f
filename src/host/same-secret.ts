import { timingSafeEqual } from 'node:crypto';

/** Whether a seal, a signature or a token is the expected one, in a time that does not tell how much of it is right. */
export function isSameSecret(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  const [one, other] = [bytesOf(given), bytesOf(expected)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}

const bytesOf = (secret: string | Uint8Array): Uint8Array =>
  typeof secret === 'string' ? Buffer.from(secret) : secret;
