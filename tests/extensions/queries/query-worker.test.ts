/** Queries are answered in a process of their own, which ends alone when one of them runs away. */
import { expect, test } from 'vitest';
import { QueryWorker } from '../../../src/extensions/queries/extension.js';
import { askHere } from '../../../src/extensions/queries/host/query-process.js';
import type { QueryRequest } from '../../../src/model/dataset/query.js';
import { resourceLimits, standardLimits } from '../../../src/resource-limits.js';

const request = (sql: string, rows: number): QueryRequest => ({
  sql,
  tables: [
    {
      name: 'cases',
      columns: [{ name: 'n', type: { kind: 'decimal', digits: 18, scale: 2 } }],
      rows: Array.from({ length: rows }, (_, index) => [`${index}.50`]),
    },
  ],
});

test('an answer comes back exact, and after a query that takes too long the next one has another process', async () => {
  const worker = new QueryWorker();
  try {
    const asked = request('select sum(n) as n from cases', 3);
    await expect(worker.ask(asked, resourceLimits({ querySeconds: 0 }))).resolves.toMatchObject({
      about: 'time',
    });
    await expect(worker.ask(asked, standardLimits)).resolves.toEqual({
      columns: [{ name: 'n', type: 'DECIMAL(38,2)', kind: 'decimal' }],
      rows: [['4.50']],
    });
  } finally {
    worker.close();
  }
});

test('one that needs more memory than it may is told so, and writes nothing beside the project', async () => {
  const sql = 'select a.n, b.n, count(*) from cases a, cases b group by a.n, b.n';
  await expect(askHere(request(sql, 1500), resourceLimits({ queryMegabytes: 16 }))).resolves.toMatchObject({
    about: 'memory',
  });
});
