/** Workbooks are read in a process of their own, which ends alone when one of them runs away. */
import { expect, test } from 'vitest';
import { resourceLimits } from '../../../src/resource-limits.js';
import { WorkbookWorker } from '../../../src/session/workers/workbook-worker.js';
import { xlsx } from '../../support/workbooks.js';

const small = xlsx([
  {
    name: 'Data',
    rows: [
      ['region', 'cases'],
      ['North', 12],
    ],
  },
]);
/** 180,000 cells of text, which fit into no small memory. */
const large = xlsx([
  { name: 'Data', rows: Array.from({ length: 30_000 }, (_, row) => Array(6).fill(`a text ${row}`)) },
]);

test('a sheet comes back whole, and one that needs more memory or time than it may is a problem of its file', async () => {
  const worker = new WorkbookWorker();
  try {
    const limits = resourceLimits({ workbookMegabytes: 16 });
    await expect(worker.read({ kind: 'xlsx', bytes: small }, limits)).resolves.toMatchObject({
      name: 'Data',
      rows: [{ texts: ['region', 'cases'] }, { texts: ['North', '12'] }],
    });
    await expect(worker.read({ kind: 'xlsx', bytes: large }, limits)).resolves.toMatchObject({
      about: 'limit',
      problem: { code: 'limit/exceeded', message: expect.stringContaining('megabytes of memory') },
    });
    await expect(
      worker.read({ kind: 'xlsx', bytes: small }, resourceLimits({ workbookSeconds: 0 })),
    ).resolves.toMatchObject({ problem: { message: expect.stringContaining('seconds') } });
    // The next one is read in another process.
    await expect(worker.read({ kind: 'xlsx', bytes: small }, limits)).resolves.toMatchObject({
      name: 'Data',
    });
  } finally {
    worker.close();
  }
});
