import { posix } from 'node:path';
import type { Image, Root } from 'mdast';
import type { Host } from '../../host/host.js';
import { coverageFile, parseCoverage } from '../../language/font-coverage.js';
import { visit } from '../../model/tree/visit.js';
import { PictureFault } from '../../pictures/picture.js';
import { pictureProblem, strangeCharacters, strangeNumbers } from '../../pictures/problems.js';
import { mediaTypes, pictureKinds, readPicture } from '../../pictures/read.js';
import { describeFileProblem, findFile } from '../template/named-file.js';
import type { Resolution } from './resolution.js';

/** Inlines every image of the tree as a data URL. */
export async function inlineImages(
  root: Root,
  template: string,
  host: Host,
  resolution: Resolution,
): Promise<void> {
  const images: Image[] = [];
  visit(root, 'image', (image) => {
    images.push(image);
  });
  for (const image of images) await inlineImage(image, template, host, resolution);
}

async function inlineImage(
  image: Image,
  template: string,
  host: Host,
  resolution: Resolution,
): Promise<void> {
  const at = resolution.at(image);
  const url = decodeSafely(image.url);
  if ((image.alt ?? '').trim() === '') {
    resolution.refuse(at, 'content/image.alternative', { url });
  }
  const kind = pictureKinds.get(url.split('.').at(-1)?.toLowerCase() ?? '');
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || kind === undefined) {
    resolution.refuse(at, 'content/image.png', { url });
    return;
  }
  const path = await findFile(host.project, template, url);
  try {
    const bytes = await host.project.read(path, host.limits.pictureBytes);
    const { words, ...size } = await readPicture(bytes, kind, host.limits);
    for (const each of strangeNumbers(words, { path, at, alt: image.alt ?? '' }))
      resolution.diagnostics.push(each);
    if (words.length > 0) {
      const { picture: covers } = parseCoverage(await host.tool.readText(coverageFile));
      for (const each of strangeCharacters(words, { path, at, covers })) resolution.diagnostics.push(each);
    }
    const source = `data:${mediaTypes[kind]};base64,${Buffer.from(bytes).toString('base64')}`;
    image.data = { ...image.data, source, ...size };
  } catch (error) {
    if (error instanceof PictureFault) {
      resolution.diagnostics.push(pictureProblem(error, { url, path, at, limits: host.limits }));
      return;
    }
    const siblings = await host.project.list(posix.dirname(path));
    const limit = { name: 'pictureBytes', limits: host.limits } as const;
    const diagnostic = describeFileProblem(error, { written: url, position: at, siblings, limit });
    resolution.diagnostics.push(
      diagnostic.code === 'content/missing-file'
        ? { ...diagnostic, code: 'content/missing-image' }
        : diagnostic,
    );
  }
}

/** A URL or path as its author means it, percent escapes resolved; as it stands where they are not well-formed (`50%.png`). */
export function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
