/** Width and height of an image in CSS pixels, so that the page keeps its place; empty when they cannot be told. */
export function imageSize(bytes: Uint8Array, type: string): { width?: number; height?: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'image/png') return pngSize(view);
  return type === 'image/jpeg' ? jpegSize(view) : svgSize(new TextDecoder().decode(bytes));
}

/** Source: PNG specification, section 11.2.2: IHDR follows the signature. */
function pngSize(view: DataView): { width?: number; height?: number } {
  return view.byteLength < 24 ? {} : { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Source: ITU-T T.81, table B.1: the frame header is the first SOF marker. */
function jpegSize(view: DataView): { width?: number; height?: number } {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return {};
}

function svgSize(text: string): { width?: number; height?: number } {
  const [, , width, height] = (/viewBox\s*=\s*["']([^"']+)["']/.exec(text)?.[1] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return width === undefined || height === undefined || !(width > 0) || !(height > 0)
    ? {}
    : { width, height };
}
