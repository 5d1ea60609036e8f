/**
 * Has V8 optimise later, after more bytes of code run than by default (66 kB): a build ends before most of what it optimises is used again.
 * A preview does the same again and again. A cold build takes a third more processor time without it. Other versions of V8 have other flags.
 */
export const optimiseLater = '--interrupt-budget=1000000';

/** The versions of V8 that know it begin like this: those of Node 20. */
export const knowsOptimiseLater = '11.';
