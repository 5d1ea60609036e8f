/** What can be wrong with a preview. */
export const previewCodes = {
  'usage/port': 'A preview cannot be served at the port that was asked for.',
} as const;

type Codes = typeof previewCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
