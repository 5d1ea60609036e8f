import type { CheckedRow } from '../../tables.js';
import { partnersIn, rowsWith, type Tables } from '../cells.js';
import type { GateRules } from '../rules.js';

/** Which cells are held together by what the package declares, directly or by others between them. */
export class KnownPairs {
  readonly #parents = new Map<string, string>();

  constructor(rules: Readonly<Record<string, GateRules>>, tables: Tables) {
    for (const { equals, within } of Object.values(rules)) {
      for (const { own, other } of [...equals, ...within]) {
        const table = tables.get(own.dataset);
        if (table === undefined) continue;
        const partnerOf = partnersIn(other, tables);
        for (const row of rowsWith(table, own.where)) {
          const partner = partnerOf(row);
          if (partner !== undefined) this.#join(idOf(own, row), idOf(other, partner));
        }
      }
    }
  }

  has(own: Column, row: CheckedRow, other: Column, partner: CheckedRow): boolean {
    return this.#rootOf(idOf(own, row)) === this.#rootOf(idOf(other, partner));
  }

  #join(a: string, b: string): void {
    this.#parents.set(this.#rootOf(a), this.#rootOf(b));
  }

  #rootOf(id: string): string {
    let root = id;
    for (let next = this.#parents.get(root); next !== undefined && next !== root; ) {
      root = next;
      next = this.#parents.get(root);
    }
    return root;
  }
}

interface Column {
  readonly dataset: string;
  readonly measure: string;
}

const idOf = ({ dataset, measure }: Column, { keys }: CheckedRow): string =>
  JSON.stringify([dataset, measure, Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1))]);
