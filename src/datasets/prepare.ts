import { type Diagnostic, type Outcome, type Position, sortDiagnostics } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import type { About } from './about.js';
import { checkCase } from './check-case.js';
import type { PackageContract } from './contract.js';
import type { Dataset, PublishedData } from './dataset.js';
import { toDataset } from './finish.js';
import { checkForeignKeys } from './foreign-keys.js';
import { examine } from './gate/examine.js';
import { load } from './load.js';
import { derivePlan } from './plan/derive.js';
import { withMarks } from './plan/derived-marks.js';
import { examinePlan, planResources } from './plan/examine.js';
import { protect } from './protect.js';
import { readPackage } from './read-package.js';
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

/** Published data, and what their package says of itself. */
export interface PreparedData extends Outcome<PublishedData> {
  readonly about: About;
}

/**
 * The datasets stage: reads the data package, then loads, validates, examines and protects every dataset, and
 * returns what may be published, in the order of the package, then what is derived from its plan. Every problem of every file is collected; a table that
 * has one is not in the value.
 *
 *     data package -> contracts      read-package, resolve-package
 *     contract     -> raw table      load        (sources/)
 *     raw table    -> checked table  validate
 *     checked tables                 foreign keys, gate/ (reconcile among it)
 *     checked tables of the plan -> derived datasets   plan/
 *     checked table -> dataset -> published dataset    protect
 */
export async function prepare(input: DataInput, host: Host): Promise<PreparedData> {
  const contracts = await readPackage(input.path, input.position, host);
  const diagnostics: Diagnostic[] = [...contracts.diagnostics];
  const tables: CheckedTable[] = [];
  const faulty = new Set<string>();
  const faultIn =
    (name: string): Fault =>
    (code, position, message, more = {}) => {
      faulty.add(name);
      diagnostics.push({ severity: 'error', code, message, position, ...more });
    };
  for (const contract of contracts.value.resources) {
    const fault = faultIn(contract.name);
    if (contract.confidential) {
      const message = `Unexpected \`protect\` in \`${contract.name}\`, expected a dataset that may be published whole`;
      fault('data/protect', contract.protectPosition, message, {
        hint: 'this version cannot protect small numbers: publish data in which they are already hidden',
      });
    }
    const raw = await load(contract, input.path, host, fault);
    if (raw === undefined) continue;
    const table = validate(raw, input.path, host.limits, fault);
    tables.push(table);
  }
  for (const table of tables) checkForeignKeys(table, tables, faultIn(table.contract.name));
  for (const diagnostic of tables.flatMap(checkCase)) diagnostics.push(diagnostic);
  // What the gate finds leaves tables that can be read, and a draft may print them.
  const { rules } = contracts.value;
  const { edition, path: packageFile } = input;
  const gate = examine({ tables, rules, edition, packageFile, limits: host.limits });
  for (const diagnostic of gate.diagnostics) diagnostics.push(diagnostic);
  const derived = deriveFrom(contracts.value, {
    edition,
    tables,
    diagnostics,
    faulty,
    faultIn,
  });
  const whole = tables.filter(({ contract: { name } }) => !faulty.has(name));
  const loaded = whole.map((table) => toDataset(table, gate.accepted.get(table.contract.name)));
  const datasets = [...loaded, ...withMarks(derived, loaded)];
  return {
    about: contracts.value.about,
    value: Object.fromEntries(datasets.map((dataset) => [dataset.name, protect(dataset)])),
    diagnostics: sortDiagnostics(diagnostics),
    reads: [...contracts.reads, ...contracts.value.resources.map(({ file }) => file)],
  };
}

interface Prepared {
  readonly edition: number;
  readonly tables: readonly CheckedTable[];
  readonly diagnostics: Diagnostic[];
  readonly faulty: ReadonlySet<string>;
  readonly faultIn: (name: string) => Fault;
}

/** The datasets that follow from the plan of the package, once its tables were checked together; none without one. */
function deriveFrom({ resources, plan }: PackageContract, prepared: Prepared): readonly Dataset[] {
  const contracts = plan && planResources(plan, resources);
  if (plan === undefined || contracts === undefined) return [];
  const { edition, tables, diagnostics, faulty, faultIn } = prepared;
  const place = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;
  const reported = new Set(diagnostics.map(({ position }) => place(position)));
  const examined = examinePlan({
    edition,
    resources: contracts,
    tables,
    isFaulty: (name) => faulty.has(name),
    isReported: (position) => reported.has(place(position)),
    fault: (part, ...rest) => faultIn(contracts[part].name)(...rest),
    warn: (diagnostic) => diagnostics.push({ severity: 'warning', ...diagnostic }),
  });
  return examined === undefined ? [] : derivePlan(examined, plan, contracts);
}
