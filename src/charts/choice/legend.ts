import { isTimeType } from '../../model/dataset/periods.js';
import { facetChannels } from '../spec.js';
import { encodedField } from '../unit.js';
import { type ChoiceRule, colouredBy, firstOf, partsShown } from './judged-chart.js';

/** So many names have room at the ends of lines. */
const mostNamed = 4;

/** A legend makes the eye go to and fro, where names have room beside their lines. */
export const legendOfLines: ChoiceRule = (judged) =>
  firstOf(judged.units, (unit) => {
    const by = colouredBy(unit, judged);
    const along = encodedField(unit.channels.x?.definition, judged.dataset.fields);
    if (unit.mark !== 'line' || by === undefined || !isTimeType(along?.type ?? '')) return undefined;
    const { definition } = by.channel;
    const { length } = partsShown(by.field, judged);
    const isNamed = judged.units.some(
      ({ channels: { text } }) => encodedField(text?.definition, judged.dataset.fields) === by.field,
    );
    const inPanels = facetChannels.some((name) => unit.channels[name] !== undefined);
    if (isNamed || definition.legend === null || inPanels || length < 2 || length > mostNamed)
      return undefined;
    return {
      pointer: by.channel.pointer,
      found: `legend for ${length} lines`,
      expected: 'their names at their ends',
      hint: `write \`{{line "${judged.dataset.name}" split="${by.field.name}"}}\`, or add a layer \`mark: text\` at the last point of each`,
    };
  });
