import type { Press } from './press.js';

/** The press in this thread; it is loaded when there is something to press. */
export const localPress: Press = {
  async read(input) {
    const { value, held } = await (await import('./finish.js')).read(input);
    return { read: value, finish: async () => held.finish(), drop: () => {} };
  },
};
