/** What can be wrong with what is compared. */
export const diffCodes = {
  'diff/audience': 'A confidential report was to be compared with a public one.',
  'diff/side': 'What is to be compared is neither project, output, snapshot nor git revision.',
  'host/git': 'Git is not there, or failed.',
} as const;

type Codes = typeof diffCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
