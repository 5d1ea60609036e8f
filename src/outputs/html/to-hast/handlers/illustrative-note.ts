import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** What the mark of illustrative numbers means, or the band of the chapter, at its start. */
export const illustrativeNote: NodeHandler<'illustrativeNote'> = ({ about }, { language }) => {
  if (about === 'band') return h('p.illustrative-note', language.message('document.band-note'));
  return h('p.illustrative-note', [
    h('span.legend-mark', language.message('document.illustrative-mark')),
    ` ${language.message('document.illustrative-note')}`,
  ]);
};
