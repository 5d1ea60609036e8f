import { isMap, isScalar, parseDocument } from 'yaml';
import type { ProjectText } from '../../project/versions/change.js';
import { versionKey } from '../../project/versions/written-for.js';
import { applyWritings, type Edited } from './apply.js';

/** Says in `tallybook.yaml` which version it is written for: in the line that says it, or in a new one before the first key. */
export function sayVersion(text: ProjectText, version: number): Edited {
  const { contents } = parseDocument(text.text);
  if (!isMap(contents)) return { text, edits: [] };
  const said = contents.get(versionKey, true);
  if (said !== undefined) {
    if (!isScalar(said) || !said.range || Number(said.value) === version) return { text, edits: [] };
    const [start, end] = said.range;
    return applyWritings(text, [{ start, end, replacement: String(version) }]);
  }
  const [start] = contents.range;
  const line = `${versionKey}: ${version}`;
  // `{title: ...}` goes on in its line.
  if (contents.flow === true) {
    return applyWritings(text, [{ start: start + 1, end: start + 1, replacement: `${line}, ` }]);
  }
  const lineEnd = text.text.includes('\r\n') ? '\r\n' : '\n';
  return applyWritings(text, [{ start, end: start, replacement: `${line}${lineEnd}` }]);
}
