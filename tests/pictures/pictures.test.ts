import { describe, expect, test } from 'vitest';
import { PictureFault } from '../../src/pictures/picture.js';
import { readPicture } from '../../src/pictures/read.js';
import { resourceLimits, standardLimits } from '../../src/resource-limits.js';
import { photographs, sampleJpeg, samplePng, sampleSvg } from './samples.js';

type Kind = Parameters<typeof readPicture>[1];

/** What is wrong with a picture, or "nothing". */
async function fault(bytes: Uint8Array | string, kind: Kind, limits = standardLimits): Promise<string> {
  try {
    await readPicture(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, kind, limits);
    return 'nothing';
  } catch (error) {
    if (!(error instanceof PictureFault)) throw error;
    return error.more.limit === undefined ? error.what : `${error.what}, ${error.more.limit}`;
  }
}

const svgFault = (content: string, limits = standardLimits): Promise<string> =>
  fault(sampleSvg(content), 'SVG', limits);

test('whole pictures are read with their size', async () => {
  expect(await readPicture(samplePng(3, 2), 'PNG', standardLimits)).toEqual({
    width: 3,
    height: 2,
    words: [],
  });
  expect(await readPicture(sampleJpeg(5, 4), 'JPEG', standardLimits)).toEqual({
    width: 5,
    height: 4,
    words: [],
  });
  const svg = sampleSvg('<title>Not shown</title><text>Shown <tspan>here</tspan></text>');
  const read = await readPicture(Buffer.from(svg), 'SVG', standardLimits);
  expect(read).toMatchObject({ width: 40, height: 30 });
  expect(read.words.map(({ text }) => text)).toEqual(['Shown ', 'here']);
});

