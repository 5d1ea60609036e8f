import type { BlockContent, Nodes, PhrasingContent } from 'mdast';
import type { Scope } from '../../content/helpers/call.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { fail } from '../../content/helpers/problem.js';
import { furniture, list, paragraph, quoted, strong } from '../../content/markdown/prose.js';
import type { BlockResolver } from '../../content/markdown/resolution.js';
import type { ExtensionBlock } from '../../content/printable.js';
import type { Language, MessageArguments } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import { someFormat } from '../../model/dataset/formats.js';
import { isSameTarget } from '../../model/project/target-name.js';
import type { Extension } from '../extension.js';
import { staleStatement } from './check/stale-statement.js';
import {
  type AccessibilityRecord,
  accessibilityFile,
  accessibilityJsonSchema,
  type CheckedPart,
  checkedParts,
  hasFaults,
  manualParts,
  readRecords,
  statementAttribute,
} from './record.js';

/** What a statement is made of. */
interface StatementBlock extends Pick<Scope, 'contact' | 'publisher' | 'title' | 'formats'> {
  readonly record: AccessibilityRecord;
}

declare module '../../content/printable.js' {
  interface ExtensionBlocks {
    accessibility: StatementBlock;
  }
}

/**
 * `{{accessibility}}`: what was checked of the accessibility of the report, when and by what, what was found, and what nobody
 * looked at. It has the parts of the model statement of the European Union, and claims no more than the record says.
 *
 * Source: Commission Implementing Decision (EU) 2018/1523, annex.
 */
const statement: HelperDefinition = {
  name: 'accessibility',
  first: 'none',
  arity: [0, 0],
  parameters: [],
  run({ at }, { target, records, contact, publisher, title, formats }): ExtensionBlock {
    const record = records?.accessibility?.find((each) => isSameTarget(each, target));
    if (record === undefined) {
      fail('accessibility/missing', at, { accessibilityFile });
    }
    const content = { record, publisher, title, formats, ...(contact !== undefined && { contact }) };
    return { kind: 'block', name: 'accessibility', content };
  },
};

/** The statement, where its paragraph stood. */
const statementBlock: BlockResolver<StatementBlock> = {
  noun: 'statement on accessibility',
  resolve: (content, _paragraph, { language }) => statementOf(content, language).map(marked),
};

/** The words of a statement: as text, and as what the tool says. */
function wordsIn(language: Language) {
  const text = (id: MessageIn<'content.accessibility'>, values: MessageArguments = {}): string =>
    language.message(`content.accessibility.${id}`, values);
  return { text, say: (...words: Parameters<typeof text>): PhrasingContent[] => furniture(text(...words)) };
}

/** The same number of paragraphs whatever was checked, so that those after it keep their numbers. */
function statementOf(
  { record, contact, publisher, title, formats }: StatementBlock,
  language: Language,
): BlockContent[] {
  const { checks, manual, limitations, conformity } = record;
  const { text, say } = wordsIn(language);
  const part = (
    id: 'status' | 'faults' | 'preparation' | 'unchecked' | 'feedback',
    words: readonly PhrasingContent[],
  ): BlockContent => paragraph([strong(say(`part.${id}`))], furniture(' '), words);
  const isUnknown = checks.length === 0 && manual.length === 0;
  const isKnown = checks.length > 0 || manual.length > 0 || limitations.length > 0;
  const known = [
    ...checks.flatMap(({ findings }) => findings),
    ...manual.flatMap(({ of, outcome, said }) =>
      outcome === 'passed' ? [] : [said || `${text(`of.${of}`)}.`],
    ),
    ...limitations,
  ];
  const unchecked = uncheckedOf(record, someFormat('hasPages', formats)).map(({ of, standard }) =>
    standard === undefined ? text(`of.${of}`) : text('against', { of: text(`of.${of}`), standard }),
  );
  const last = [...checks, ...manual]
    .map(({ date }) => date)
    .sort()
    .at(-1);
  return [
    paragraph(quoted(text('scope', { publisher, title }))),
    part('status', say(`status.${statusOf(record, conformity, isKnown)}`)),
    part('faults', say(`faults.${known.length > 0 ? 'some' : isUnknown ? 'unknown' : 'none'}`)),
    ...list(known.map(quoted)),
    part(
      'preparation',
      last === undefined
        ? say('preparation.none')
        : quoted(text('preparation.checked', { date: language.date(last) })),
    ),
    ...list(testedBy(record, language)),
    part('unchecked', say(`unchecked.${unchecked.length === 0 ? 'none' : 'some'}`)),
    ...list(unchecked.map(quoted)),
    part(
      'feedback',
      quoted(
        contact === undefined
          ? text('feedback.publisher', { publisher })
          : text('feedback.contact', { contact }),
      ),
    ),
  ];
}

