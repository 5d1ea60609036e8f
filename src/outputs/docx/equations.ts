import type { Element } from 'xast';
import type { MathElement } from '../../model/tree/mathml.js';
import { e, w } from './ooxml.js';

/** An equation as Word sets and edits it. *Source:* ECMA-376, part 1, `shared-math.xsd`. */
export const equationOf = (math: MathElement): Element => m('oMath', mathIn(math.children));

const m = (name: string, children: readonly Element[] = [], value?: string): Element =>
  e(`m:${name}`, { 'm:val': value }, children);

const mathIn = (children: MathElement['children']): readonly Element[] =>
  children.flatMap((child) => (typeof child === 'string' ? [] : madeOf(child)));

const rowsOf = (children: MathElement['children']): readonly MathElement[] =>
  children.filter((child): child is MathElement => typeof child !== 'string');

/** Word slants what it takes for a variable. */
const run = (text: string, look?: Element): Element => {
  const fonts = { 'w:ascii': 'Cambria Math', 'w:hAnsi': 'Cambria Math' };
  return m('r', [
    ...(look === undefined ? [] : [m('rPr', [look])]),
    w('rPr', {}, w('rFonts', fonts)),
    e('m:t', { 'xml:space': 'preserve' }, text),
  ]);
};

const words = m('nor');
const upright = m('sty', [], 'p');

type Parts = (index: number) => readonly Element[];

const made: Readonly<Record<string, (part: Parts) => Element>> = {
  mfrac: (part) => m('f', [m('num', part(0)), m('den', part(1))]),
  msup: (part) => m('sSup', [m('e', part(0)), m('sup', part(1))]),
  msub: (part) => m('sSub', [m('e', part(0)), m('sub', part(1))]),
  msubsup: (part) => m('sSubSup', [m('e', part(0)), m('sub', part(1)), m('sup', part(2))]),
  munder: (part) => m('limLow', [m('e', part(0)), m('lim', part(1))]),
  mover: (part) => m('limUpp', [m('e', part(0)), m('lim', part(1))]),
  munderover: (part) =>
    m('limUpp', [m('e', [m('limLow', [m('e', part(0)), m('lim', part(1))])]), m('lim', part(2))]),
  mroot: (part) => m('rad', [m('deg', part(1)), m('e', part(0))]),
};

function madeOf({ name, children }: MathElement): readonly Element[] {
  const part: Parts = (index) => mathIn(children.slice(index, index + 1));
  const own = made[name];
  if (own !== undefined) return [own(part)];
  switch (name) {
    case 'msqrt':
      return [m('rad', [m('radPr', [m('degHide', [], '1')]), m('deg'), m('e', mathIn(children))])];
    case 'mtable':
      return [
        m(
          'm',
          rowsOf(children).map((row) =>
            m(
              'mr',
              rowsOf(row.children).map((cell) => m('e', mathIn(cell.children))),
            ),
          ),
        ),
      ];
    case 'mspace':
      return [run(' ', words)];
    case 'mtext':
      return [run(children.join(''), words)];
    case 'mi':
      return [run(children.join(''), children.join('').length > 1 ? upright : undefined)];
    case 'mn':
    case 'mo':
      return children.length === 0 ? [] : [run(children.join(''), upright)];
    default:
      return mathIn(children);
  }
}
