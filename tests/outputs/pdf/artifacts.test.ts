import { describe, expect, test } from 'vitest';
import { markArtifacts } from '../../../src/outputs/pdf/content/artifacts.js';
import { applyEdits } from '../../../src/outputs/pdf/content/page-content.js';
import { pageWith } from './synthetic.js';

async function marked(content: string, decoration: number[] = [], forms = {}): Promise<string | undefined> {
  const { streams } = await pageWith(content, forms);
  const [stream] = streams;
  if (!stream) throw new Error('no stream');
  const edits = markArtifacts(stream, new Map(decoration.map((mark) => [mark, 'Pagination'])));
  if (edits.length === 0) return undefined;
  return applyEdits(stream.bytes, edits)
    .toString('latin1')
    .replaceAll('/Artifact <</Type/Layout>>BDC', 'LAYOUT')
    .replaceAll('/Artifact <</Type/Pagination>>BDC', 'PAGINATION')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('marking artifacts', () => {
  test('leaves a stream whose paint is all marked as it is', async () => {
    expect(
      await marked('q /P <</MCID 0>>BDC 0 0 9 9 re f BT (a) Tj ET EMC 0 0 9 9 re W n Q'),
    ).toBeUndefined();
  });

  test('wraps a path from its first segment, not the state before it', async () => {
    expect(await marked('1 g 0 0 m 9 9 l S')).toBe('1 g LAYOUT 0 0 m 9 9 l S EMC');
  });

  test('wraps a text object whole', async () => {
    expect(await marked('BT /F 9 Tf (a) Tj ET')).toBe('LAYOUT BT /F 9 Tf (a) Tj ET EMC');
  });

  test('wraps single texts where the text object holds marks', async () => {
    expect(await marked('BT (a) Tj /P <</MCID 0>>BDC (b) Tj EMC (c) Tj ET')).toBe(
      'BT LAYOUT (a) Tj EMC /P <</MCID 0>>BDC (b) Tj EMC LAYOUT (c) Tj EMC ET',
    );
  });

  test('takes words that only say how they are read for what stands around them', async () => {
    const space = '/Span <</ActualText <FEFF2002>>>BDC (b) Tj EMC';
    expect(await marked(`BT (a) Tj ${space} (c) Tj ET`)).toBe(`LAYOUT BT (a) Tj ${space} (c) Tj ET EMC`);
    expect(await marked(`/P <</MCID 0>>BDC BT ${space} (c) Tj ET EMC (d) Tj`)).toBeUndefined();
  });

  test('wraps pictures and forms, but leaves a form with tagged content to mark itself', async () => {
    const forms = { Plain: '0 0 9 9 re f', Tagged: '/P <</MCID 3>>BDC (a) Tj EMC' };
    expect(await marked('/Plain Do /Tagged Do', [], forms)).toBe('LAYOUT /Plain Do EMC /Tagged Do');
  });

  test('makes an artifact of marked content that decorates', async () => {
    expect(await marked('/P <</MCID 0>>BDC 0 0 9 9 re f EMC /P <</MCID 1>>BDC (a) Tj EMC', [0])).toBe(
      'PAGINATION 0 0 9 9 re f EMC /P <</MCID 1>>BDC (a) Tj EMC',
    );
  });
});
