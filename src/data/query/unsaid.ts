import { ownOf } from '../../model/own.js';
import type { CheckedTable } from '../tables.js';
import type { SqlProblem } from './check-sql.js';
import { markColumn, missingColumn } from './query-table.js';
import { isNamed, isWord, type SqlToken, tableTokens } from './tokens.js';

/**
 * What a query passes over in silence, and would get wrong: rows that are totals of others, numbers that are not known,
 * marks. It is asked to name the column that tells them, and so to say what becomes of them.
 */
export function unsaid({ contract, rows }: CheckedTable, tokens: readonly SqlToken[]): SqlProblem[] {
  const at = tableTokens(tokens).find((token) => isNamed(token, contract.name))?.at ?? 0;
  // What stands after `AS` is what a column of the result is called.
  const isSaid = (name: string): boolean =>
    tokens.some((token, index) => isNamed(token, name) && !isWord(tokens[index - 1], 'as'));
  const ask = (count: number, what: string, name: string, hint: string): SqlProblem[] =>
    count === 0 || isSaid(name)
      ? []
      : [
          {
            at,
            message: `Unexpected query of \`${contract.name}\` that passes over ${what}, expected one that names \`${name}\``,
            hint,
          },
        ];
  return contract.fields.flatMap(({ name, role, total }): SqlProblem[] => {
    if (role === 'dimension' && total !== undefined) {
      const totals = rows.filter(({ keys }) => keys[name] === total).length;
      const shown = `'${total.replaceAll("'", "''")}'`;
      return ask(
        totals,
        `its totals over \`${name}\``,
        name,
        `leave them out (\`WHERE ${name} <> ${shown}\`) or take them alone (\`= ${shown}\`)`,
      );
    }
    if (role !== 'measure' || !isSaid(name)) return [];
    const unknown = rows.filter(({ measures }) => {
      const value = measures[name];
      return value?.kind === 'suppressed' || (value?.kind === 'missing' && value.adds === undefined);
    });
    const marked = rows.filter(({ marks }) => ownOf(marks, name) !== undefined);
    return [
      ...ask(
        unknown.length,
        `cells of \`${name}\` that are not known`,
        missingColumn(name),
        `a sum leaves them out: say which rows count, such as \`WHERE ${missingColumn(name)} IS NULL\``,
      ),
      ...ask(
        marked.length,
        `marks of \`${name}\``,
        markColumn(name),
        `select \`max(${markColumn(name)})\` as the status of the result, or leave marked rows out`,
      ),
    ];
  });
}
