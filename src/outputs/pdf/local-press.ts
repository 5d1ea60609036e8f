import type { Press } from './press.js';

/** The press in this thread; it is loaded when there is something to press. */
export const localPress: Press = {
  finish: async (input) => (await import('./finish.js')).finish(input),
};
