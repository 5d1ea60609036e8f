import { faultOf } from '../../../problems/problem.js';
import { isCategorical } from '../../unit.js';
import { isInherited } from '../expression.js';
import type { SpecRule } from '../rule.js';

/** No field and no category on a scale has a name at which the drawing library would stumble. */
export const plainNames: SpecRule = {
  on: 'channel',
  *check({ field, pointer }, { dataset: { file } }) {
    if (field === undefined) return;
    if (isInherited(field.name)) {
      yield { at: pointer, ...faultOf('chart/render.field', { field: field.name, file }), once: true };
      return;
    }
    const value = field.categories.map((category) => category.value).find(isInherited);
    if (value === undefined || !isCategorical(field)) return;
    yield {
      at: pointer,
      ...faultOf('chart/render.category', { value, field: field.name, file }),
      once: true,
    };
  },
};
