/**
 * The address of a compiled module, to be imported: what is measured is what users run, and `dist/` has no types. They are
 * those of the source. @param {string} module Relative to `dist/`.
 */
export const compiled = (module) => new URL(`../../dist/${module}`, import.meta.url).href;
