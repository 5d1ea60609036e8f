/** What can be wrong with records of accessibility. */
export const accessibilityCodes = {
  'accessibility/record': 'The record of accessibility checks is not in form.',
  'accessibility/missing': 'A report prints a statement on accessibility, and nothing of it was checked.',
  'accessibility/unchecked': 'A check of accessibility could not be made on this machine.',
  'accessibility/stale': 'A statement on accessibility speaks of other pages than those that are published.',
} as const;

type Codes = typeof accessibilityCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
