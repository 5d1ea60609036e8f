import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics.js';
import { problem } from '../problems/problem.js';
import { isWithin } from './files/files.js';
import { reasonOf } from './problems.js';
import { realPath } from './publication/output-links.js';
import { errorCode } from './system-error.js';

/** Which half of a pair: one signs, the other checks. */
type Half = 'private' | 'public';

/**
 * Reads one half of an Ed25519 key pair, as OpenSSL writes it: PKCS8 or SPKI in PEM. Returns what is wrong where the file is none, or
 * lies in one of the folders `apart`, with the files that it vouches for, links followed. Nothing of the key is ever in a message.
 */
export function readKey(half: Half, path: string, apart: readonly string[]): KeyObject | Diagnostic {
  if (apart.some((folder) => isWithin(realPath(folder), realPath(path))))
    return problem(
      half === 'private' ? 'output/key.key' : 'output/key.key-lies',
      { file: path, line: 1, column: 1 },
      { half },
    );
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return problem(
      'output/key.read',
      { file: path, line: 1, column: 1 },
      { half, errorCode: errorCode(error) ?? reasonOf(error) },
      { hint: making[half] },
    );
  }
  if (text.includes('BEGIN ENCRYPTED'))
    return problem('output/key.private', { file: path, line: 1, column: 1 });
  try {
    const isHalf = text.includes(`-----BEGIN ${half.toUpperCase()} KEY-----`);
    const key = half === 'private' ? createPrivateKey(text) : createPublicKey(text);
    if (isHalf && key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What OpenSSL says of it helps nobody.
  }
  return problem('output/key.half', { file: path, line: 1, column: 1 }, { half }, { hint: making[half] });
}

const making: Readonly<Record<Half, string>> = {
  private: '`openssl genpkey -algorithm ed25519 -out KEY.pem` makes one',
  public: '`openssl pkey -in KEY.pem -pubout -out PUBLIC.pem` takes it from the private one',
};
