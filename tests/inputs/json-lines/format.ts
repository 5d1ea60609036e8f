/** A format that the tool does not read: one flat JSON object a line, which the columns of the first line name. */
import type { SourceFormat } from '../../../src/inputs/format.js';
import type { SourceProblem, SourceRow } from '../../../src/model/dataset/source-table.js';

export const jsonLines: SourceFormat = {
  dialect: ['itemKeys'],
  open({ file, bytes }) {
    const lines = Buffer.from(bytes).toString().trimEnd().split('\n');
    const objects = lines.map((line): unknown => JSON.parse(line));
    const rowOf = (index: number, texts: readonly string[]): SourceRow => {
      const line = index + 1;
      const at = (column: number) => {
        const text = lines[index] ?? '';
        const start = text.indexOf(`"${names[column] ?? ''}"`);
        return { file, line, column: (start < 0 ? text.length : start) + 1 };
      };
      return { texts, line, at };
    };
    const [first] = objects;
    const names: readonly string[] = typeof first === 'object' && first !== null ? Object.keys(first) : [];
    return {
      header: rowOf(0, names),
      read(take, most = Number.POSITIVE_INFINITY): SourceProblem | undefined {
        for (const [index, object] of objects.entries()) {
          if (index >= most) break;
          if (typeof object !== 'object' || object === null) {
            const position = { file, line: index + 1, column: 1 };
            return { code: 'data/csv', position, message: 'Unexpected value, expected an object' };
          }
          take(rowOf(index, Object.values(object).map(String)));
        }
        return undefined;
      },
    };
  },
};
