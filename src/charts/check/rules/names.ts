import { isCategorical } from '../../unit.js';
import type { SpecRule } from '../rule.js';

/** True for the name of something that every object has, such as `constructor`: vega's expressions cannot hold it as text. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** No field and no category on a scale has a name at which the drawing library would stumble. */
export const plainNames: SpecRule = {
  on: 'channel',
  code: 'chart/render',
  *check({ field, pointer }, { dataset: { file } }) {
    if (field === undefined) return;
    const expected = 'expected a name that the drawing library can hold';
    if (isInherited(field.name)) {
      yield {
        at: pointer,
        message: `Unexpected field \`${field.name}\` in a chart, ${expected}`,
        hint: `name the column otherwise in \`${file}\` and the data package; its \`title\` can stay`,
        once: true,
      };
      return;
    }
    const value = field.categories.map((category) => category.value).find(isInherited);
    if (value === undefined || !isCategorical(field)) return;
    yield {
      at: pointer,
      message: `Unexpected category \`${value}\` of \`${field.name}\`, ${expected}`,
      hint: `write it otherwise in \`${file}\`; its label can stay`,
      once: true,
    };
  },
};
