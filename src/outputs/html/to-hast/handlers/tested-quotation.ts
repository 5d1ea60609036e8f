import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { MessageId } from '../../../../language/message-id.js';
import { findNumerals } from '../../../../model/numerals.js';
import type { TestedQuotationNode } from '../../../../model/tree/nodes.js';
import type { TestedFigureNode } from '../../../../model/tree/part-nodes.js';
import type { LabelNode } from '../../../../model/tree/phrasing-nodes.js';
import type { Judgement } from '../../../../model/tree/table-parts.js';
import { withData } from '../../elements.js';
import { elements } from '../classed-words.js';
import type { HastContext, NodeHandler } from '../context.js';
import { legendLine, sourceLine } from '../figure.js';
import { partsOf, toneMark } from '../marks.js';
import { valueElement } from './value.js';

type Verdict = TestedQuotationNode['verdict'];

/** How a verdict is said and marked: by words and a shape, never by colour alone. */
const verdicts: Readonly<Record<Verdict, { readonly message: MessageId; readonly tone: Judgement }>> = {
  true: { message: 'document.tested-quotation.supported', tone: 'verdict-good' },
  false: { message: 'document.tested-quotation.not-supported', tone: 'verdict-bad' },
  untestable: { message: 'document.tested-quotation.untestable', tone: 'verdict-idle' },
};

/** What somebody said as a quotation with its speaker, then the verdict and the figures that it was tested on. */
export const testedQuotation: NodeHandler<'testedQuotation'> = (node, context, state) => {
  const { language } = context;
  const [said, speaker, citation, finding, subject, figures, legend, sources, ...untested] = node.children;
  const { message, tone } = verdicts[node.verdict];
  // A badge of its own line, as cards have; the numbers below it need no mark.
  const badge = node.illustrative ? [h('p.illustrative', language.message('document.illustrative'))] : [];
  const by = h('span.by', state.all(speaker));
  const name = language.message('document.tested-quotation.name', { speaker: textOf(by) });
  const properties = {
    className: ['quoted-claim', partsOf(tone)[1]],
    role: 'group',
    ariaLabel: name,
    ...(findNumerals(name).length === 0 ? {} : { dataNAlt: 'label' }),
  };
  return h('figure', properties, [
    ...elements(state.one({ type: 'blockquote', children: said.children }, undefined)),
    withData(
      h('p.said', [by, ...(citation.children.length === 0 ? [] : [', ', h('cite', state.all(citation))])]),
      { painted: '\u2014' },
    ),
    h('div.tested', [
      ...badge,
      h('p.verdict', [toneMark(tone), language.message(message, { family: node.family })]),
      h('p.subject', { dataN: 'label' }, subject.value),
      h(
        'ul.figures',
        figures.children.map((figure) => figureItem(figure, context)),
      ),
      h('p.finding', { dataN: 'literal' }, finding.value),
      ...untested.map((label) => untestedLine(label, context)),
      ...legendLine(legend),
      ...sourceLine(sources, language),
    ]),
  ]);
};

/** A part of what was said that the verdict leaves open. */
const untestedLine = ({ value, as }: LabelNode, { language }: HastContext): Element =>
  h(
    'p.untested',
    { dataN: 'literal' },
    language.message(`document.tested-quotation.${as === 'cause' ? 'cause' : 'statement'}`, { words: value }),
  );

function figureItem(
  { children: [label, ...values], pointed, between = '' }: TestedFigureNode,
  context: HastContext,
): Element {
  const numbers =
    values.length === 0
      ? [h('span.gap', context.language.message('document.tested-quotation.no-figure'))]
      : values.flatMap((value, index) => [...(index === 0 ? [] : [between]), valueElement(value, context)]);
  return h('li', pointed ? { className: ['pointed'] } : {}, [
    h('span.label', { dataN: 'label' }, label.value),
    ' ',
    h('span.number', numbers),
  ]);
}
