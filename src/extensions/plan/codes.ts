/** What can be wrong with a plan. */
export const planCodes = {
  'plan/package': 'A resource of the plan does not exist, or lacks a field that a plan needs.',
  'plan/reserved': 'A code of the plan is one that derived datasets keep for totals.',
  'plan/blank': 'A cell that the plan needs is empty.',
  'plan/reference': 'A code of an objective, institution or indicator has no row.',
  'plan/cycle': 'An objective stands above itself, directly or through others.',
  'plan/level': 'An objective, or an action, does not fit the two levels of objectives.',
  'plan/two-statuses': 'Two rows give an action two statuses.',
  'plan/status': 'The status of an action is not what its dates say.',
  'plan/date': 'The dates of an action are in an order that cannot be, or lie after the edition.',
  'plan/budget': 'An action spent money that was not planned.',
  'plan/target': 'A target lies against the direction of its indicator.',
  'plan/year': 'A year of an indicator is before its baseline, or after the edition.',
  'plan/gap': 'An indicator lacks what it would be scored by: it is shown as a gap.',
  'content/no-plan': 'A helper asks for the plan of a strategy, and the data package names none.',
} as const;

type Codes = typeof planCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
