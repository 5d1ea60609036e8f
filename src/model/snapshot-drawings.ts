/** What `published.json` holds of a drawing: what its marks stand for, and by which scales. */

import { z } from 'zod';
import { exactText } from './snapshot-dataset.js';

const scale = z.strictObject({
  axis: z.enum(['x', 'y']),
  zero: z.number().exactOptional().describe('Where it puts 0 (or 1, where it is logarithmic), in pixels.'),
  unit: z.number().describe('Pixels for 1, or for a power of ten.'),
  log: z.literal(true).exactOptional(),
});

const place = z.number().int().min(0);

const area = {
  zero: z
    .number()
    .exactOptional()
    .describe('The square of the radius of nothing, in pixels, where it is not 0.'),
  unit: z.number().describe('By how much 1 adds to the square of the radius, in pixels.'),
};

const by = z.enum(['length', 'place', 'begin', 'end', 'width']);
const begins = z
  .number()
  .exactOptional()
  .describe('Where lengths begin that begin on none other, in pixels.');

export const drawing = z.strictObject({
  id: z.string().describe('Of the figure.'),
  frame: z
    .enum(['desk', 'phone'])
    .exactOptional()
    .describe('Of a drawing for windows of another width: as `data-frame` on the page.'),
  dataset: z.string(),
  scales: z.array(scale).describe('In pixels from the corner of the drawing.'),
  axes: z.array(place.nullable()).describe('Of each `data-axis` the scale of its labels.'),
  marks: z
    .array(
      z.strictObject({
        mark: z.string(),
        dataset: z.string().exactOptional().describe('Of its rows, where it is not that of the drawing.'),
        rows: z.array(place).describe('Of every mark, or corner of a line: its row of the dataset.'),
        channels: z.array(
          z.strictObject({
            scale: place,
            measure: z
              .string()
              .describe('A measure, a year, a day (days count from 1970), or a dimension of bands.'),
            by,
            begins,
            per: z
              .string()
              .exactOptional()
              .describe('Of bars whose area is the number: the dimension by whose bands it is divided.'),
            of: z
              .strictObject({ dataset: z.string(), rows: z.array(place) })
              .exactOptional()
              .describe('Of a measure of another dataset: of every mark its row there.'),
          }),
        ),
        calculated: z
          .array(
            z.strictObject({
              scale: place,
              by,
              begins,
              numbers: z
                .array(place)
                .describe('Of every mark, or corner of a line: which of `numbers`; it stands in the table.'),
            }),
          )
          .exactOptional()
          .describe('Calculated numbers that marks show.'),
        pictured: z
          .array(
            z.strictObject({
              by: z.enum(['angle', 'area', 'shade']),
              scale: z.strictObject(area).exactOptional().describe('Of areas.'),
              numbers: z.array(place).describe('Of every mark: which of `numbers`; it stands in the table.'),
            }),
          )
          .exactOptional()
          .describe(
            'Calculated numbers that marks show by the angle of a slice, the area of a circle, or a shade.',
          ),
        constants: z
          .array(z.strictObject({ scale: place, number: exactText }))
          .exactOptional()
          .describe('Numbers that every one of the marks stands at: cells of no row, or declared.'),
        shade: z.string().exactOptional().describe('The measure that shades show.'),
        lookedUp: z
          .strictObject({ dataset: z.string(), rows: z.array(place) })
          .exactOptional()
          .describe('Of shades or shares of a measure of another dataset: of every mark its row there.'),
        classes: z
          .strictObject({
            measure: z.string(),
            of: z.array(
              z.strictObject({
                least: exactText,
                greatest: exactText,
                fill: z.string(),
                below: z
                  .literal(true)
                  .exactOptional()
                  .describe('Below the middle of a scale that goes two ways.'),
              }),
            ),
          })
          .exactOptional()
          .describe('Of areas of a map: the measure that shades show, and its classes, the least first.'),
        size: z
          .strictObject({ measure: z.string(), ...area })
          .exactOptional()
          .describe('Of circles: the measure that areas show.'),
        places: z
          .array(z.tuple([z.number(), z.number()]))
          .exactOptional()
          .describe('Of every area or circle on a map: the middle of it, in pixels.'),
        swatch: place.exactOptional().describe('Of a sign in the legend of a map: which of its classes.'),
        share: z
          .strictObject({ measure: z.string(), axis: z.enum(['x', 'y', 'angle']) })
          .exactOptional()
          .describe('Of bars or slices that make up 100 per cent: the measure whose shares they show.'),
      }),
    )
    .describe('Of each `data-mark`. Without channels where no length or place is a cell.'),
  names: z
    .array(z.strictObject({ axis: place, dimension: z.string() }))
    .exactOptional()
    .describe('Which `data-axis` names the categories of a dimension, each beside its marks.'),
});
