import { z } from 'zod';

const word = z
  .string({ error: 'a form of the unit' })
  .min(1, { error: 'a form of the unit' })
  .exactOptional();

/** How files write them: `{victims: {one: victim}}`. */
export const nounsForm = z.record(
  z.string().min(1, { error: 'a unit' }),
  z.strictObject(
    {
      zero: word,
      one: word.describe('After 1, such as `victim`.'),
      two: word,
      few: word.describe('In Serbian after 2, 3 and 4.'),
      many: word,
      other: word.describe('After every other number.'),
      of: word.describe('After "the number of".'),
      alone: word.describe('With no number beside it.'),
    },
    { error: 'a mapping such as `{one: victim}`' },
  ),
  { error: 'a mapping such as `{victims: {one: victim}}`' },
);
