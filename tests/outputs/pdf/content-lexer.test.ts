import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOperations } from '../../../src/outputs/pdf/content/content-lexer.js';

function operations(content: string): string[] {
  const bytes = Buffer.from(content, 'latin1');
  return [...readOperations(bytes)].map(
    ({ name, start, end }) => `${name}|${bytes.toString('latin1', start, end)}`,
  );
}

describe('reading a content stream', () => {
  test('takes each operator with its operands', () => {
    expect(operations('q 1 0 0 -1 .5 8 cm\n/G3 gs 0 0 m W* n Q')).toEqual([
      'q|q',
      'cm|1 0 0 -1 .5 8 cm',
      'gs|/G3 gs',
      'm|0 0 m',
      'W*|W*',
      'n|n',
      'Q|Q',
    ]);
  });

  test('is not misled by operators in strings, names, arrays, dictionaries and comments', () => {
    expect(operations('(a \\) (S) EMC) Tj')).toEqual(['Tj|(a \\) (S) EMC) Tj']);
    expect(operations('<00 53> Tj [(S)-2<53>] TJ')).toEqual(['Tj|<00 53> Tj', 'TJ|[(S)-2<53>] TJ']);
    expect(operations('/S <</MCID 4 /A true>>BDC %S\nEMC')).toEqual([
      'BDC|/S <</MCID 4 /A true>>BDC',
      'EMC|EMC',
    ]);
  });

  test('passes over the bytes of an inline image', () => {
    expect(operations('BI /W 1 /H 1 ID \x00EIS S EI Q')).toEqual(['BI|BI /W 1 /H 1 ID \x00EIS S EI', 'Q|Q']);
  });

  test('ends with a stream that is cut off', () => {
    expect(operations('(never closed')).toEqual([]);
    expect(operations('BI ID data')).toEqual(['BI|BI ID data']);
    expect(operations('')).toEqual([]);
  });

  test('finds every operator whatever stands before it', () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', ' ', '\\', '(', ')', 'S', '<', '/') })
      .map((inside) => `(${inside.replace(/[\\()]/g, '\\$&')})`);
    const operand = fc.oneof(
      text,
      fc.constantFrom('/Name', '12', '-.5', '<0a>', '[1 (x) 2]', '<</K /V>>', 'null'),
    );
    const operation = fc.tuple(
      fc.array(operand, { maxLength: 4 }),
      fc.constantFrom('S', 'f*', 'Tj', "'", 'BDC', 'Do'),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (list) => {
        const written = list.map(([operands, name]) => [...operands, name].join(' '));
        expect(operations(written.join('\n'))).toEqual(
          written.map((whole, index) => `${list[index]?.[1]}|${whole}`),
        );
      }),
    );
  });
});