/** Who tested what, when, and with which outcome: by programs, then by hand. */
function testedBy({ checks, manual }: StatementBlock['record'], language: Language): PhrasingContent[][] {
  const { text, say } = wordsIn(language);
  return [
    ...checks.map(({ of, name, version, date, findings }) => [
      ...quoted(
        text('checked', {
          of: text(`of.${of}`),
          standard: checkedParts[of],
          by: `${name} ${version}`,
          date: language.date(date),
        }),
      ),
      ...furniture(' '),
      ...say('found', { count: findings.length }),
    ]),
    ...manual.map(({ of, by, date, outcome, said }) => [
      ...quoted(text('tried', { of: text(`of.${of}`), by, date: language.date(date) })),
      ...quoted(` ${said || text(`outcome.${outcome}`)}`),
    ]),
  ];
}

/** What the publisher said of it, or else what the checks allow to be said. */
function statusOf(
  record: AccessibilityRecord,
  conformity: AccessibilityRecord['conformity'],
  isKnown: boolean,
): MessageIn<'content.accessibility.status'> {
  if (conformity !== undefined) return `stated.${conformity}`;
  if (!isKnown) return 'unknown';
  return hasFaults(record) ? 'partial' : 'nothing-found';
}

/** What nobody has checked, of a report with a PDF or without. */
function uncheckedOf(
  { checks, manual }: AccessibilityRecord,
  hasPages: boolean,
): { readonly of: MessageIn<'content.accessibility.of'>; readonly standard?: string }[] {
  const made = new Set<string>([...checks, ...manual].map(({ of }) => of));
  const isMissing = (of: string): boolean =>
    !made.has(of) && (hasPages || !(of.startsWith('pdf') || of === 'reading-order'));
  const programs = (Object.keys(checkedParts) as CheckedPart[]).filter(isMissing);
  return [
    ...programs.map((of) => ({ of, standard: checkedParts[of] })),
    ...manualParts.filter(isMissing).map((of) => ({ of })),
  ];
}

/** A page is compared without its statement, which is made of what was checked of the rest. */
function marked<T extends BlockContent>(node: T): T {
  const properties = { hProperties: { [statementAttribute]: '' } };
  return { ...node, data: { ...(node as Nodes & { data?: object }).data, ...properties } };
}

/** What can be wrong with records of accessibility. */
const codes = {
  'accessibility/record': 'The record of accessibility checks is not in form.',
  'accessibility/missing': 'A report prints a statement on accessibility, and nothing of it was checked.',
  'accessibility/unchecked': 'A check of accessibility could not be made on this machine.',
  'accessibility/stale': 'A statement on accessibility speaks of other pages than those that are published.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** What was checked of the accessibility of reports: the record of it, and the statement that a report prints. */
export const accessibility = {
  codes,
  records: readRecords,
  schemas: { accessibility: accessibilityJsonSchema },
  content: { helpers: [statement] },
  blocks: { accessibility: statementBlock },
  checkPage: staleStatement,
} satisfies Extension;
