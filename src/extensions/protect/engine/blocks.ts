/**
 * Where a system is too large for programs over all of its cells: for each goal the cells on the lines through it (a total and its parts), and
 * those that close them. In a table these are a table again, of a few categories of each dimension. Most counts can be protected
 * within it, and goals that lie in one block share its program.
 */
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

/** A total and its parts, by their indices; those that are printed have indices too, after the others. */
export type Line = readonly number[];

/**
 * @param cells How many are looked at; what comes after them in a line only gives the blocks their shape.
 * @param goals Sensitive cells; each comes into one of the blocks.
 */
export function blocksOf(
  cells: number,
  relations: () => readonly Line[],
  goals: readonly number[],
): readonly Block[] {
  if (cells <= sizes.most) return [{ cells: Array.from({ length: cells }, (_, cell) => cell), goals }];
  const lines = new Lines(relations());
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
  return blocks.map((block) => ({
    ...block,
    cells: [...block.cells].filter((cell) => cell < cells).sort((a, b) => a - b),
  }));
}

/**
 * The smallest tables around a cell, each of more categories than the one before; with cells beyond those that are looked at.
 * @param most Cells of a table; a larger one is empty.
 */
export function surroundings(
  all: readonly Line[],
  most = sizes.most,
): readonly ((cell: number) => Iterable<number>)[] {
  const lines = new Lines(all);
  return [...widths]
    .reverse()
    .map((width) => (cell) => lines.closed(lines.around([cell], width), most) ?? []);
}

class Lines {
  readonly #lines: readonly Line[];
  readonly #through: readonly (readonly number[])[];

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
    const through: number[][] = [];
    for (const [line, cells] of lines.entries())
      for (const cell of cells) {
        const known = through[cell];
        if (known === undefined) through[cell] = [line];
        else known.push(line);
      }
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
    let block = this.closed(cells);
    for (let next = block; next !== undefined && next.size < sizes.least; ) {
      block = next;
      next = this.closed(this.around([...block], width));
      if (next?.size === block.size) break;
      block = next ?? block;
    }
    return block;
  }

  /** With every cell that two lines have in common on which there are others already. */
  closed(cells: readonly number[], most = sizes.most): ReadonlySet<number> | undefined {
    const inside = new Set(cells);
    const isTouched = new Set<number>();
    const touching = new Map<number, number>();
    for (const cell of inside) {
      if (inside.size > most) return undefined;
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
