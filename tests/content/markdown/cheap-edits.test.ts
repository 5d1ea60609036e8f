import fc from 'fast-check';
import { EditMap } from 'micromark-util-edit-map';
import { expect, test } from 'vitest';
import { makeEditsCheap } from '../../../src/content/markdown/parse-sections.js';

test('the edits of the parser that are made cheap come to what its own come to', () => {
  const own = EditMap.prototype.consume;
  makeEditsCheap();
  const cheap = EditMap.prototype.consume;
  expect(cheap).not.toBe(own);
  type Events = Parameters<typeof own>[0];
  const event = (name: string) => ['enter', { type: name }, {}] as unknown as Events[number];
  const edits = fc.array(fc.tuple(fc.nat(30), fc.nat(3), fc.array(fc.string(), { maxLength: 3 })));
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 30 }), edits, (names, changes) => {
      const results = [own, cheap].map((consume) => {
        const map = new EditMap();
        const events = names.map(event);
        for (const [at, remove, add] of changes) {
          if (at <= events.length) map.add(at, Math.min(remove, events.length - at), add.map(event));
        }
        consume.call(map, events);
        return { events, left: map.map.length + map.index.size };
      });
      expect(results[1]).toEqual(results[0]);
    }),
  );
});

test('events before the first edit are not touched, however many there are', () => {
  makeEditsCheap();
  const events = new Proxy([...Array(1000).keys()] as unknown as Parameters<EditMap['consume']>[0], {
    get(target, key) {
      if (typeof key === 'string' && Number(key) < 998) throw new Error(`event ${key} was read`);
      return Reflect.get(target, key) as unknown;
    },
  });
  const map = new EditMap();
  map.add(999, 1, []);
  map.consume(events);
  expect(events).toHaveLength(999);
});
