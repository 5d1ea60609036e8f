import { crc32, deflateSync } from 'node:zlib';

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** How a sample PNG differs from one of grey pixels, eight bits each. */
interface PngSketch {
  readonly bitDepth?: number;
  readonly colourType?: number;
  readonly interlace?: number;
  /** The unpacked rows, each with the byte of its filter. */
  readonly rows?: Uint8Array;
  readonly chunks?: readonly (readonly [name: string, data: Uint8Array])[];
}

/** A whole PNG of one colour that says it has this size. */
export function samplePng(width = 3, height = 2, sketch: PngSketch = {}): Buffer {
  const { bitDepth = 8, colourType = 0, interlace = 0, chunks = [] } = sketch;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, colourType, 0, 0, interlace], 8);
  const rows = deflateSync(sketch.rows ?? Buffer.alloc(Math.min((width + 1) * height, 1000)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...chunks.map(([name, data]) => chunk(name, data)),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** How a sample JPEG differs from one without restarts. */
interface JpegSketch {
  /** Blocks between two restarts. */
  readonly interval?: number;
  /** How many blocks there are data of; as many as the picture has by default. */
  readonly blocks?: number;
}

/** A JPEG of one grey and this size, whose every block is coded by two bits. */
export function sampleJpeg(width = 5, height = 4, sketch: JpegSketch = {}): Buffer {
  const all = Math.min(Math.ceil(width / 8) * Math.ceil(height / 8), 1000);
  const { interval = 0, blocks = all } = sketch;
  const data: number[] = [];
  for (let from = 0, restarts = 0; from < blocks; restarts++) {
    const count = Math.min(interval || blocks, blocks - from);
    const bits = '00'.repeat(count).padEnd(Math.ceil(count / 4) * 8, '1');
    data.push(...(bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
    from += count;
    if (from < blocks) data.push(0xff, 0xd0 + (restarts % 8));
  }
  // Two tables of one code each: a zero, for no difference to the block before, and for no other coefficient.
  const counts = [1, ...new Array(15).fill(0)];
  return Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1],
    ...[0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 17, 0],
    ...[0xff, 0xc4, 0, 38, 0x00, ...counts, 0, 0x10, ...counts, 0],
    ...[0xff, 0xdd, 0, 4, interval >> 8, interval & 255],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
    ...data,
    ...[0xff, 0xd9],
  ]);
}

/** A photograph of clouds as ImageMagick writes it, its colours at half the size: in one go, and progressively in ten scans. */
export const photographs = {
  'in one go': Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8yb' +
      'qmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAN' +
      'ABUDASIAAhEBAxEB/8QAFwAAAwEAAAAAAAAAAAAAAAAAAAMEAv/EABsQAAEFAQEAAAAAAAAAAAAAAAEAAgMRMSFx/8QAFgEBAQEAAAAAAAAAAA' +
      'AAAAAAAwEE/8QAGxEAAgIDAQAAAAAAAAAAAAAAAQIAEQMEQSH/2gAMAwEAAhEDEQA/AFGJgFHSNK3CwR8ugctPnjaW4pnCx4lw3lF3BOyjcljX' +
      '1pQoxM8YeIUKr0TIW9n/2Q==',
    'base64',
  ),
  progressive: Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeX' +
      'BkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAAX' +
      'ACUDASIAAhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAAAAQCAwX/xAAXAQEBAQEAAAAAAAAAAAAAAAAEAwIA/9oADAMBAAIQAxAAAAFXw6IGh9' +
      'Gc9oW0dalG9roO1kGl/8QAHRAAAwACAgMAAAAAAAAAAAAAAAECEBIDExEhMf/aAAgBAQABBQKYEi5Kl47DtN/KpjpYqvc8pufT/8QAGhEAAwAD' +
      'AQAAAAAAAAAAAAAAAAECAxATFP/aAAgBAwEBPwFZGj0UdaJlNCla/8QAGxEAAgIDAQAAAAAAAAAAAAAAAAECEgMRITH/2gAIAQIBAT8BlZodvC' +
      'sjC+jhHRVH/8QAFhAAAwAAAAAAAAAAAAAAAAAAIDAx/9oACAEBAAY/Ahiv/8QAGhAAAwEBAQEAAAAAAAAAAAAAAAERITFhQf/aAAgBAQABPyFH' +
      'wdODWizhPBTg8wnboucKNG8GrI5YLzg5qH//2gAMAwEAAgADAAAAEMrsvoA//8QAFxEBAQEBAAAAAAAAAAAAAAAAAQARIf/aAAgBAwEBPxB+G7' +
      'C2xSWOknb/xAAZEQADAQEBAAAAAAAAAAAAAAAAAREhEDH/2gAIAQIBAT8Q9JYQbiodcQxyzcnD/8QAHhABAQEAAgMAAwAAAAAAAAAAAREAIVEx' +
      'QWFxkaH/2gAIAQEAAT8QKCIB15yvnuBfzAhU/EyjiCesXMGPeAQQ+XxixAPLcRMM99YMAHc6cTzl1Qv7wVVOt110c3rj6rv/2Q==',
    'base64',
  ),
} as const;

/** A drawing around this content. */
export const sampleSvg = (content = '', attributes = 'viewBox="0 0 40 30"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;
