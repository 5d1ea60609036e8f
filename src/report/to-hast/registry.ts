import type { Handler, Handlers } from 'mdast-util-to-hast';
import type { HastContext, NodeHandler, OwnType } from './context.js';
import { captionedTable } from './handlers/captioned-table.js';
import { chart } from './handlers/chart.js';
import { container } from './handlers/container.js';
import { dataTable } from './handlers/data-table.js';
import { endnotes } from './handlers/endnotes.js';
import { listing } from './handlers/listing.js';
import { noteMark } from './handlers/note-mark.js';
import { numeral } from './handlers/numeral.js';
import { quotedClaim } from './handlers/quoted-claim.js';
import { reference } from './handlers/reference.js';
import { section } from './handlers/section.js';
import { value } from './handlers/value.js';

/** The handler of each of our node types. A type without one does not compile. */
const registry: { readonly [T in OwnType]: NodeHandler<T> } = {
  captionedTable,
  chart,
  container,
  dataTable,
  endnotes,
  listing,
  noteMark,
  quotedClaim,
  numeral,
  reference,
  section,
  value,
};

/** The registry in the form that mdast-util-to-hast takes. */
export function createHandlers(context: HastContext): Handlers {
  const bind =
    <T extends OwnType>(handler: NodeHandler<T>): Handler =>
    (state, node) =>
      handler(node, context, state);
  return {
    captionedTable: bind(registry.captionedTable),
    chart: bind(registry.chart),
    container: bind(registry.container),
    dataTable: bind(registry.dataTable),
    endnotes: bind(registry.endnotes),
    listing: bind(registry.listing),
    noteMark: bind(registry.noteMark),
    quotedClaim: bind(registry.quotedClaim),
    numeral: bind(registry.numeral),
    reference: bind(registry.reference),
    section: bind(registry.section),
    value: bind(registry.value),
  } satisfies Record<OwnType, Handler>;
}
