/** An element of an equation. *Source:* MathML Core. */
export interface MathElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (MathElement | string)[];
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** The elements that an equation is made of, and their attributes. */
export const mathElements = words(
  'math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd',
);
export const mathAttributes = words(
  'alttext class display stretchy maxsize width mathvariant form fence separator lspace rspace linethickness movablelimits accent accentunder',
);

/** The sign of a root. */
export const rootSign = '√';

/** An equation in one line, as it is read aloud: `r = n / N × 1000`. */
export const spokenEquation = (math: MathElement): string => textOf(math).replaceAll(/\s+/g, ' ').trim();

function textOf({ name, children }: MathElement): string {
  const parts = children.map((child) => (typeof child === 'string' ? child : textOf(child)));
  const [base = '', first = '', second = ''] = parts;
  switch (name) {
    case 'mo':
      return /^[()[\]{}|!]?$/.test(base.trim()) ? base.trim() : ` ${base.trim()} `;
    case 'mover':
      return `${base}${first.trim()}`;
    case 'mspace':
      return ' ';
    case 'mfrac':
      return `${grouped(base)} / ${grouped(first)}`;
    case 'msqrt':
      return `√${grouped(parts.join(''))}`;
    case 'mroot':
      return `${grouped(base)}^(1 / ${first})`;
    case 'msub':
    case 'munder':
      return `${base}_${grouped(first)}`;
    case 'msup':
      return `${base}^${grouped(first)}`;
    case 'msubsup':
      return `${base}_${grouped(first)}^${grouped(second)}`;
    case 'munderover':
      return ` ${base.trim()}_${grouped(first)}^${grouped(second)} `;
    case 'mtr':
      return `${parts.join(', ')}; `;
    default:
      return parts.join('');
  }
}

const grouped = (text: string): string =>
  /^[\p{L}\p{N}]+$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`;
