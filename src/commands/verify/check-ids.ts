import type { Diagnostic } from '../../diagnostics.js';
import { operations } from '../../extensions/operations.js';
import type { Snapshot, SnapshotNumber } from '../../model/snapshot/snapshot.js';
import { frontSection, hashIdentity, identityOfQuantity, parseEntryId } from '../../model/tree/entry-id.js';
import { isText, type MarkupNode } from '../../outputs/snapshot/read-markup.js';
import { sectionId } from '../../outputs/snapshot/read-page.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import { mostShown, type PublishedPage, placedIn } from './problem.js';

/**
 * Holds every id of a snapshot against what makes one: what was done to which cells, and which of its equals in that
 * section it is.
 */
export function checkIds({ numbers }: Snapshot, file: string): Diagnostic[] {
  const seen = new Set<string>();
  const at = placedIn(file);
  const faults = numbers.flatMap((number) => {
    const fault = idFault(number, seen);
    seen.add(number.id);
    return fault === undefined ? [] : [at(fault)];
  });
  return faults.slice(0, mostShown);
}

/** Equals come in the order of their occurrence, so that the one before has been seen. */
function idFault(number: SnapshotNumber, seen: ReadonlySet<string>): Fault | undefined {
  const { id, text, at } = number;
  const named = { id: id.slice(0, 80), text, at };
  const parts = parseEntryId(id);
  if (parts?.quantity !== hashIdentity(identityOfQuantity(number, operations)))
    return faultOf('verify/number.foreign-id', named);
  if (seen.has(id)) return faultOf('verify/number.second-id', named);
  const { occurrence } = parts;
  const first = `${parts.section}:${parts.quantity}`;
  const before = occurrence === 2 ? first : `${first}:${occurrence - 1}`;
  if (occurrence === 1 || seen.has(before)) return undefined;
  return faultOf('verify/number.id-before', { ...named, before });
}

/** Every published number stands on the page once, in the section that its id names; what repeats one names one of them. */
export function checkPageIds({ page, snapshot, at }: PublishedPage): Diagnostic[] {
  const wanted = new Map(snapshot.numbers.map(({ id, text }) => [id, text]));
  const shown = new Set<string>();
  const faultAt = ({ id, section, repeats }: IdOnPage): Fault | undefined => {
    const name = id.slice(0, 80);
    if (!wanted.has(id)) return faultOf('verify/number.number', { id: name });
    if (repeats) return undefined;
    if (shown.has(id)) return faultOf('verify/number.once', { id });
    shown.add(id);
    if (parseEntryId(id)?.section === section) return undefined;
    return faultOf('verify/number.section', { id: name, section });
  };
  const found = idsOn(page.nodes, frontSection).flatMap((each) => {
    const fault = faultAt(each);
    return fault === undefined ? [] : [at(fault, each.start)];
  });
  const lost = [...wanted].filter(([id]) => !shown.has(id));
  return [...found, ...lost.map(([id, text]) => at(faultOf('verify/number.page', { id, text })))].slice(
    0,
    mostShown,
  );
}

interface IdOnPage {
  readonly id: string;
  readonly section: string;
  readonly start: number;
  readonly repeats: boolean;
}

/** The ids of a page: of an element, of the numbers in its words for those who do not see it, and of what it repeats. */
function idsOn(nodes: readonly MarkupNode[], around: string): IdOnPage[] {
  return nodes.flatMap((node) => {
    if (isText(node)) return [];
    const { attributes, start } = node;
    const section = sectionId(node) ?? around;
    const own = ['data-id', 'data-id-alt', 'data-repeats'].flatMap((key) =>
      (attributes.get(key)?.split(' ') ?? []).map((id) => ({
        id,
        section,
        start,
        repeats: key === 'data-repeats',
      })),
    );
    return [...own, ...idsOn(node.children, section)];
  });
}
