/** What the grammars of the data package share. */
import { z } from 'zod';

/** Makes a mapping: closed for reading with care, open (unknown keys dropped) to go on after they were reported. */
export type Mapping = <Shape extends z.ZodRawShape>(shape: Shape) => z.ZodObject<Shape>;

export const closed: Mapping = (shape) => z.strictObject(shape, { error: 'a mapping' });
export const open: Mapping = (shape) => z.object(shape, { error: 'a mapping' });

export const text = z.string({ error: 'a text' });

export const flag = z.boolean({ error: '`true` or `false`' });

/** Beside texts that state a figure in words or digits and are meant to: of the package, of a resource, or of a field. */
export const typed = text
  .optional()
  .describe(
    'Why the texts beside it, or the cells of the column, state a figure: no warning is given of it.',
  );

/** Beside texts with words that claim something of the data: of the package, of a resource, or of a field. */
export const unchecked = text
  .optional()
  .describe(
    'Why the texts beside it, or the cells of the column, say something of the figures that nothing tests, or name a cause.',
  );
