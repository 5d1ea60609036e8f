import { visible } from '../../control-characters.js';
import { reportName } from '../../model/project/target-name.js';
import type { Change, Changes, ReportChanges } from './compare.js';

/** How many lines of each kind are shown; the rest are counted. */
const mostShown = 15;
/** Characters of a changed text that are shown. */
const longestText = 120;

/** The changes as Markdown for a comment of a review: short, grouped, each group with its count; first what has no reason. */
export function formatChanges(
  { data, words, reports }: Changes,
  unexplained: readonly Change[] = [],
): string {
  const groups = [
    ...group('Revised without a reason', 'change', unexplained, cellLine),
    ...group('Data', 'cell', data, cellLine),
    ...group('Words of the data', 'text', words, cellLine),
    ...reports.flatMap(formatReport),
  ];
  return groups.length === 0 ? 'No differences.' : groups.join('\n\n');
}

function formatReport(changes: ReportChanges): string[] {
  const { language, presence, numbers, claims, text } = changes;
  const name = plain(`${reportName(changes)} (${language})`);
  if (presence !== 'both')
    return [`### ${name}\n\nThis report is ${presence === 'only after' ? 'new' : 'gone'}.`];
  return [
    ...group(`${name}: numbers`, 'number', numbers, numberLine),
    ...group(`${name}: claims`, 'claim', claims, claimLine),
    ...group(`${name}: text`, 'section', text, textLine),
  ];
}

function group(
  title: string,
  noun: string,
  changes: readonly Change[],
  line: (change: Change) => string,
): string[] {
  if (changes.length === 0) return [];
  const count = `${changes.length} ${noun}${changes.length === 1 ? '' : 's'}`;
  const lines = changes.slice(0, mostShown).map((change) => `- ${visible(line(change))}`);
  const rest = changes.length - lines.length;
  if (rest > 0) lines.push(`- and ${rest} more`);
  return [`### ${title} (${count})\n\n${lines.join('\n')}`];
}

const fromTo = ({ before, after }: Change): string => {
  if (before === undefined) return `new: **${plain(after)}**`;
  return after === undefined ? `gone: ~~${plain(before)}~~` : `${plain(before)} → **${plain(after)}**`;
};

const cellLine = (change: Change): string => `${code(change.what)}: ${fromTo(change)}`;

const numberLine = (change: Change): string =>
  `${fromTo(change)}${change.part === undefined ? '' : ` in ${code(change.part)}`}: ${code(change.what)}`;

const claimLine = (change: Change): string => `${fromTo(change)}: ${plain(change.what)}`;

function textLine(change: Change): string {
  const { what, before, after, part } = change;
  const name = `${plain(what)} (${code(part ?? '')})`;
  if (before === undefined) return `${name}: new`;
  if (after === undefined) return `${name}: gone`;
  const [was, is] = differingWords(before, after);
  return `${name}: “${plain(shorten(was))}” → “${plain(shorten(is))}”`;
}

/** The words from the first to the last that differ. */
function differingWords(before: string, after: string): readonly [string, string] {
  const [a, b] = [before.split(' '), after.split(' ')];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [a.slice(start, a.length - end).join(' '), b.slice(start, b.length - end).join(' ')];
}

/** A name as code, which a grave accent in it would end. */
const code = (name: string): string => `\`${name.replaceAll('`', "'")}\``;

const shorten = (text: string): string =>
  text.length <= longestText ? text : `${text.slice(0, longestText)}…`;

/**
 * Text that Markdown takes as it is: what a report says must not format a comment, mention people or issues, or draw pictures. Mentions are
 * looked for when Markdown is read already and its backslashes are gone: a comment that nobody sees stands between sign and name.
 * The places of numbers, which have lines of their own, are dots.
 */
const plain = (text: string | undefined): string =>
  (text ?? '')
    .replaceAll('{}', '…')
    .replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&')
    .replace(/[@#](?=[\p{L}\p{N}])/gu, '$&<!-- -->')
    .replace(/\s+/g, ' ');
