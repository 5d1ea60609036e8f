/** What can be wrong with a queue. */
export const queueCodes = {
  'queue/address': 'The address of a queue is none, or none is named.',
  'queue/unreachable': 'The queue cannot be reached, or lets nobody in.',
  'queue/share': 'The shared directory of a queue is not there, or cannot be written to.',
  'queue/input':
    'A file that a worker builds from is missing in the shared directory, or is not what it was when it was put there.',
  'queue/elsewhere':
    'Jobs wait for workers of another version, or (a warning) with another shared directory.',
  'queue/job': 'A job failed on its worker, or what came of it is not there.',
} as const;

type Codes = typeof queueCodes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}
