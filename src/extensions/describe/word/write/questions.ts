import { listNames } from '../../../../diagnostics.js';
import { helperText } from '../match/helper-text.js';
import { areOthers, type LookUpResult } from '../match/look-up.js';
import { type LookedUp, type Scored, worth } from '../match/score.js';
import type { Draft, Question } from './template.js';

interface ListInput {
  /** The Word file, and the template, as they are shown. */
  readonly name: string;
  readonly template: string;
  readonly draft: Draft;
  readonly found: LookUpResult;
  readonly edition: number;
  /** The tables in which no number was looked up. */
  readonly aside?: readonly string[];
  /** What a build says of sentences that claim something, where it can be asked. */
  readonly claims?: readonly string[];
}

/** Candidates that are listed of a number. */
const mostListed = 3;

/** The list of what is left to do after a template was made of a Word file, as Markdown. */
export function listOf({ name, template, draft, found, edition, aside = [], claims }: ListInput): string {
  const { questions, tables } = draft;
  const filled = found.numbers.filter(({ pick }) => pick !== undefined).length;
  const place = placeIn(draft.template);
  const at = ({ offset }: Question): string => `${template}:${place(offset)}`;
  const numbers = questions.flatMap(({ number, ...rest }) =>
    number === undefined ? [] : [{ number, at: at(rest) }],
  );
  const others = questions.filter(({ text }) => text !== undefined);
  return [
    `# What is left of ${name}`,
    '',
    `The text is in \`${template}\`. Of ${found.numbers.length} numbers in its sentences, ${filled} are read from the data now;`,
    `${numbers.length} are as they were typed. ${tables.found} of ${tables.found + tables.others} tables are printed from the data${tables.filled > 0 ? `; in the others, ${tables.filled} of ${tables.numbers} numbers are read from them` : ''}.`,
    ...(areOthers(found)
      ? [
          '',
          `**These data are not those of the report**: they have ${percent(found.agreement ?? 0)} of its large numbers. So no number was filled in.`,
        ]
      : []),
    ...(aside.length === 0
      ? []
      : [
          '',
          `**No number was looked up in ${listNames(aside)}**: at its ASK, \`data/datapackage.yaml\` says what is wrong. Correct the data file; then run`,
          '`init` with `--from` again, into a new folder.',
        ]),
    '',
    ...section(
      'Numbers to look at',
      'Replace the number with the helper if it is the right one. If no data can have the number, write `{{literal}}` with its source.',
      numbers.flatMap((each) => numberLines(each, edition)),
    ),
    ...section(
      'Sentences that claim something',
      "Each was written about last year's figures. A claim tests it on the data of every year.",
      claims?.map((line) => `- [ ] ${line}`) ?? [askBuild],
    ),
    ...section(
      'Tables, pictures and the rest',
      '',
      others.map((each) => `- [ ] ${each.offset === 0 ? '' : `${at(each)} `}${each.text}`),
    ),
    ...section(
      'Numbers that were filled in',
      'Each prints what was typed. If a helper reads another cell than its sentence means, correct it: next year it would be wrong.',
      found.numbers.flatMap((each) => filledLine(each, edition)),
    ),
  ].join('\n');
}

const askBuild = '`build --draft` lists them: they could not be looked up when this was written.';

function section(title: string, about: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`## ${title}`, '', ...(about === '' ? [] : [about, '']), ...lines, ''];
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function numberLines(
  { number, at }: { readonly number: LookedUp; readonly at: string },
  edition: number,
): string[] {
  const { context, candidates } = number;
  const likely = [...candidates]
    .filter((each) => each.missing.length < 2)
    .sort((a, b) => worth(b) - worth(a))
    .slice(0, mostListed);
  const lines = likely.map(
    (each) => `  - \`${helperText(each, context.typed, edition)}\`${doubtOf(each, number)}`,
  );
  const unclear =
    candidates.length > 0 ? 'its sentence does not say which cell it is' : 'no cell has this number';
  const none = context.cues.isLimit ? 'a limit or a target: `{{literal}}`' : unclear;
  return [
    `- [ ] ${at} “${context.typed.text}” in “${shown(context.sentence)}”`,
    ...(lines.length > 0 ? lines : [`  - ${none}`]),
  ];
}

const filledLine = ({ context, pick }: LookedUp, edition: number): string[] =>
  pick === undefined
    ? []
    : [
        `- [ ] “${context.typed.text}” in “${shown(context.sentence)}”: \`${helperText(pick, context.typed, edition)}\``,
      ];

/** Why a candidate was not filled in, where one thing says it. */
function doubtOf(candidate: Scored, { unsupported, doubt }: LookedUp): string {
  const { missing, isRounded } = candidate;
  if (missing.length > 0) return ` (not said: ${missing.join(', ')})`;
  if (isRounded) return ' (rounded in the text)';
  return candidate === unsupported ? ` (${doubt})` : '';
}

const shown = (sentence: string): string => {
  const plain = sentence.replace(/\s+/g, ' ').trim();
  return plain.length > 160 ? `${plain.slice(0, 157)}...` : plain;
};

/** Turns offsets of a text into lines and columns. */
function placeIn(text: string): (offset: number) => string {
  return (offset) => {
    const before = text.slice(0, offset).split('\n');
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  };
}
