import type { Position } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import { isFileProblem } from '../../template/file-problem.js';

/**
 * Where a character of the words of a cell stands in its data file, from the row that the words stand in. What is no text in UTF-8, and
 * words that are written otherwise there, keep the place of the row.
 */
export async function placeInFile(
  words: string,
  offset: number,
  row: Position,
  { project, limits }: Host,
): Promise<Position> {
  try {
    const lines = (await project.readText(row.file, limits.textBytes)).split(/\r?\n/u);
    const rest = lines.slice(row.line - 1, row.line - 1 + mostLines).join('\n');
    const [start, length] = found(rest, words, offset);
    if (start < 0) return row;
    const before = rest.slice(0, start + length).split('\n');
    return { ...row, line: row.line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
  } catch (error) {
    if (!isFileProblem(error)) throw error;
    return row;
  }
}

/** A cell goes over a few lines at most. */
const mostLines = 50;

/** Where words begin, and how far into them a place is: as they are, or with quotation marks doubled as CSV does. */
function found(text: string, words: string, offset: number): readonly [number, number] {
  const plain = text.indexOf(words);
  if (plain >= 0) return [plain, offset];
  const doubled = (part: string): string => part.replaceAll('"', '""');
  return [text.indexOf(doubled(words)), doubled(words.slice(0, offset)).length];
}
