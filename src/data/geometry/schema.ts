import { z } from 'zod';
import { type Mapping, text } from '../package/grammar.js';

const member = text.regex(/^(?:id|properties\..+)$/, { error: '`id`, or `properties.NAME`' });

/** What a resource says that holds shapes in place of a table. */
export const geometryOfResource = (mapping: Mapping) => ({
  geometry: mapping({
    key: member.describe('Where each shape says by which categories find it: `id`, or `properties.NAME`.'),
    label: member.optional().describe('Where each shape says its name; its key where this is left out.'),
    attribution: text
      .min(1, { error: 'who made the shapes' })
      .describe('Who made the shapes, and under which terms: printed under every map.'),
    object: text.optional().describe('Of TopoJSON with several objects: the one that is drawn.'),
    names: z
      .record(text, text, { error: 'a mapping from categories to keys of shapes' })
      .optional()
      .describe('Categories that the file calls otherwise, with the keys of their shapes: `{xk: Kosovo}`.'),
  })
    .optional()
    .describe(
      'The file holds shapes for maps, and no table: GeoJSON or TopoJSON, by `format` or its ending.',
    ),
});
