import { canHide } from './goals.js';
import type { Cell, Need, System } from './system.js';
import { propagate, unknownsOf } from './unknowns.js';

/**
 * The same system with needs that can be met. Where zeros are shown, everybody knows that a total of two parts that are
 * no zeros is at least 2. Such a cell cannot look like a 1, whatever is hidden, and is asked to reach down to its 2.
 */
export function attainable(system: System): System {
  const unknowns = unknownsOf(system, (index) => {
    const cell = system.cells[index];
    return cell !== undefined && (canHide(cell) || cell.need !== undefined);
  });
  const bounds = propagate(unknowns, system);
  const cells = system.cells.map((cell, index): Cell => {
    const { need, ifSmall } = cell;
    const least = bounds.get(index)?.least ?? 0;
    return {
      ...cell,
      ...(need && { need: from(Math.min(least, cell.value), need) }),
      ...(ifSmall && { ifSmall: { ...ifSmall, need: from(least, ifSmall.need) } }),
    };
  });
  return { ...system, cells };
}

const from = (least: number, need: Need): Need =>
  need.kind === 'range' && least > need.from ? { ...need, from: least } : need;
