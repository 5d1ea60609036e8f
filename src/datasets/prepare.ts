import { type Diagnostic, type Outcome, type Position, sortDiagnostics } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { PublishedData } from './dataset.js';
import { toDataset } from './finish.js';
import { checkForeignKeys } from './foreign-keys.js';
import { load } from './load.js';
import { protect } from './protect.js';
import { readPackage } from './read-package.js';
import { reconcile } from './reconcile.js';
import type { Fault } from './report.js';
import type { CheckedTable } from './tables.js';
import { validate } from './validate.js';

/** Where the data package is, and where `tallybook.yaml` names it. */
export interface DataInput {
  readonly path: string;
  readonly position: Position;
  /** The year whose end the plan of a strategy is examined at. */
  readonly edition: number;
}

/**
 * The datasets stage: reads the data package, then loads, validates, reconciles and protects every dataset, and
 * returns what may be published, in the order of the package. Every problem of every file is collected; a table that
 * has one is not in the value.
 *
 *     data package -> contracts      read-package, resolve-package
 *     contract     -> raw table      load        (sources/)
 *     raw table    -> checked table  validate
 *     checked tables                 reconcile, foreign keys
 *     checked table -> dataset -> published dataset   protect
 */
export async function prepare(input: DataInput, host: Host): Promise<Outcome<PublishedData>> {
  const contracts = await readPackage(input.path, input.position, host);
  const diagnostics: Diagnostic[] = [...contracts.diagnostics];
  const tables: CheckedTable[] = [];
  const faulty = new Set<string>();
  const faultIn =
    (name: string): Fault =>
    (code, position, message, more = {}) => {
      // Totals that do not add up leave a table that can be read, and a draft may print it.
      if (code !== 'data/total') faulty.add(name);
      diagnostics.push({ severity: 'error', code, message, position, ...more });
    };
  for (const contract of contracts.value) {
    const fault = faultIn(contract.name);
    if (contract.confidential) {
      const message = `Unexpected \`protect\` in \`${contract.name}\`, expected a dataset that may be published whole`;
      fault('data/protect', contract.protectPosition, message, {
        hint: 'this version cannot protect small numbers: publish data in which they are already hidden',
      });
    }
    const raw = await load(contract, input.path, host, fault);
    if (raw === undefined) continue;
    const table = validate(raw, input.path, fault);
    reconcile(table, fault);
    tables.push(table);
  }
  for (const table of tables) checkForeignKeys(table, tables, faultIn(table.contract.name));
  const datasets = tables.map(toDataset).filter(({ name }) => !faulty.has(name));
  return {
    value: Object.fromEntries(datasets.map((dataset) => [dataset.name, protect(dataset)])),
    diagnostics: sortDiagnostics(diagnostics),
    reads: [...contracts.reads, ...contracts.value.map(({ file }) => file)],
  };
}
