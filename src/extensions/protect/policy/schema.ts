/** The grammar of `protect:` on a resource. */
import { z } from 'zod';
import { flag, type Mapping, text } from '../../../data/package/grammar.js';
import { protectionLevels, singletonRules, zeroRules } from '../../../model/dataset/protection.js';

const category = z.union([text, z.int()], { error: 'a category' });

const cells = z
  .record(text, category)
  .refine((where) => Object.keys(where).length > 0, { error: 'a mapping such as `{year: 2014}`' });

const parts = z.array(category, { error: 'a list of categories' }).min(1, { error: 'a list of categories' });

/** What is dearer by more than this is better kept by `never`, and the solver tells smaller differences apart. */
const most = 1000;
const weight = z
  .number({ error: 'a number' })
  .min(1 / most, { error: 'a number from 0.001 up' })
  .max(most, { error: 'a number up to 1000' });

/** What is sensitive, and how far it is hidden. */
const sensitivity = {
  threshold: z
    .int({ error: 'a whole number such as 5' })
    .min(2, { error: 'a whole number from 2 up' })
    .max(1000, { error: 'a whole number up to 1000' })
    .default(5)
    .describe('Counts of 1 to one less than this are sensitive. Default: 5.'),
  level: z
    .enum(protectionLevels, { error: '`exact`, `range` or `strict`' })
    .default('range')
    .describe(
      'What stays possible of a hidden small count: `exact`, two numbers at least; `range`, every sensitive one (default); `strict`, the threshold too.',
    ),
  zeros: z
    .enum(zeroRules, { error: '`shown` or `sensitive`' })
    .default('shown')
    .describe('`shown` prints zeros (default); `sensitive` hides them like small counts.'),
  singletons: z
    .enum(singletonRules, { error: '`readers` or `protected`' })
    .optional()
    .describe(
      '`protected`: whoever is counted alone, and knows it, can find out no more of others than the level allows. Default: `readers`, who know the tables alone.',
    ),
};

/** What had rather stay, and what is published in another form. */
const preferences = (mapping: Mapping) => ({
  never: z
    .array(z.union([category, cells], { error: 'a category, or a mapping such as `{year: 2014}`' }), {
      error: 'a list of categories, or of mappings such as `{year: 2014, sex: total}`',
    })
    .default([])
    .describe('Cells that must stay printed: a category wherever it is, or cells by their categories.'),
  weight: z
    .record(text, z.record(text, weight), {
      error: 'a mapping such as `{nationality: {kosovar: 5}}`',
    })
    .default({})
    .describe('Dimension, category: how many times dearer than others its cells are to hide.'),
  merge: z
    .record(
      text,
      z.record(
        text,
        z.union([parts, mapping({ label: text.optional(), parts })], {
          error: 'a list of categories, or `{label: ..., parts: [...]}`',
        }),
        { error: 'a mapping such as `{other: [bulgarian, polish]}`' },
      ),
      { error: 'a mapping such as `{nationality: {other: [bulgarian, polish]}}`' },
    )
    .default({})
    .describe(
      'Dimension, category: those whose counts are added to it, and published as one. A new category is called by its `label`.',
    ),
  'leave-out': z
    .record(text, text, { error: 'a mapping such as `{place: municipality}` or `{year: all}`' })
    .default({})
    .describe(
      'Dimension: the level of its hierarchy that is not published, with all below it; `all` leaves its totals alone.',
    ),
});

/** By name, each with its reason. */
const reasons = (error: string, words: string) => z.record(text, text, { error }).default({}).describe(words);

const reasoned = {
  unrelated: reasons(
    'a mapping of relations to reasons',
    'Relations that `tallybook protect` found and that hold by chance, as it names them, each with the reason.',
  ),
  related: reasons(
    'a mapping of relations to reasons',
    'Relations that `tallybook protect` asks about and that are no chance, as it names them, each with the reason.',
  ),
  keep: reasons(
    'a mapping of fields to reasons',
    'Notes and attributes that stay in rows with a hidden count, each with the reason why they tell nothing of it.',
  ),
  groups: reasons(
    'a mapping of dimensions to reasons',
    'Dimensions of which everybody may know that all persons of a group are of one category, each with the reason.',
  ),
};

/** Small counts that are printed by a decision. */
const decisions = (mapping: Mapping) => ({
  publish: z
    .array(
      mapping({
        where: cells.describe('A category for each dimension.'),
        measure: text.optional().describe('Default: every count of the row.'),
        reason: text.min(1, { error: 'a sentence' }).describe('Printed in the annex of methods.'),
        by: text.min(1, { error: 'a person or office' }).describe('Who has decided it.'),
        date: z.iso.date({ error: 'a date such as `2014-12-31`' }),
        named: flag.optional().describe('The annex of methods names `by` too.'),
      }),
      { error: 'a list' },
    )
    .default([])
    .describe(
      'Small counts that are printed all the same, each by a decision: those whom it counts agreed, or everybody knows it.',
    ),
});

export const policyGrammar = (mapping: Mapping) =>
  mapping({
    ...sensitivity,
    ...preferences(mapping),
    ...reasoned,
    ...decisions(mapping),
    round: z
      .int({ error: 'a whole number such as 5, or nothing' })
      .min(2, { error: 'a whole number from 2 up' })
      .max(1000, { error: 'a whole number up to 1000' })
      .nullable()
      .optional()
      .describe('Rounds every count to a multiple of this, so that totals add up, and hides none.'),
  });

export type PolicySpec = z.infer<ReturnType<typeof policyGrammar>>;
