import { z } from 'zod';
import { profileNames, ruleNames } from '../../model/project/profile.js';
import { text } from '../text-spec.js';

const names = profileNames.map((name) => `\`${name}\``).join(', ');
const name = z.enum(profileNames, { error: `one of ${names}` });

const exception = z.strictObject(
  {
    rule: z
      .enum(ruleNames, { error: `a rule such as \`pages\`: ${ruleNames.join(', ')}` })
      .describe('The rule that the report does not keep.'),
    reason: text('why the rule is not kept').describe('Why.'),
    date: text('a day such as `2026-03-01`').describe('When that was decided.'),
  },
  { error: 'a mapping such as `{rule: pages, reason: agreed with the secretariat, date: 2026-03-01}`' },
);

const mapping = z.strictObject(
  {
    name: name.describe('The body that the report is for.'),
    as: text('as what the report is submitted, such as `coalition`')
      .optional()
      .describe(
        'As what it is submitted, where the rules differ: `upr` alone or coalition, `hrc-statement` special or general.',
      ),
    country: text('a country')
      .optional()
      .describe('The country that the report is about; printed in the imprint.'),
    website: z
      .boolean({ error: '`true` or `false`' })
      .optional()
      .describe('Whether the body may publish the report on its website; printed in the imprint.'),
    submitted: z
      .boolean({ error: '`true` or `false`' })
      .optional()
      .describe('Whether it is handed in, which the imprint says. Default: true.'),
    languages: z
      .array(text('a language such as `en`'), { error: 'a list of languages such as `[en]`' })
      .min(1, { error: 'a list of languages such as `[en]`' })
      .optional()
      .describe(
        'The languages in which it is submitted: in another it is a translation, of which the body asks nothing. Default: all.',
      ),
    except: z
      .array(exception, { error: 'a list of rules that are not kept' })
      .optional()
      .describe('Rules that the report does not keep, each with a reason and a date.'),
  },
  { error: `${names} or a mapping such as \`{name: cedaw, country: Kosovo, website: true}\`` },
);

/** The key `profile` of a report. */
export const profileSpec = z
  .union([name, mapping], {
    error: `${names} or a mapping such as \`{name: cedaw, country: Kosovo, website: true}\``,
  })
  .optional();

const source = z.strictObject({
  title: z.string(),
  publisher: z.string(),
  date: z.coerce.string(),
  url: z.url(),
});

/** A file of `profiles/`, which ships with the tool: every rule names its source. */
export const profileFileSpec = z.strictObject({
  as: z.array(z.string()).default([]),
  sources: z.record(z.string(), source),
  rules: z.array(
    z.strictObject({
      rule: z.enum(ruleNames),
      most: z.int().optional(),
      languages: z.array(z.string()).optional(),
      setting: z
        .strictObject({
          font: z.string().optional(),
          points: z.number().optional(),
          notePoints: z.number().optional(),
          justified: z.boolean().optional(),
        })
        .optional(),
      as: z.string().optional(),
      source: z.string(),
    }),
  ),
  unchecked: z.record(z.string(), z.string()),
  'left-out': z.record(z.string(), z.string()),
});

export type ProfileFile = z.infer<typeof profileFileSpec>;
