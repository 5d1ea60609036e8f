import type { Press } from './press.js';

/** A press in this thread, that remembers nothing; it is loaded when there is something to press. */
export const localPress: Press = {
  async read(input) {
    const { held: press } = await (await import('./finish.js')).openPress();
    const { value, held } = await press.read(input);
    return {
      read: value,
      finish: () => held.finish(),
      setAside: () => void held.setAside(),
      drop: () => void held.drop(),
    };
  },
};
