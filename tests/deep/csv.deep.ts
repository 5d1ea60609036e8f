/** Data files with random faults: whatever is done to one, it is data or it is told where it is wrong. */
import { test } from 'vitest';
import { prepareData } from '../../src/session/prepare-data.js';
import { memoryHost } from '../memory-host.js';
import { anyOf, fuzz, type Input, mutateBytes, mutateText, oddTexts, oddWords, type Random } from './fuzz.js';
import { sampleProjects } from './samples.js';

const runs = 4_000;

const position = { file: 'tallybook.yaml', line: 1, column: 1 };
const packageFile = 'data/datapackage.yaml';

/** What data files are made of, and what they should not hold. */
const pieces: readonly string[] = [
  ...oddTexts,
  ...oddWords,
  ...[
    ',',
    ';',
    '\t',
    '|',
    ',,,,',
    '"a,b"',
    '"a""b"',
    '"a\nb"',
    '"open',
    'sep=;\n',
    'sep=,\r\n',
    '#',
    ' 1',
    '1 ',
  ],
  ...[
    '0',
    '-0',
    '-1',
    '1.5',
    '1,5',
    '1 000',
    '1.000',
    '1e5',
    '1e999',
    '.5',
    '5.',
    '+1',
    '0x1f',
    '12345678901234567890',
    '9'.repeat(120),
  ],
  ...[
    'true',
    'TRUE',
    'yes',
    '2014-02-30',
    '2014-12-31',
    '0000',
    '10000',
    '31.12.2014',
    'total',
    '[x]',
    '[z]',
    '[c]',
    '[p]',
    'x'.repeat(200),
    '=1+1',
  ],
];

/** A file of every type that a column can have, with totals and missing values. */
const everyType: Input = {
  'tallybook.yaml': 'title: x\n',
  [packageFile]: `resources:
  - name: every
    path: every.csv
    schema:
      primaryKey: [year, place, sex]
      missingValues: ["", "-", {value: "[x]", label: not available}, {value: "[n]", label: none, adds: 0}]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: place, type: string, role: dimension, categories: [a, b, all], total: all}
        - {name: sex, type: integer, role: dimension, categories: [1, 2, 9], total: 9}
        - {name: people, type: integer, role: measure, unit: people, groupChar: " ", plausible: {jump: 3}, status: mark}
        - {name: money, type: number, role: measure, unit: EUR, decimalChar: ",", groupChar: "."}
        - {name: rate, type: number, role: measure, unit: "%", additive: false, rate: {numerator: part, denominator: people}}
        - {name: part, type: integer, role: measure, unit: people, constraints: {minimum: 0, maximum: 1000}}
        - {name: done, type: boolean, role: attribute, trueValues: ["yes"], falseValues: ["no"]}
        - {name: day, type: date, role: attribute, constraints: {minimum: "2010-01-01"}, until: edition}
        - {name: code, type: string, role: attribute, constraints: {pattern: "[A-Z]{2}\\\\d+", maxLength: 5, unique: true}}
        - {name: mark, type: string, role: status}
`,
  'data/every.csv': `year,place,sex,people,money,rate,part,done,day,code,mark
2013,a,1,10,"1.000,50","10,0",1,yes,2013-01-31,AA1,
2013,a,2,20,"2.000,00","20,0",4,no,2013-01-31,AA2,
2013,a,9,30,"3.000,50","16,7",5,,,AA3,
2013,b,1,[n],"1,5",[x],0,yes,2013-02-01,AB1,[p]
2013,b,2,1 000,"-1,5","50,0",500,no,2013-02-01,AB2,
2013,b,9,1 000,"0,0","50,0",500,,,AB3,
2013,all,1,10,"1.002,00","10,0",1,yes,2013-02-01,AC1,
2013,all,2,1 020,"1.998,50","49,4",504,no,2013-02-01,AC2,
2013,all,9,1 030,"3.000,50","49,0",505,,,AC3,
`,
};

const samples: readonly Input[] = [...sampleProjects(), everyType, everyType];

/** Encodings that people save data in, and what the package may say of them. */
const encodings: readonly (readonly [name: string, encode: (text: string) => Uint8Array])[] = [
  ['utf-8', (text) => Buffer.from(`\ufeff${text}`)],
  ['utf-16le', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['utf-16le', (text) => Buffer.from(text, 'utf16le')],
  ['utf-16be', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['windows-1250', (text) => Buffer.from(text, 'latin1')],
  ['windows-1252', (text) => Buffer.from(text, 'latin1')],
  ['shift_jis', (text) => Buffer.from(text, 'latin1')],
  ['gb18030', (text) => Buffer.from(text)],
];

function damaged(random: Random): Input {
  const sample = anyOf(samples, random);
  const path = anyOf(
    Object.keys(sample).filter((each) => each.endsWith('.csv')),
    random,
  );
  const text = Buffer.from(sample[path] ?? '').toString('utf8');
  const draw = random();
  if (draw < 0.2) return { ...sample, [path]: mutateBytes(Buffer.from(text), random) };
  const ends =
    random() < 0.1 ? text.replaceAll('\n', anyOf(['\r\n', '\r', '\n\r', '\n\n', '\u2028'], random)) : text;
  const delimited = random() < 0.1 ? ends.replaceAll(',', anyOf([';', '\t', '|', ', ', ',"'], random)) : ends;
  const changed = mutateText(delimited, pieces, random);
  if (draw < 0.8) return { ...sample, [path]: Buffer.from(changed) };
  const [encoding, encode] = anyOf(encodings, random);
  const encoded = encode(changed);
  const bytes = random() < 0.3 ? mutateBytes(encoded, random) : encoded;
  return { ...withEncoding(sample, path, anyOf([encoding, 'utf-8', 'windows-1250'], random)), [path]: bytes };
}

function withEncoding(sample: Input, path: string, encoding: string): Input {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const text = Buffer.from(sample[packageFile] ?? '').toString('utf8');
  const line = new RegExp(`^( *)(?:- )?path: ${name}$`, 'm').exec(text);
  const declared =
    line === null ? text : text.replace(line[0], `${line[0]}\n${line[1] ?? ''}encoding: ${encoding}`);
  return { ...sample, [packageFile]: declared };
}

test(`each of ${runs} damaged data files is data, or errors with their places`, () =>
  fuzz('damaged data files', runs, (random) => {
    const input = damaged(random);
    return {
      input,
      read: async () =>
        (await prepareData({ path: packageFile, position, edition: 2014 }, memoryHost(input))).diagnostics,
    };
  }));