describe('a picture that is not whole', () => {
  test.each([
    ['PNG', samplePng()],
    ['JPEG', sampleJpeg()],
  ] as const)('is refused wherever a %s is cut', async (kind, bytes) => {
    for (let length = 8; length < bytes.length; length++) {
      expect(await fault(bytes.subarray(0, length), kind), `after ${length} bytes`).not.toBe('nothing');
    }
    expect(await fault(bytes, kind)).toBe('nothing');
    expect(await fault(Buffer.concat([bytes, Buffer.from('left behind')]), kind)).toBe('nothing');
  });

  test('is refused where a byte of a PNG changed', async () => {
    const bytes = samplePng();
    for (let at = 8; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(await fault(changed, 'PNG'), `at byte ${at}`).not.toBe('nothing');
    }
  });

  test.each([
    ['too few rows', { rows: Buffer.alloc(7) }, 'its pixels end before the picture does'],
    ['no rows', { rows: Buffer.alloc(0) }, 'its pixels end before the picture does'],
    [
      'an unknown filter',
      { rows: Buffer.from([0, 1, 1, 1, 5, 1, 1, 1]) },
      'a row of its pixels has an unknown filter',
    ],
    ['more bits', { bitDepth: 16, rows: Buffer.alloc(8) }, 'its pixels end before the picture does'],
    ['bits that there are not', { bitDepth: 3 }, 'no PNG has the colour type 0 with 3 bits'],
    ['a colour type that there is not', { colourType: 5 }, 'no PNG has the colour type 5 with 8 bits'],
    ['colours without a palette', { colourType: 3 }, 'the PNG file has no picture in it'],
    ['a chunk of another standard', { chunks: [['CgBI', Buffer.alloc(4)]] }, 'no PNG file has a part `CgBI`'],
  ] as const)(
    'is refused where the check sums of a PNG are right and it has %s',
    async (_, sketch, expected) => {
      expect(await fault(samplePng(3, 2, sketch), 'PNG')).toBe(expected);
    },
  );

  test.each([
    // The passes 1, 2, 4, 5, 6 and 7, each row with its filter; the third has no pixel of five by three.
    ['interlaced', 5, 3, { interlace: 1 }, 2 + 2 + 2 + 4 + 2 * 3 + 6],
    ['of one bit', 9, 2, { bitDepth: 1 }, 6],
    ['of sixteen bits and four samples', 2, 2, { bitDepth: 16, colourType: 6 }, 34],
    ['of a palette', 3, 2, { colourType: 3, chunks: [['PLTE', Buffer.alloc(3)]] }, 8],
  ] as const)('is told from a whole one to the byte: %s', async (_, width, height, sketch, bytes) => {
    const sample = (length: number): Buffer =>
      samplePng(width, height, { ...sketch, rows: Buffer.alloc(length) });
    expect(await fault(sample(bytes), 'PNG')).toBe('nothing');
    expect(await fault(sample(bytes + 9), 'PNG')).toBe('nothing');
    expect(await fault(sample(bytes - 1), 'PNG')).toBe('its pixels end before the picture does');
  });

  test.each(Object.entries(photographs))(
    'is refused wherever the data of its last scan end, though the file ends properly: %s',
    async (_, bytes) => {
      expect(await fault(bytes, 'JPEG')).toBe('nothing');
      const scan = bytes.lastIndexOf(Buffer.from([0xff, 0xda]));
      const start = scan + 2 + bytes.readUInt16BE(scan + 2);
      for (let length = start; length < bytes.length - 2; length++) {
        // No marker begins there.
        if (bytes[length - 1] === 0xff) continue;
        const cut = Buffer.concat([bytes.subarray(0, length), Buffer.from([0xff, 0xd9])]);
        expect(await fault(cut, 'JPEG'), `after ${length} bytes`).toMatch(/^its pixels /);
      }
    },
  );

  test('is refused where a progressive JPEG lacks its last scans, though it ends properly', async () => {
    const bytes = photographs.progressive;
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 0xff && bytes[at + 1] === 0xda);
    expect(ends).toHaveLength(10);
    for (const end of ends.slice(1)) {
      const cut = Buffer.concat([bytes.subarray(0, end), Buffer.from([0xff, 0xd9])]);
      expect(await fault(cut, 'JPEG'), `before byte ${end}`).toBe('its pixels end before the picture does');
    }
  });

  test('is told from a whole one to the block, with restarts and without', async () => {
    const short = 'its pixels end before the picture does';
    for (const interval of [0, 3, 5]) {
      expect(await fault(sampleJpeg(40, 25, { interval }), 'JPEG')).toBe('nothing');
      expect(await fault(sampleJpeg(40, 25, { interval, blocks: 15 }), 'JPEG')).toBe(short);
    }
    // What comes behind the last block is nobody's.
    expect(await fault(sampleJpeg(40, 25, { blocks: 24 }), 'JPEG')).toBe('nothing');
  });

  test('is refused where it walks over a JPEG again and again, or codes it with nothing', async () => {
    const bytes = sampleJpeg();
    const scan = bytes.indexOf(Buffer.from([0xff, 0xda]));
    const again = Array.from({ length: 101 }, () => bytes.subarray(scan, -2));
    const many = Buffer.concat([bytes.subarray(0, scan), ...again, bytes.subarray(-2)]);
    expect(await fault(many, 'JPEG')).toBe('it has 101 scans, and the limit is 100');
    const tables = bytes.indexOf(Buffer.from([0xff, 0xc4]));
    const without = Buffer.concat([bytes.subarray(0, tables), bytes.subarray(tables + 40)]);
    expect(await fault(without, 'JPEG')).toBe('its pixels cannot be unpacked');
  });

  test('is refused where its pixels are packed wrongly', async () => {
    const bytes = samplePng(3, 2, { chunks: [['IDAT', Buffer.from('none')]] });
    expect(await fault(bytes, 'PNG')).toBe('its pixels cannot be unpacked');
  });

  test('is refused wherever an SVG is cut', async () => {
    const whole = sampleSvg('<g><text>Words</text></g>');
    for (let length = 0; length < whole.length; length++) {
      expect(await fault(whole.slice(0, length), 'SVG'), `after ${length} characters`).not.toBe('nothing');
    }
  });

  test.each([
    ['text', Buffer.from('Not a picture'), 'PNG', 'by its name it is PNG, but it holds something else'],
    ['nothing', Buffer.alloc(0), 'JPEG', 'by its name it is JPEG, but it holds nothing'],
    ['a JPEG', sampleJpeg(), 'PNG', 'by its name it is PNG, but it holds JPEG'],
    ['a PNG', samplePng(), 'SVG', 'by its name it is SVG, but it holds PNG'],
    ['a GIF', Buffer.from('GIF89a'), 'PNG', 'by its name it is PNG, but it holds GIF'],
    ['a page', Buffer.from('<p>Hi</p>'), 'SVG', '`<p>`'],
  ] as const)('is refused where the file is %s', async (_what, bytes, kind, expected) => {
    expect(await fault(bytes, kind)).toContain(expected);
  });

  test('is refused where it has no area, or more than a machine can hold', async () => {
    expect(await fault(samplePng(0, 4), 'PNG')).toBe('its size is 0 × 4 pixels');
    expect(await fault(samplePng(60_000, 60_000), 'PNG')).toBe('60000 × 60000, picturePixels');
    expect(await fault(sampleJpeg(65_535, 65_535), 'JPEG')).toBe('65535 × 65535, picturePixels');
  });
});

