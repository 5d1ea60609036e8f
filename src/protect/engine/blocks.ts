/**
 * Where a system is too large for programs over all of its cells: for each goal the cells on the lines through it (a total and its parts), and
 * those that close them. In a table these are a table again, of a few categories of each dimension. Most counts can be protected
 * within it, and goals that lie in one block share its program.
 */
import type { Row } from './solver.js';

export interface Block {
  /** In order. */
  readonly cells: readonly number[];
  /** The sensitive cells that are looked at in it. */
  readonly goals: readonly number[];
}

/** Cells of a block: fewer leave too little to choose from, more make its programs slow. */
const sizes = { least: 600, most: 1_600 };

/** How many parts of a total are looked at: as many as there is room for. */
const widths = [Number.POSITIVE_INFINITY, 20, 12, 8, 6, 5, 4, 3, 2];

/** @param goals Sensitive cells; each comes into one of the blocks. */
export function blocksOf(cells: number, rows: readonly Row[], goals: readonly number[]): readonly Block[] {
  if (cells <= sizes.most) return [{ cells: Array.from({ length: cells }, (_, cell) => cell), goals }];
  const lines = new Lines(cells, rows);
  const blocks: { readonly cells: ReadonlySet<number>; readonly goals: number[] }[] = [];
  // Cells whose lines are as long have blocks as large.
  const tooWide = new Set<string>();
  for (const goal of goals) {
    for (const width of widths) {
      const kind = `${lines.lengths(goal)}:${width}`;
      if (tooWide.has(kind)) continue;
      const around = lines.around([goal], width);
      const known = blocks.find((block) => around.every((cell) => block.cells.has(cell)));
      const own = known === undefined ? lines.block(around, width) : undefined;
      known?.goals.push(goal);
      if (own !== undefined) blocks.push({ cells: own, goals: [goal] });
      if (known !== undefined || own !== undefined) break;
      tooWide.add(kind);
    }
  }
  return blocks.map((block) => ({ ...block, cells: [...block.cells].sort((a, b) => a - b) }));
}

class Lines {
  readonly #lines: readonly (readonly number[])[];
  readonly #through: readonly (readonly number[])[];

  constructor(cells: number, rows: readonly Row[]) {
    this.#lines = rows.map(({ indices }) => indices);
    const through = Array.from({ length: cells }, (): number[] => []);
    for (const [line, { indices }] of rows.entries()) for (const cell of indices) through[cell]?.push(line);
    this.#through = through;
  }

  lengths(cell: number): string {
    return String((this.#through[cell] ?? []).map((line) => this.#lines[line]?.length));
  }

  /** Of each line through these cells the total, and the parts that stand together with the cell. */
  around(cells: readonly number[], width: number): number[] {
    const found = cells.flatMap((cell) => [
      cell,
      ...(this.#through[cell] ?? []).flatMap((line) => {
        const [total = cell, ...parts] = this.#lines[line] ?? [];
        const size = Math.ceil(parts.length / Math.ceil(parts.length / width));
        const begin = Math.max(0, parts.indexOf(cell));
        return [total, ...parts.slice(begin - (begin % size), begin - (begin % size) + size)];
      }),
    ]);
    return [...new Set(found)];
  }

  /** What closes these cells, and its own surroundings while there are too few; undefined where they are too many. */
  block(cells: readonly number[], width: number): ReadonlySet<number> | undefined {
    let block = this.#closed(cells);
    for (let next = block; next !== undefined && next.size < sizes.least; ) {
      block = next;
      next = this.#closed(this.around([...block], width));
      if (next?.size === block.size) break;
      block = next ?? block;
    }
    return block;
  }

  /** With every cell that two lines have in common on which there are others already. */
  #closed(cells: readonly number[]): ReadonlySet<number> | undefined {
    const inside = new Set(cells);
    const isTouched = new Set<number>();
    const touching = new Map<number, number>();
    for (const cell of inside) {
      if (inside.size > sizes.most) return undefined;
      for (const line of this.#through[cell] ?? []) {
        if (isTouched.has(line)) continue;
        isTouched.add(line);
        for (const other of this.#lines[line] ?? []) {
          const lines = 1 + (touching.get(other) ?? 0);
          touching.set(other, lines);
          if (lines > 1) inside.add(other);
        }
      }
    }
    return inside;
  }
}
