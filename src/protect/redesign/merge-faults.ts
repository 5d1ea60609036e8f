import { didYouMean } from '../../diagnostics.js';
import type { Dataset, Field } from '../../model/dataset.js';
import type { CategoryMerge } from '../../model/protection.js';
import { Impossible } from './problem.js';
import { areSiblings, together } from './siblings.js';

/**
 * The dimension of a merge that makes sense.
 * @throws {Impossible} where it does not.
 */
export function checkMerge(dataset: Dataset, merge: CategoryMerge): Field {
  const { dimension, into, parts, position } = merge;
  const refuse = (message: string, hint: string): never => {
    throw new Impossible(message, position, hint);
  };
  const field =
    dataset.fields.find(({ name, role }) => name === dimension && role === 'dimension') ??
    refuse(`Unexpected \`${dimension}\`, expected a dimension`, 'name a dimension of the dataset');
  if (field.type !== 'string' || dataset.counts?.statusField === dimension)
    refuse(
      `Unexpected merge of \`${dimension}\`, expected a dimension of categories that have no order and no status`,
      'of years and numbers, leave all but the total out: `leave-out`',
    );
  const rate = dataset.fields.find(({ role, additive }) => role === 'measure' && additive === false);
  if (rate !== undefined)
    refuse(
      `Unexpected merge in \`${dataset.name}\`, whose \`${rate.name}\` does not add up, expected measures that do`,
      'put what does not add up into a dataset of its own',
    );
  const known = field.categories.map(({ value }) => value);
  const stranger = parts.find((value) => !known.includes(value));
  if (stranger !== undefined) {
    const { hint = 'a category that another merge has used up cannot be used again' } = didYouMean(
      stranger,
      known,
    );
    refuse(`Unexpected category \`${stranger}\` of \`${dimension}\`, expected one that it has`, hint);
  }
  const own = together(field, merge);
  if (field.total !== undefined && (own.includes(field.total) || into === field.total))
    refuse(
      `Unexpected merge of \`${field.total}\`, the total of \`${dimension}\`, expected parts of it`,
      'a total counts its parts already',
    );
  if (own.length < 2)
    refuse(
      `Unexpected merge of \`${parts.join('`, `')}\` alone, expected two categories or more`,
      'name another category beside it',
    );
  if (!areSiblings(field, own))
    refuse(
      `Unexpected merge into \`${into}\` across the hierarchy of \`${dimension}\`, expected categories without parts that are all part of the same one`,
      'put together what stands side by side; to go a level up, use `leave-out`',
    );
  if (own.some((value) => field.categories.some((each) => each.value === value && each.bounds !== undefined)))
    refuse(
      `Unexpected merge of bands of \`${dimension}\`, expected categories without bounds`,
      'declare wider bands in the data',
    );
  return field;
}
