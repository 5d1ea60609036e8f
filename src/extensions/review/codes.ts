/** What can be said of a Word file that came back. */
export const reviewCodes = {
  'review/change': 'A colleague changed words of a Word file that came back (a warning).',
  'review/comment': 'A colleague commented on a Word file that came back (a warning).',
  'review/number': 'A number of a Word file that came back is not the one that the report prints.',
  'review/conflict': 'Colleagues changed the same words of a report in different ways.',
  'review/applied': 'A change of a Word file was written into the template (a note).',
} as const;

type Codes = typeof reviewCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
