import { didYouMean, listNames } from '../../diagnostics.js';
import { facetChannels, isObject, type JsonObject, point } from '../spec.js';
import {
  aggregates,
  axisKeys,
  channelKeys,
  channels,
  facetKeys,
  headerKeys,
  legendKeys,
  limits,
  scaleKeys,
} from '../vocabulary.js';
import { checkBin } from './bin.js';
import { type CheckContext, checkKeys, report, type Scope } from './context.js';
import { checkField } from './expression.js';
import { checkFormat } from './format.js';
import { checkPredicate } from './predicate.js';
import { checkStyle, checkValue } from './style.js';
import { refuseWrittenNumbers } from './written-numbers.js';
import { checkYear } from './year.js';

/** Checks the encoding of a view, channel by channel. */
export function checkEncoding(encoding: unknown, pointer: string, scope: Scope, context: CheckContext): void {
  if (encoding === undefined) return;
  if (!isObject(encoding)) {
    report(context, 'chart/spec', pointer, 'Unexpected value of `encoding`, expected an object');
    return;
  }
  checkKeys(encoding, channels, 'an encoding', pointer, context);
  const known: readonly string[] = channels;
  for (const [channel, definition] of Object.entries(encoding)) {
    if (!known.includes(channel) || definition === null) continue;
    [definition].flat().forEach((part, index) => {
      const at = Array.isArray(definition) ? point(pointer, channel, index) : point(pointer, channel);
      checkChannel(part, channel, at, scope, context);
    });
  }
}

/** Checks one channel definition, or one branch of its `condition`. */
export function checkChannel(
  definition: unknown,
  channel: string,
  pointer: string,
  scope: Scope,
  context: CheckContext,
): void {
  if (!isObject(definition)) {
    report(context, 'chart/spec', pointer, `Unexpected value of \`${channel}\`, expected an object`);
    return;
  }
  const allowed = facetChannels.includes(channel) ? [...channelKeys, ...facetKeys] : channelKeys;
  checkKeys(definition, allowed, `\`${channel}\``, pointer, context);
  checkSource(definition, channel, pointer, scope, context);
  checkBin(definition.bin, point(pointer, 'bin'), context);
  checkYear(definition, channel, pointer, context);
  checkFormat(definition, pointer, context);
  refuseWrittenNumbers(definition.title, point(pointer, 'title'), context);
  if (definition.test !== undefined) checkPredicate(definition.test, point(pointer, 'test'), scope, context);
  checkStyle(definition.axis, axisKeys, 'an axis', point(pointer, 'axis'), scope, context);
  checkStyle(definition.scale, scaleKeys, 'a scale', point(pointer, 'scale'), scope, context);
  checkStyle(definition.legend, legendKeys, 'a legend', point(pointer, 'legend'), scope, context);
  checkStyle(definition.header, headerKeys, 'a header', point(pointer, 'header'), scope, context);
  checkSort(definition.sort, point(pointer, 'sort'), scope, context);
  checkColumns(definition.columns, point(pointer, 'columns'), context);
  [definition.condition].flat().forEach((branch, index) => {
    const at = point(pointer, 'condition');
    if (branch === undefined) return;
    checkChannel(
      branch,
      channel,
      Array.isArray(definition.condition) ? point(at, index) : at,
      scope,
      context,
    );
  });
}

function checkSource(
  definition: JsonObject,
  channel: string,
  pointer: string,
  scope: Scope,
  context: CheckContext,
): void {
  const { field, aggregate, value, datum } = definition;
  const isText = channel === 'text';
  if (field !== undefined) {
    if (typeof field === 'string') checkField(field, point(pointer, 'field'), scope, context);
    else
      report(
        context,
        'chart/spec',
        point(pointer, 'field'),
        'Unexpected `field`, expected the name of a field',
      );
  }
  if (aggregate !== undefined) checkAggregate(aggregate, point(pointer, 'aggregate'), context);
  if (isText) checkTextSource(definition, pointer, scope, context);
  for (const [key, constant] of Object.entries({ value, datum })) {
    const at = point(pointer, key);
    // A day written out is checked with the other uses of time.
    if (constant === undefined || (key === 'datum' && isObject(constant))) continue;
    if (isText || (key === 'datum' && typeof constant === 'string'))
      refuseWrittenNumbers(constant, at, context);
    else checkValue(constant, key, at, scope, context);
  }
}

function checkAggregate(aggregate: unknown, pointer: string, context: CheckContext): void {
  const known: readonly string[] = aggregates;
  if (typeof aggregate === 'string' && known.includes(aggregate)) return;
  const message = `Unexpected aggregate \`${JSON.stringify(aggregate)}\`, expected one of ${listNames(known)}`;
  report(context, 'chart/spec', pointer, message, didYouMean(String(aggregate), known));
}

/** A label prints a cell as it stands; a number that the chart works out would have no line in the ledger. */
function checkTextSource(definition: JsonObject, pointer: string, scope: Scope, context: CheckContext): void {
  const { field, aggregate, bin, timeUnit } = definition;
  const kind = typeof field === 'string' ? scope.get(field) : undefined;
  if (aggregate === undefined && bin === undefined && timeUnit === undefined && kind !== 'computed') return;
  const name = typeof field === 'string' ? `\`${field}\`` : `\`${String(aggregate)}\``;
  const message = `Unexpected calculated label ${name}, expected a field of the dataset as it stands`;
  report(
    context,
    'chart/literal-number',
    point(pointer, aggregate === undefined ? 'field' : 'aggregate'),
    message,
    {
      hint: 'calculate in the data, or state the number in the text with `{{sum}}` or `{{share}}`',
    },
  );
}

function checkSort(sort: unknown, pointer: string, scope: Scope, context: CheckContext): void {
  if (Array.isArray(sort)) checkValue(sort, 'sort', pointer, scope, context);
  if (!isObject(sort)) return;
  checkKeys(sort, ['field', 'op', 'order', 'encoding'], '`sort`', pointer, context);
  if (typeof sort.field === 'string') checkField(sort.field, point(pointer, 'field'), scope, context);
  if (sort.op !== undefined) checkAggregate(sort.op, point(pointer, 'op'), context);
}

function checkColumns(columns: unknown, pointer: string, context: CheckContext): void {
  if (columns === undefined) return;
  if (typeof columns === 'number' && columns >= 1 && columns <= limits.views) return;
  report(
    context,
    'chart/limit',
    pointer,
    `Unexpected \`columns\`, expected a number from 1 to ${limits.views}`,
  );
}
