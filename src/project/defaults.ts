import { type Format, formatsWith } from '../model/dataset/formats.js';

/** Every default of the grammar, in one place. */
export const defaults = {
  languages: ['en'],
  data: 'data/datapackage.yaml',
  output: 'output',
  confidential: 'confidential',
  formats: formatsWith('isDefault'),
} as const satisfies {
  readonly languages: readonly string[];
  readonly data: string;
  readonly output: string;
  readonly confidential: string;
  readonly formats: readonly Format[];
};
