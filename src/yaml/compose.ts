import { type Document, isPair, isScalar, visit } from 'yaml';
import { composed } from '../model/composed.js';

/** Keys whose values name files: a file system may hold both forms of a name apart. */
const naming: ReadonlySet<unknown> = new Set(['path', 'from']);

/** Puts letters and their accents together in every text of a document, keys too, names of files left as they are. */
export function composeTexts(document: Document.Parsed): void {
  visit(document, {
    Scalar: (key, scalar, path) => {
      if (typeof scalar.value !== 'string') return;
      const pair = path.at(-1);
      if (key === 'value' && isPair(pair) && isScalar(pair.key) && naming.has(pair.key.value)) return;
      scalar.value = composed(scalar.value);
    },
  });
}
