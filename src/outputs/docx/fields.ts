import type { Element } from 'xast';
import type { Document } from '../../model/tree/document.js';
import { attributeOf, childrenOf, textIn } from './ooxml.js';

/** What only a program can tell that lays pages out. */
const ofPages: ReadonlySet<string> = new Set(['PAGE', 'NUMPAGES', 'SECTION', 'SECTIONPAGES', '=']);
/** What this report says in fields. */
const ofReports = ['TITLE', 'AUTHOR', 'SUBJECT', 'STYLEREF'] as const;

/** `PAGE` of ` page \* MERGEFORMAT `. */
export const fieldName = (instruction: string): string =>
  (/^\s*([a-z]+|=)/i.exec(instruction)?.[1] ?? '').toUpperCase();

/** True of a field that is right in every document. Others read files, ask other programs, or say what one document has. */
export const isKnownField = (instruction: string): boolean => {
  const name = fieldName(instruction);
  return ofPages.has(name) || ofReports.some((each) => each === name);
};

interface OpenField {
  instruction: string;
  isResult: boolean;
  isFilled: boolean;
}

/** Puts this report into the fields of a head or foot of an office. Their results were those of the office's document. */
export function fillFields(root: Element, { meta, chapters }: Pick<Document, 'meta' | 'chapters'>): void {
  const results: Readonly<Record<(typeof ofReports)[number], string>> = {
    TITLE: meta.title,
    AUTHOR: meta.publisher,
    SUBJECT: meta.subtitle ?? `${meta.edition}`,
    STYLEREF: chapters[0]?.title ?? '',
  };
  const open: OpenField[] = [];
  const resultOf = ({ instruction }: OpenField): string | undefined => {
    const name = fieldName(instruction);
    return ofReports.flatMap((each) => (each === name ? [results[each]] : []))[0];
  };
  const fill = (text: Element): void => {
    const field = open.find((each) => each.isResult && resultOf(each) !== undefined);
    if (field === undefined) return;
    text.children = [{ type: 'text', value: field.isFilled ? '' : (resultOf(field) ?? '') }];
    field.isFilled = true;
  };
  const look = (element: Element): void => {
    const top = open.at(-1);
    if (element.name === 'w:fldChar') {
      const kind = attributeOf(element, 'w:fldCharType');
      if (kind === 'begin') open.push({ instruction: '', isResult: false, isFilled: false });
      else if (kind === 'end') open.pop();
      else if (top !== undefined) top.isResult = true;
    } else if (element.name === 'w:instrText' && top !== undefined) {
      top.instruction += textIn(element);
    } else if (element.name === 'w:t') fill(element);
    const isSimple = element.name === 'w:fldSimple';
    if (isSimple)
      open.push({ instruction: attributeOf(element, 'w:instr') ?? '', isResult: true, isFilled: false });
    for (const child of childrenOf(element)) look(child);
    if (isSimple) open.pop();
  };
  look(root);
}
