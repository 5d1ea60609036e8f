import type { JsonObject } from '../spec.js';
import { encodedField, isCategorical, unitsOf } from '../unit.js';
import { type CheckContext, report } from './context.js';

/** True for the name of something that every object has, such as `constructor`: vega's expressions cannot hold it as text. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** Checks that no field and no category on a scale has a name at which the drawing library would stumble. */
export function checkNames(spec: JsonObject, context: CheckContext): void {
  const { fields } = context.dataset;
  const reported = new Set<string>();
  for (const { channels } of unitsOf(spec)) {
    for (const { definition, pointer } of Object.values(channels)) {
      const field = encodedField(definition, fields);
      if (field !== undefined && isInherited(field.name) && !reported.has(field.name)) {
        reported.add(field.name);
        const message = `Unexpected field \`${field.name}\` in a chart, expected a name that the drawing library can hold`;
        report(context, 'chart/render', pointer, message, {
          hint: `name the column otherwise in \`${context.dataset.file}\` and the data package; its \`title\` can stay`,
        });
      }
      if (!isCategorical(field) || reported.has(field.name)) continue;
      const value = field.categories.map((category) => category.value).find(isInherited);
      if (value === undefined) continue;
      reported.add(field.name);
      const message = `Unexpected category \`${value}\` of \`${field.name}\`, expected a name that the drawing library can hold`;
      report(context, 'chart/render', pointer, message, {
        hint: `write it otherwise in \`${context.dataset.file}\`; its label can stay`,
      });
    }
  }
}
