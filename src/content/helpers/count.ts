import { listNames } from '../../diagnostics.js';
import { type NounForm, nounForms } from '../../language/noun.js';
import { exampleOf, formBeside, nounAs, pluralForms } from '../../language/nouns.js';
import { printQuantity } from '../../language/print.js';
import type { Quantity } from '../../model/quantity.js';
import { unitParts } from '../../model/unit.js';
import { phrase, problem } from '../../problems/problem.js';
import { type Counted, isCounted, isQuantity, type Label } from '../printable.js';
import type { Call, Scope } from './call.js';
import { quantityOf, value } from './cell-helpers.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

/** Units that a number says itself, or that are no nouns. */
const withoutNoun: ReadonlySet<string> = new Set(['%', 'percentage points', 'times']);

/** Stands behind words of a draft that are in another form than they should be. */
const wrongForm = '[?]';

/** `{{count "victims" year=2014}}`: a number with its unit in the form that it takes beside it: "1 victim", "42 victims". */
export const count: HelperDefinition = {
  name: 'count',
  first: 'dataset-or-quantity',
  arity: [1, 1],
  parameters: value.parameters,
  run(call, scope): Counted {
    const quantity = quantityOf(call, scope);
    const { unit } = quantity;
    if (unit === '') fail('content/unit.none', call.at);
    if (withoutNoun.has(unit)) fail('content/unit.counted', call.at, { unit });
    const noun = nounBeside(quantity, call, scope);
    // A number and its noun stay on one line.
    return { kind: 'counted', quantity, noun: { kind: 'label', text: `\u00a0${noun}`, value: noun } };
  },
};

function nounBeside(quantity: Quantity, call: Call, { language, report }: Scope): string {
  const { unit } = quantity;
  const form = formBeside(printQuantity(quantity, 'text', language), language);
  const noun = nounAs(unit, form, language);
  if (noun !== undefined) return noun;
  report(missingForm(unitParts(unit).noun, form, call, language));
  return `${unitParts(unit).noun} ${wrongForm}`;
}

/** What is to be added to the forms of a unit, where a report prints one that nobody has written. */
const missingForm = (unit: string, form: NounForm, { at }: Call, { tag }: Scope['language']) =>
  problem('language/unit.form', at, { unit, form, tag, where: placeOf(form, tag) });

/** Where a form stands: "after 1" for one, in Serbian "after 2" for few. */
function placeOf(form: NounForm, tag: string): string {
  if (form === 'alone') return phrase('language/unit.alone');
  if (form === 'of') return phrase('language/unit.of');
  return phrase('language/unit.after', { number: exampleOf(form, tag) ?? 1.5 });
}

export const agreeHelper = 'agree';

/** `{{agree (value ...) one="was" other="were"}}`: the words that hang on a number. */
export const agree: HelperDefinition = {
  name: agreeHelper,
  first: 'any',
  arity: [1, 1],
  parameters: nounForms.filter((form) => form !== 'of' && form !== 'alone'),
  run(call, scope): Label {
    const { language, report } = scope;
    const [first] = call.params;
    const quantity = isCounted(first) ? first.quantity : first;
    if (!isQuantity(quantity)) return fail('content/argument.agree', call.paramAt(0));
    const known = pluralForms(language.tag);
    for (const form of nounForms)
      if (call.has(form) && !known.includes(form))
        fail('language/unit.foreign', call.hashAt(form), {
          ...{ form, tag: language.tag, forms: listNames(known) },
        });
    const form = formBeside(printQuantity(quantity, 'text', language), language);
    // A symbol counts nothing: words stand with it as with an unknown number.
    const asked = form === 'alone' || form === 'of' ? 'other' : form;
    const said = call.text(asked);
    if (said !== undefined) return label(said, call, asked);
    report(problem('language/unit.agree', call.at, { form: asked, where: placeOf(asked, language.tag) }));
    const other = known.find((each) => call.has(each));
    return label(`${other === undefined ? '' : call.text(other)} ${wrongForm}`, call, other ?? asked);
  },
};

const label = (text: string, call: Call, form: NounForm): Label => ({
  ...{ kind: 'label', text, value: text, typedAt: call.hashAt(form) },
});
