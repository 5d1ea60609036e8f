import { PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { groupBy } from '../../../model/group-by.js';
import { elementsOf, type StructureElement, type StructureKid } from './structure-tree.js';

/** A text of an equation: the element that holds it, and the equation, one object for all its texts. */
interface EquationText {
  readonly element: StructureElement;
  readonly equation: { readonly spoken: string };
}

/**
 * Makes the element around all texts of an equation a formula that is read aloud in words. Chromium has no type for MathML.
 *
 * Source: ISO 14289-1, 7.7 (mathematical expressions).
 */
export function nameEquations(elements: readonly StructureElement[], texts: readonly EquationText[]): void {
  if (texts.length === 0) return;
  const parents = new Map<StructureElement, StructureElement>();
  for (const parent of elementsOf(elements))
    for (const kid of parent.kids) if (kid.kind === 'element') parents.set(kid, parent);
  const wayTo = (element: StructureElement): StructureElement[] => {
    const parent = parents.get(element);
    return parent === undefined ? [element] : [...wayTo(parent), element];
  };
  for (const [equation, own] of groupBy(texts, (text) => text.equation)) {
    const [first = [], ...others] = own.map(({ element }) => wayTo(element));
    const formula = first.findLast((element, at) => others.every((way) => way[at] === element));
    if (formula?.type !== 'NonStruct') continue;
    formula.type = 'Formula';
    formula.kids = withoutElements(formula.kids);
    formula.dict.set(PDFName.of('Alt'), PDFHexString.fromText(equation.spoken));
  }
}

const withoutElements = (kids: readonly StructureKid[]): StructureKid[] =>
  kids.flatMap((kid) => (kid.kind === 'element' ? withoutElements(kid.kids) : [kid]));
