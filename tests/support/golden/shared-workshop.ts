import { vi } from 'vitest';
import type * as Workshops from '../../../src/session/workshop.js';

type Workshop = Workshops.Workshop;

const real = await vi.importActual<typeof Workshops>('../../../src/session/workshop.js');
let shared: Workshop | undefined;

/**
 * In place of `openWorkshop`, for a test that builds many reports one after another: one browser and two threads serve
 * them all, which saves a third of the processor time. `closeSharedWorkshop` ends them.
 */
export const openSharedWorkshop: typeof Workshops.openWorkshop = (options) => {
  shared ??= real.openWorkshop(options);
  return { ...shared, close: async () => {} };
};

export async function closeSharedWorkshop(): Promise<void> {
  await shared?.close();
  shared = undefined;
}
