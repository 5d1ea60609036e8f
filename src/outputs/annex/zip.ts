import { type Zippable, zipSync } from 'fflate';

/**
 * A ZIP archive of these files in their order. Its bytes are the same on every machine and Node, since it is packed in
 * JavaScript without a clock. (fflate reads the local parts of a date, as they are set here.)
 * @param isPacked What would not shrink, such as a PNG.
 */
export function zip(
  files: Readonly<Record<string, Uint8Array>>,
  isPacked: (path: string) => boolean = () => false,
): Uint8Array {
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, [bytes, { level: isPacked(path) ? 0 : 6, mtime }]]),
  );
  return zipSync(entries);
}
