import { type KeyObject, verify } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import { FileProblem, type Files } from '../../host/host.js';
import { signatureFile } from '../../outputs/paths.js';
import { faultOf } from '../../problems/problem.js';
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
    return [problemAt(faultOf('verify/signature.signature', { signatureFile }), manifestFile)];
  }
  if (verify(null, bytes, key, signature)) return [];
  return [problemAt(faultOf('verify/signature.key', { signatureFile }), manifestFile)];
}
