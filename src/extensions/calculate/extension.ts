import type { DataExtension } from '../../data/extension.js';
import type { Extension } from '../extension.js';
import { calculatedDataset } from './derive.js';
import { calculateGrammar } from './grammar.js';
import { rate } from './rate.js';
import { calculateKey, resolveCalculated } from './resolve.js';
import { millions, thousands } from './scaled.js';

/** The key `calculate` of a data package: datasets that are calculated of others, cell by cell. */
const calculateData: DataExtension = {
  key: calculateKey,
  description: 'Datasets that are calculated of others: rates, shares, indices, averages and changes.',
  grammar: calculateGrammar,
  resolve(written) {
    const { value, diagnostics } = resolveCalculated(written);
    return {
      value: { derive: (tables) => value.flatMap((each) => calculatedDataset(each, tables) ?? []) },
      diagnostics,
    };
  },
};

/** What can be wrong with what is calculated. */
const codes = {
  'calculate/denominator':
    'A rate or share has nothing to be divided by: the number is missing, 0 or below it.',
  'calculate/package': 'A dataset that is to be calculated names what does not exist, or lacks a key.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** Datasets and numbers that are calculated of others. */
export const calculate = {
  codes,
  data: calculateData,
  content: { helpers: [rate, millions, thousands] },
} satisfies Extension;
