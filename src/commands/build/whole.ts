import { readPrevious } from '../../host/read-previous.js';
import { sha256 } from '../../sha256.js';

/** A file below the output folder, as it was written. */
export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
}

/** True where the file stands in the output folder byte for byte. Rejects with an `EnvironmentProblem`. */
export async function isWhole(output: string, { path, sha256: expected }: WrittenFile): Promise<boolean> {
  const bytes = await readPrevious(output, path);
  return bytes !== undefined && sha256(bytes) === expected;
}
