import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** What the mark of illustrative numbers means, at the start of a chapter. */
export const illustrativeNote: NodeHandler<'illustrativeNote'> = (_node, { language }) =>
  h('p.illustrative-note', [
    h('span.legend-mark', language.message('document.illustrative-mark')),
    ` ${language.message('document.illustrative-note')}`,
  ]);
