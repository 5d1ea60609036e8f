import type { Command } from 'commander';
import { type Format, formats } from '../../model/dataset/formats.js';
import { formatNames, names } from '../arguments.js';

/** Of which reports something is asked, as it was typed. */
export interface WhichReports {
  readonly only?: readonly string[];
  readonly lang?: readonly string[];
}

/** What of them is built, and how. */
export interface WhichOutputs extends WhichReports {
  readonly format?: readonly Format[];
  readonly draft?: true;
}

/** Adds the options by which reports are named. */
export const namingReports = (
  verb: Command,
  only = 'only this report, or item: annual/prizren (repeat or use commas)',
): Command =>
  verb
    .option('--only <id>', only, names)
    .option('--lang <tag>', 'only in this language (repeat or use commas for several)', names);

/** Adds the options by which what is built is named. */
export const namingOutputs = (verb: Command): Command =>
  namingReports(verb)
    .option(
      '--format <format>',
      `only as ${formats.map((format) => `\`${format}\``).join(' or ')} (repeat or use commas for several)`,
      formatNames,
    )
    .option('--draft', 'build in spite of errors if the data can be read, and mark every page as a draft');

/** The reports that were named; none stands for all. */
export const reportsOf = ({ only = [], lang = [] }: WhichReports) => ({ only, languages: lang });

/** What is to be built of them. */
export const outputsOf = ({ format = [], draft, ...reports }: WhichOutputs) => ({
  ...reportsOf(reports),
  formats: format,
  draft: draft === true,
});
