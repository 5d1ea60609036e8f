import type { Element, ElementContent } from 'xast';
import { fieldName, isKnownField } from '../fields.js';
import { attributeOf, childOf, childrenOf, textIn } from '../ooxml.js';

/** Is told what went, in words. */
type LeaveOut = (what: string) => void;

/**
 * Leaves of a head or foot what a reader of the office's document sees, and of what leads anywhere the pictures alone. A link leaves its
 * words, an object and a field that no report fills go whole, tracked changes are accepted.
 * @param known The ids of the relations that lead to its pictures.
 */
export function cleanMarginal(root: Element, known: ReadonlySet<string>, leaveOut: LeaveOut): void {
  prune(root, known, leaveOut);
  takeFields(root, leaveOut);
}

const objects: ReadonlySet<string> = new Set(['w:drawing', 'w:pict', 'w:object', 'w:control']);
/** Elements of which only the content stays: `<w:ins w:author="Ana">…</w:ins>`. */
const wrappers: ReadonlySet<string> = new Set(['w:hyperlink', 'w:ins', 'w:moveTo']);
/** What bears the name of who changed something. */
const traces = /^w:(?:del|moveFrom|comment\w*|\w+Range(?:Start|End)|\w+Change|cell(?:Ins|Del|Merge))$/;
/** Attributes by which VML leads to a file: `<v:imagedata src="http://…"/>`. */
const addresses = /^(?:\w+:)?(?:href|src|althref)$/;

function prune(element: Element, known: ReadonlySet<string>, leaveOut: LeaveOut): void {
  for (const name of Object.keys(element.attributes))
    if (addresses.test(name) && !name.startsWith('r:')) {
      delete element.attributes[name];
      leaveOut('links to outside');
    }
  element.children = element.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    const { name } = child;
    if (isDeleted(child)) {
      if (child.children.length > 0) leaveOut('deleted words');
      return [];
    }
    if (!wrappers.has(name) && leadsAway(child, known, objects.has(name))) return [];
    prune(child, known, leaveOut);
    if (name === 'w:r' && isHidden(child)) {
      leaveOut('hidden words');
      // Ends of fields are kept, so that each field has both.
      child.children = childrenOf(child, 'w:fldChar');
    }
    return wrappers.has(name) ? child.children : [child];
  });
}

const isDeleted = (element: Element): boolean =>
  traces.test(element.name) ||
  (element.name === 'w:tr' && childOf(childOf(element, 'w:trPr'), 'w:del') !== undefined);

function isHidden(run: Element): boolean {
  const vanish = childOf(childOf(run, 'w:rPr'), 'w:vanish');
  return vanish !== undefined && !/^(?:0|false|off)$/.test(attributeOf(vanish) ?? '');
}

/** True where it, or something in it, is related to something that is not taken. */
function leadsAway(element: Element, known: ReadonlySet<string>, isDeep: boolean): boolean {
  const own = Object.entries(element.attributes).some(
    ([name, id]) => name.startsWith('r:') && !known.has(id ?? ''),
  );
  return own || (isDeep && childrenOf(element).some((child) => leadsAway(child, known, true)));
}

/** Takes out each field that no report fills, with its result, which is that of the office's document; links leave their words. */
function takeFields(root: Element, leaveOut: LeaveOut): void {
  const instructions = instructionsIn(root);
  const open: { readonly instruction: string; isResult: boolean }[] = [];
  const isTaken = ({ instruction, isResult }: (typeof open)[number]): boolean =>
    !isKnownField(instruction) && !(isResult && isLink(instruction));
  const take = (element: Element): void => {
    element.children = element.children.flatMap((child): ElementContent[] => {
      if (child.type !== 'element') return [child];
      const kind = attributeOf(child, 'w:fldCharType');
      if (kind === 'begin') open.push({ instruction: instructions.shift() ?? '', isResult: false });
      const last = open.at(-1);
      if (kind === 'end' && last !== undefined) last.isResult = false;
      const isGone = element.name === 'w:r' && child.name !== 'w:rPr' && open.some(isTaken);
      if (isGone) leaveOut('fields that no report fills');
      if (kind === 'separate' && last !== undefined) last.isResult = true;
      if (kind === 'end') open.pop();
      // What a form or a program keeps in a field.
      if (child.name === 'w:fldChar') child.children = [];
      take(child);
      const simple = child.name === 'w:fldSimple' ? (attributeOf(child, 'w:instr') ?? '') : undefined;
      if (isGone) return [];
      if (simple === undefined || isKnownField(simple)) return [child];
      leaveOut('fields that no report fills');
      return isLink(simple) ? child.children : [];
    });
  };
  take(root);
}

const isLink = (instruction: string): boolean => fieldName(instruction) === 'HYPERLINK';

/** The instructions of fields in the order in which these begin: `PAGE`, which may stand in several runs. */
function instructionsIn(root: Element): string[] {
  const all: { instruction: string }[] = [];
  const open: { instruction: string }[] = [];
  const look = (element: Element): void => {
    const kind = attributeOf(element, 'w:fldCharType');
    if (kind === 'begin') {
      const field = { instruction: '' };
      all.push(field);
      open.push(field);
    } else if (kind === 'end') open.pop();
    const last = open.at(-1);
    if (element.name === 'w:instrText' && last !== undefined) last.instruction += textIn(element);
    for (const child of childrenOf(element)) look(child);
  };
  look(root);
  return all.map(({ instruction }) => instruction);
}
