import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/yaml/json.js';

/** What is wrong with a text, and the offset. */
function faultOf(text: string): readonly [string, number] | undefined {
  const { fault } = parseJson(text, 5) as { fault?: { actual: string; offset: number } };
  return fault && [fault.actual, fault.offset];
}

const notJson = 'text that is not JSON';

test('reads every value as everybody else does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
      fc.pre(!text.includes('__proto__'));
      const value: unknown = JSON.parse(text);
      expect(parseJson(JSON.stringify(value, null, space), 10)).toMatchObject({ value });
    }),
    { seed: 20151231, numRuns: 300 },
  );
});

test('accepts nothing that is no JSON, whatever is done to a text', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.constantFrom(...'{}[],:"\\0e-.tn \n'),
      (text, at, sign) => {
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + sign + text.slice(place + 1);
        const parsed = parseJson(changed, 10);
        let expected: unknown;
        try {
          expected = { value: JSON.parse(changed) };
        } catch {
          expected = { fault: { actual: notJson } };
        }
        if (parsed.fault === undefined || parsed.fault.actual === notJson)
          expect(parsed).toMatchObject(expected as object);
      },
    ),
    { seed: 20151231, numRuns: 1000 },
  );
});

describe('says what is wrong and where', () => {
  test.each([
    ['', notJson, 0],
    ['{"a": }', notJson, 6],
    ['{"a": 01}', notJson, 7],
    ['{"a": "x\ny"}', notJson, 6],
    ['{"a": "\\x"}', notJson, 6],
    ['{"a": 1,}', notJson, 8],
    ['[1, 2', notJson, 5],
    ['[1] 2', notJson, 4],
    ['{"a": 1, "a": 2}', 'second key `a`', 9],
    ['{"\\u0061": 1, "a": 2}', 'second key `a`', 14],
    ['{"__proto__": {}}', 'key `__proto__`', 1],
    ['[[[[[[1]]]]]]', 'JSON with more than 5 values inside each other', 5],
  ])('%s', (text, actual, offset) => {
    expect(faultOf(text)).toEqual([actual, offset]);
  });

  test('a million values inside each other', () => {
    expect(faultOf('['.repeat(1e6))?.[1]).toBe(5);
  });
});

test('knows where a value stands, or the nearest around it', () => {
  const text = '{"a": [1, {"b": 2}], "c": {}}';
  const parsed = parseJson(text, 5);
  if (parsed.fault !== undefined) throw new Error('JSON');
  expect(parsed.offsetOf([])).toBe(0);
  expect(parsed.offsetOf(['a', 1, 'b'])).toBe(text.indexOf('2'));
  expect(parsed.offsetOf(['a', 1, 'x'])).toBe(text.indexOf('{"b"'));
  expect(parsed.offsetOf(['c', 'd'])).toBe(text.indexOf('{}'));
  // What it keeps of a list does not change what it says.
  expect(parsed.offsetOf(['a', 0])).toBe(text.indexOf('1'));
  expect(parsed.offsetOf(['a', 1])).toBe(text.indexOf('{"b"'));
  expect(parsed.offsetOf(['a', 2])).toBe(text.indexOf('['));
  expect(parsed.offsetOf(['b', 0])).toBe(0);
});
