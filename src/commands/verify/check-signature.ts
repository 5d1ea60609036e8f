import { type KeyObject, verify } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import { FileProblem, type Files } from '../../host/host.js';
import { signatureFile } from '../../outputs/paths.js';
import { type FoundManifest, manifestFile, readFile } from './check-files.js';
import { problemAt } from './problem.js';

/** The manifest must bear the signature of this key. */
export async function checkSignature(
  output: Files,
  { bytes }: FoundManifest,
  key: KeyObject | Diagnostic,
): Promise<Diagnostic[]> {
  if ('code' in key) return [key];
  const signature = await readFile(output, signatureFile);
  if (signature instanceof FileProblem) {
    const message = `There is no signature \`${signatureFile}\` beside the manifest`;
    const hint = 'ask the publisher for it: `tallybook build --sign KEY.pem` writes it';
    return [problemAt('verify/signature', manifestFile, message, undefined, hint)];
  }
  if (verify(null, bytes, key, signature)) return [];
  const message = `\`${signatureFile}\` is not the signature of this manifest by this key`;
  const hint = 'the files are not those that were signed, or the key is that of somebody else';
  return [problemAt('verify/signature', manifestFile, message, undefined, hint)];
}
