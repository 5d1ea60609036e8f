import { describe, expect, test } from 'vitest';
import { decode as decodeBytes } from '../../src/inputs/text.js';

function decode(bytes: Uint8Array, encoding?: string): unknown {
  const decoded = decodeBytes(bytes, encoding);
  return decoded.bytes === undefined ? decoded : { text: Buffer.from(decoded.bytes).toString() };
}

/** The upper half of each encoding, byte 0x80 first; a full stop for a byte that it does not have. */
const upperHalves: Readonly<Record<string, readonly string[]>> = {
  'windows-1250': [
    '€.‚.„…†‡.‰Š‹ŚŤŽŹ.‘’“”•–—.™š›śťžź',
    '\u00a0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00ad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż',
    'ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß',
    'ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙',
  ],
  'windows-1251': [
    'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—.™љ›њќћџ',
    '\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї',
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ',
    'абвгдежзийклмнопрстуфхцчшщъыьэюя',
  ],
  'windows-1252': [
    '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ',
    '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿',
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß',
    'àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  ],
  'windows-1254': [
    '€.‚ƒ„…†‡ˆ‰Š‹Œ....‘’“”•–—˜™š›œ..Ÿ',
    '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿',
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß',
    'àáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ',
  ],
  'windows-1257': [
    '€.‚.„…†‡.‰.‹.¨ˇ¸.‘’“”•–—.™.›.¯˛.',
    '\u00a0.¢£¤.¦§Ø©Ŗ«¬\u00ad®Æ°±²³´µ¶·ø¹ŗ»¼½¾æ',
    'ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽß',
    'ąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙',
  ],
  'iso-8859-1': [
    '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ',
    '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿',
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß',
    'àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  ],
  'iso-8859-2': [
    '................................',
    '\u00a0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00adŽŻ°ą˛ł´ľśˇ¸šşťź˝žż',
    'ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß',
    'ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙',
  ],
  'iso-8859-4': [
    '................................',
    '\u00a0ĄĸŖ¤ĨĻ§¨ŠĒĢŦ\u00adŽ¯°ą˛ŗ´ĩļˇ¸šēģŧŊžŋ',
    'ĀÁÂÃÄÅÆĮČÉĘËĖÍÎĪĐŅŌĶÔÕÖ×ØŲÚÛÜŨŪß',
    'āáâãäåæįčéęëėíîīđņōķôõö÷øųúûüũū˙',
  ],
  'iso-8859-5': [
    '................................',
    '\u00a0ЁЂЃЄЅІЇЈЉЊЋЌ\u00adЎЏАБВГДЕЖЗИЙКЛМНОП',
    'РСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп',
    'рстуфхцчшщъыьэюя№ёђѓєѕіїјљњћќ§ўџ',
  ],
  'iso-8859-7': [
    '................................',
    '\u00a0‘’£€₯¦§¨©ͺ«¬\u00ad.―°±²³΄΅Ά·ΈΉΊ»Ό½ΎΏ',
    'ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ.ΣΤΥΦΧΨΩΪΫάέήί',
    'ΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ.',
  ],
  'iso-8859-9': [
    '€.‚ƒ„…†‡ˆ‰Š‹Œ....‘’“”•–—˜™š›œ..Ÿ',
    '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿',
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß',
    'àáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ',
  ],
  'iso-8859-10': [
    '................................',
    '\u00a0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00adŪŊ°ąēģīĩķ·ļđšŧž―ūŋ',
    'ĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞß',
    'āáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ',
  ],
  'iso-8859-13': [
    '................................',
    '\u00a0”¢£¤„¦§Ø©Ŗ«¬\u00ad®Æ°±²³“µ¶·ø¹ŗ»¼½¾æ',
    'ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽß',
    'ąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž’',
  ],
  'iso-8859-15': [
    '................................',
    '\u00a0¡¢£€¥Š§š©ª«¬\u00ad®¯°±²³Žµ¶·ž¹º»ŒœŸ¿',
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß',
    'àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  ],
  'koi8-r': [
    '─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u00a0⌡°²·÷',
    '═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©',
    'юабцдефгхийклмнопярстужвьызшэщчъ',
    'ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ',
  ],
};

describe('every byte of an encoding that can be declared', () => {
  test.each(Object.entries(upperHalves))('%s', (encoding, rows) => {
    for (const [index, character] of [...rows.join('')].entries()) {
      const byte = 0x80 + index;
      // A lone byte of the upper half is never UTF-8, so that the declared encoding is asked.
      const decoded = decode(Uint8Array.of(0x61, byte, 0x62), encoding);
      const name = `0x${byte.toString(16).toUpperCase()}`;
      const expected =
        character === '.' ? { wrong: { line: 1, column: 2, byte: name } } : { text: `a${character}b` };
      expect(decoded, `byte ${byte.toString(16)}`).toEqual(expected);
    }
  });
});

describe('the place of bytes that do not decode', () => {
  const encoder = new TextEncoder();

  test('is behind a replacement character that the file really has', () => {
    const bytes = Buffer.concat([encoder.encode('name\nodd \uFFFD sign\nm'), Buffer.from([0xe8, 0x6c])]);
    expect(decode(bytes)).toEqual({ wrong: { line: 3, column: 2, byte: '0xE8' } });
  });

  test('is found in a long file, at the beginning of the broken character', () => {
    const before = `${'é,ü\n'.repeat(50_000)}x`;
    const wrongs: [number[], string][] = [
      [[0xc3, 0x28], '0xC3'],
      [[0xe2, 0x82], '0xE2'],
      [[0xff], '0xFF'],
    ];
    for (const [wrong, byte] of wrongs) {
      const bytes = Buffer.concat([encoder.encode(before), Buffer.from(wrong)]);
      expect(decode(bytes)).toEqual({ wrong: { line: 50_001, column: 2, byte } });
    }
  });
});

test.each([
  ['utf-16le', Buffer.from('year,cases\n2014,1\n', 'utf16le')],
  ['utf-16be', Buffer.from('year,cases\n2014,1\n', 'utf16le').swap16()],
])(
  'a declared %s without a byte order mark is read as declared, though its bytes are UTF-8 too',
  (encoding, bytes) => {
    expect(decode(bytes, encoding)).toEqual({ text: 'year,cases\n2014,1\n' });
  },
);
