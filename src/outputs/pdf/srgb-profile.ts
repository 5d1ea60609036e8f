/**
 * A minimal sRGB profile (about 600 bytes) for the output intent that PDF/A asks for: the colours of the file mean
 * the same everywhere.
 *
 * Source: ICC.1:2022 (version 4 matrix/TRC profile, `para` curve of type 3), IEC 61966-2-1 (curve), and its
 * primaries adapted to D50 with the Bradford matrix.
 */
export function srgbProfile(): Buffer {
  const curve = parametricCurve([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);
  const tags: readonly (readonly [signature: string, data: Buffer])[] = [
    ['desc', localizedText('sRGB')],
    ['cprt', localizedText('CC0')],
    ['wtpt', xyz(...whitePoint)],
    ['chad', adaptation()],
    ['rXYZ', xyz(0.436066, 0.222488, 0.013916)],
    ['gXYZ', xyz(0.385147, 0.716873, 0.097076)],
    ['bXYZ', xyz(0.143066, 0.060608, 0.714096)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const body = tagTable(tags);
  return Buffer.concat([header(headerSize + body.length), body]);
}

const headerSize = 128;
const whitePoint: readonly [number, number, number] = [0.9642, 1, 0.8249];

function header(size: number): Buffer {
  const bytes = Buffer.alloc(headerSize);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x04200000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // The profile's own date is fixed, like everything in it.
  [2026, 1, 1, 0, 0, 0].forEach((part, index) => {
    bytes.writeUInt16BE(part, 24 + 2 * index);
  });
  bytes.write('acsp', 36, 'latin1');
  Buffer.concat(whitePoint.map(s15Fixed16)).copy(bytes, 68);
  return bytes;
}

/** The count, one entry a tag, then the data, each shared by the tags that have the same. */
function tagTable(tags: readonly (readonly [signature: string, data: Buffer])[]): Buffer {
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const offsets = new Map<Buffer, number>();
  const parts: Buffer[] = [];
  let next = headerSize + table.length;
  tags.forEach(([signature, data], index) => {
    let offset = offsets.get(data);
    if (offset === undefined) {
      offset = next;
      offsets.set(data, offset);
      const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
      parts.push(data, padding);
      next += data.length + padding.length;
    }
    table.write(signature, 4 + 12 * index, 'latin1');
    table.writeUInt32BE(offset, 8 + 12 * index);
    table.writeUInt32BE(data.length, 12 + 12 * index);
  });
  return Buffer.concat([table, ...parts]);
}

function s15Fixed16(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65536));
  return bytes;
}

function xyz(x: number, y: number, z: number): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...[x, y, z].map(s15Fixed16)]);
}

function parametricCurve(parameters: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('para\0\0\0\0\0\x03\0\0', 'latin1'), ...parameters.map(s15Fixed16)]);
}

/** The Bradford matrix from D65 to D50. */
function adaptation(): Buffer {
  const matrix = [
    1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678,
  ];
  return Buffer.concat([Buffer.from('sf32\0\0\0\0', 'latin1'), ...matrix.map(s15Fixed16)]);
}

function localizedText(text: string): Buffer {
  const words = Buffer.from(text, 'utf16le').swap16();
  const head = Buffer.alloc(28);
  head.write('mluc', 0, 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16, 'latin1');
  head.writeUInt32BE(words.length, 20);
  head.writeUInt32BE(head.length, 24);
  return Buffer.concat([head, words]);
}
