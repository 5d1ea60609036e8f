import type { Precision } from '../../../src/model/project/precision.js';
import type { LedgerEntry } from '../../../src/model/quantity.js';
import { ledgerOf } from '../../support/ledger-of.js';
import { type Composed, MemoryProject } from '../../support/memory-project.js';

const dataPackage = `
resources:
  - name: victims
    path: victims.csv
    title: Victims
    schema:
      primaryKey: [year, sex]
      missingValues: ["[z]"]
      fields:
        - {name: year, type: year}
        - {name: sex, categories: [female, male, total], total: total}
        - {name: victims, type: integer, unit: persons}
  - name: clients
    path: clients.csv
    title: Clients
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: clients, type: integer, unit: persons}
        - {name: satisfied, type: number, unit: "%", additive: false}
        - {name: hours, type: number, unit: hours}
  - name: origins
    path: origins.csv
    title: Origins
    schema:
      primaryKey: [origin]
      fields:
        - {name: origin, categories: [north, south, west, total], total: total}
        - {name: victims, type: integer, unit: persons}
`;

const origins = 'origin,victims\nnorth,10\nsouth,10\nwest,10\ntotal,30\n';

const rows = `year,sex,victims
2013,female,3
2013,male,4
2013,total,7
2014,female,8
2014,male,4
2014,total,12
2015,female,[z]
2015,male,[z]
2015,total,0
`;

const clients = `year,clients,satisfied,hours
2013,6,20,2.0
2014,4,30,4.0
2015,20,31,5.0
`;

const project = new MemoryProject({
  id: 'guards',
  files: {
    'data/datapackage.yaml': dataPackage,
    'data/victims.csv': rows,
    'data/clients.csv': clients,
    'data/origins.csv': origins,
  },
});

/** Composes a template against counts of a few persons, by a policy of ten unless another one is given. */
export async function composeGuarded(
  template: string,
  precision: Precision = { decimals: 10, percentages: 10 },
): Promise<Composed & { ledger: readonly LedgerEntry[] }> {
  const composed = await project.compose(`# Text\n\n${template}\n`, {}, { project: { precision } });
  return { ...composed, ledger: ledgerOf(composed.content) };
}
