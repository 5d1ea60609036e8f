import type { Diagnostic } from '../../diagnostics.js';
import { operations } from '../../extensions/operations.js';
import type { Snapshot, SnapshotNumber } from '../../model/snapshot/snapshot.js';
import { frontSection, hashIdentity, identityOfQuantity, parseEntryId } from '../../model/tree/entry-id.js';
import type { NumbersFile } from '../../outputs/ledger/schema.js';
import { sectionId } from '../../outputs/snapshot/part-id.js';
import { isText, type MarkupNode } from '../../outputs/snapshot/read-markup.js';
import { phrase, wording } from '../../problems/problem.js';
import { problemAt } from './problem.js';

/** More would say the same over and over. */
const mostShown = 20;

/**
 * Holds every id of a snapshot against what makes one: what was done to which cells, and which of its equals in that
 * section it is.
 */
export function checkIds({ numbers }: Snapshot, file: string): Diagnostic[] {
  const seen = new Set<string>();
  const faults = numbers.flatMap((number) => {
    const fault = idFault(number, seen);
    seen.add(number.id);
    return fault === undefined
      ? []
      : [problemAt({ severity: 'error', code: 'verify/number', message: fault }, file)];
  });
  return faults.slice(0, mostShown);
}

/** Equals come in the order of their occurrence, so that the one before has been seen. */
function idFault(number: SnapshotNumber, seen: ReadonlySet<string>): string | undefined {
  const { id } = number;
  const name = phrase('commands/check-ids.number', { id: id.slice(0, 80), text: number.text, at: number.at });
  const parts = parseEntryId(id);
  if (parts?.quantity !== hashIdentity(identityOfQuantity(number, operations)))
    return `${name}, expected one made from its operation and cells`;
  if (seen.has(id)) return `${name}, expected each id once`;
  const { occurrence } = parts;
  const first = `${parts.section}:${parts.quantity}`;
  const before = occurrence === 2 ? first : `${first}:${occurrence - 1}`;
  return occurrence === 1 || seen.has(before) ? undefined : `${name}, expected \`${before}\` before it`;
}

interface PageIds {
  readonly html: string;
  readonly file: string;
  readonly nodes: readonly MarkupNode[];
  readonly snapshot: Snapshot;
}

/** Every published number stands on the page once, in the section that its id names; what repeats one names one of them. */
export function checkPageIds({ html, file, nodes, snapshot }: PageIds): Diagnostic[] {
  const wanted = new Map(snapshot.numbers.map(({ id, text }) => [id, text]));
  const shown = new Set<string>();
  const fault = (message: string, offset = 0): Diagnostic =>
    problemAt({ severity: 'error', code: 'verify/number', message }, file, { text: html, offset });
  const found = idsOn(nodes).flatMap(({ id, section, start, repeats }) => {
    const name = phrase('commands/check-ids.id', { id: id.slice(0, 80) });
    if (!wanted.has(id)) return [fault(phrase('verify/number.number', { name }), start)];
    if (repeats) return [];
    const isSecond = shown.has(id);
    shown.add(id);
    if (isSecond) return [fault(phrase('verify/number.once', { id }), start)];
    if (parseEntryId(id)?.section === section) return [];
    return [fault(phrase('verify/number.section', { name, section }), start)];
  });
  const lost = [...wanted].flatMap(([id, text]) =>
    shown.has(id) ? [] : [fault(phrase('verify/number.page', { id, text }))],
  );
  return [...found, ...lost].slice(0, mostShown);
}

interface IdOnPage {
  readonly id: string;
  readonly section: string;
  readonly start: number;
  readonly repeats: boolean;
}

/** The ids of a page: of an element, of the numbers in its words for those who do not see it, and of what it repeats. */
function idsOn(nodes: readonly MarkupNode[]): IdOnPage[] {
  const found: IdOnPage[] = [];
  const visit = (within: readonly MarkupNode[], around: string): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const { attributes, start } = node;
      const section = sectionId(node) ?? around;
      for (const key of ['data-id', 'data-id-alt', 'data-repeats']) {
        for (const id of attributes.get(key)?.split(' ') ?? [])
          found.push({ id, section, start, repeats: key === 'data-repeats' });
      }
      visit(node.children, section);
    }
  };
  visit(nodes, frontSection);
  return found;
}

/** A fault of one line of a list. */
export interface ListedIdFault {
  readonly message: string;
  readonly index: number;
}

/** Where a list puts a number in a section that its id does not name, or lists it twice: the place of the line. */
export function listedIdFault({ numbers }: NumbersFile): ListedIdFault | undefined {
  const seen = new Set<string>();
  for (const [index, line] of numbers.entries()) {
    if (!('id' in line) || line.repeats === true) continue;
    const { id, text, section = frontSection } = line;
    if (seen.has(id)) return { index, ...wording('commands/check-ids.once', { id }) };
    seen.add(id);
    if (parseEntryId(id)?.section === section) continue;
    return { index, ...wording('commands/check-ids.section', { id: id.slice(0, 80), text, section }) };
  }
  return undefined;
}
