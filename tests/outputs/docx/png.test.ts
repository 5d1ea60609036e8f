import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { repackPng } from '../../../src/outputs/docx/png.js';

const rows = Uint8Array.from({ length: 20 * 81 }, (_, index) => (index % 81 === 0 ? 1 : index % 7));

function chunk(type: string, body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
}

/** A picture of 20 by 20, packed in one way, its rows in two pieces. */
function png(level: number): Uint8Array {
  const header = Buffer.from([0, 0, 0, 20, 0, 0, 0, 20, 8, 6, 0, 0, 0]);
  const data = deflateSync(rows, { level });
  const pieces = [data.subarray(0, 5), data.subarray(5)].map((piece) => chunk('IDAT', piece));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const time = chunk('tIME', Buffer.from([7, 234, 1, 2, 3, 4, 5]));
  return Buffer.concat([signature, chunk('IHDR', header), time, ...pieces, chunk('IEND', new Uint8Array())]);
}

test('a picture has the same pixels in the same bytes, however it was packed and whenever it was made', () => {
  const packed = Buffer.from(repackPng(png(9), 192));
  expect(Buffer.compare(repackPng(png(0), 192), packed)).toBe(0);
  expect(packed.includes('tIME')).toBe(false);
  const at = packed.indexOf('IDAT');
  const data = packed.subarray(at + 4, at + 4 + packed.readUInt32BE(at - 4));
  expect(Buffer.compare(inflateSync(data), rows)).toBe(0);
  const density = packed.indexOf('pHYs');
  expect(packed.readUInt32BE(density + 4)).toBe(7559);
});

test('what is no picture is refused', () => {
  expect(() => repackPng(new Uint8Array(30), 192)).toThrow('a picture that the browser does not make');
});
