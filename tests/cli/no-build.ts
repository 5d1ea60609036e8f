import type { Commands } from '../../src/cli/verbs/verb.js';

/** For command lines that build and check nothing. */
export const noBuild: Commands = {
  build: () => Promise.reject(new Error('no build')),
  check: () => Promise.reject(new Error('no check')),
};
