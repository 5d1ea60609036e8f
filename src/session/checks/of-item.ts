import type { Diagnostic } from '../../diagnostics.js';
import type { Target } from '../../model/project/project.js';

/** What was found in a report, with the item that it is made for where it is made for many. */
export const ofItem = ({ item }: Target, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  item === undefined ? diagnostics : diagnostics.map((each) => ({ ...each, items: [item.parameters] }));