describe('a drawing that does more than show something', () => {
  test.each([
    ['code', '<script>alert(1)</script>', 'it has `<script>`, and a picture may only draw'],
    ['a handler', '<rect onload="x()"/>', 'it has `onload`, and a picture may only draw'],
    ['a page', '<foreignObject/>', 'it has `<foreignObject>`, and a picture may only draw'],
    [
      'animation',
      '<text>1<animate attributeName="x"/></text>',
      'it has `<animate>`, and a picture may only draw',
    ],
    ['a file', '<image href="file:///etc/passwd"/>', 'it loads `file:///etc/passwd`'],
    ['a drawing in it', '<image xlink:href="data:image/svg+xml,x"/>', 'it loads `data:image/svg+xml,x`'],
    ['an address', '<use xlink:href="https://a.example/b.svg#c"/>', 'it loads `https://a.example/b.svg#c`'],
    [
      'a style sheet',
      '<style>@import "https://a.example/b.css";</style>',
      'it has `@import`, and a picture may load nothing',
    ],
    ['a font', '<style>@font-face{src:url(https://a.example/f)}</style>', 'it loads `https://a.example/f`'],
    ['a ground', '<rect style="fill:url(https://a.example/b#c)"/>', 'it loads `https://a.example/b#c`'],
    ['undeclared words', '<text>&nbsp;</text>', 'it is not well-formed XML (undefined entity)'],
  ])('is refused: %s', async (_what, content, expected) => {
    expect(await svgFault(content)).toBe(expected);
  });

  test('is refused: entities of its own, and what they would multiply', async () => {
    const bomb = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${sampleSvg('<text>&b;</text>')}`;
    expect(await fault(bomb, 'SVG')).toBe('its DOCTYPE has declarations');
    expect(await fault(`<?xml-stylesheet href="a.css"?>${sampleSvg()}`, 'SVG')).toBe(
      'it has `<?xml-stylesheet?>`, and a picture may load nothing',
    );
  });

  test('is taken where it carries what it needs', async () => {
    const drawing =
      '<style>.a{fill:url(#g)} path{stroke:url(#g)}</style><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>' +
      '<rect id="r" class="a"/><use href="#r"/><use xlink:href="#r"/><image href="data:image/png;base64,AAAA"/>' +
      '<a href="https://a.example/"><path d="M0 0"/></a>';
    expect(await svgFault(drawing)).toBe('nothing');
    expect(
      await fault(
        `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC "a" "b">${sampleSvg()}`,
        'SVG',
      ),
    ).toBe('nothing');
  });
});

describe('a drawing that multiplies itself', () => {
  const bomb = (link: (id: string) => string): string =>
    Array.from({ length: 40 }, (_, level) =>
      level === 0
        ? '<g id="l0"><rect/></g>'
        : `<g id="l${level}">${link(`l${level - 1}`)}${link(`l${level - 1}`)}</g>`,
    ).join('');

  test.each([
    ['by `use`', (id: string) => `<use href="#${id}"/>`],
    ['by patterns', (id: string) => `<rect fill="url(#${id})"/>`],
    ['by masks in a style', (id: string) => `<rect style="mask: url('#${id}')"/>`],
  ])('is refused before it is drawn: %s', async (_how, link) => {
    expect(await svgFault(bomb(link))).toBe('more, pictureNodes');
  });

  test('is refused: by classes of its style sheet', async () => {
    const rules = Array.from({ length: 40 }, (_, level) => `.c${level}{fill:url(#l${level})}`).join('');
    const levels = bomb((id) => `<rect class="c${id.slice(1)}"/>`);
    expect(await svgFault(`<style>${rules}</style>${levels}`)).toBe('more, pictureNodes');
  });

  test('is refused: inside itself, too many elements, too deep', async () => {
    expect(await svgFault('<g id="a"><use href="#a"/></g>')).toBe('an element is drawn inside itself');
    expect(await svgFault('<g/>'.repeat(20), resourceLimits({ pictureNodes: 20 }))).toBe(
      'more, pictureNodes',
    );
    expect(await svgFault('<g>'.repeat(600) + '</g>'.repeat(600))).toBe('more, htmlDepth');
  });
});
