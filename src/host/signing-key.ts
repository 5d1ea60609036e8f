import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics.js';
import { isWithin } from './files/files.js';
import { reasonOf } from './problems.js';
import { realFolder } from './publication/output-links.js';
import { errorCode } from './system-error.js';

/** Which half of a pair: one signs, the other checks. */
type Half = 'private' | 'public';

/**
 * Reads one half of an Ed25519 key pair, as OpenSSL writes it: PKCS8 or SPKI in PEM. Returns what is wrong where the file is none, or
 * lies in one of the folders `apart`, with the files that it vouches for, links followed. Nothing of the key is ever in a message.
 */
export function readKey(half: Half, path: string, apart: readonly string[]): KeyObject | Diagnostic {
  const fault = (message: string, hint: string): Diagnostic => ({
    severity: 'error',
    code: 'output/key',
    message,
    position: { file: path, line: 1, column: 1 },
    hint,
  });
  if (apart.some((folder) => isWithin(realFolder(folder), realFolder(path))))
    return fault(
      `The ${half} key lies in the folder of the outputs`,
      half === 'private'
        ? 'move it to where nobody else can read it: that folder is published'
        : 'have it from elsewhere: whoever can change the files can change a key beside them',
    );
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fault(`The ${half} key cannot be read (${errorCode(error) ?? reasonOf(error)})`, making[half]);
  }
  if (text.includes('BEGIN ENCRYPTED'))
    return fault('The private key is encrypted', '`openssl pkey -in KEY.pem -out OPEN.pem` decrypts it');
  try {
    const isHalf = text.includes(`-----BEGIN ${half.toUpperCase()} KEY-----`);
    const key = half === 'private' ? createPrivateKey(text) : createPublicKey(text);
    if (isHalf && key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What OpenSSL says of it helps nobody.
  }
  return fault(`This is not the ${half} half of an Ed25519 key in PEM`, making[half]);
}

const making: Readonly<Record<Half, string>> = {
  private: '`openssl genpkey -algorithm ed25519 -out KEY.pem` makes one',
  public: '`openssl pkey -in KEY.pem -pubout -out PUBLIC.pem` takes it from the private one',
};
