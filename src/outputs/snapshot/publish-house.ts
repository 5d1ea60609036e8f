import type { House } from '../../model/house.js';
import type { SnapshotHouseFile } from '../../model/snapshot.js';
import { sha256 } from '../../sha256.js';

const digestOf = ({ data }: { readonly data: string }): string => sha256(Buffer.from(data, 'base64'));

/** The files of the publisher that a page carries, by their bytes: so `verify` knows each without the project. */
export function publishHouse({ logo, picture, fonts, css }: House): SnapshotHouseFile[] {
  const pictures = { logo, picture };
  const own = (['logo', 'picture'] as const).flatMap((what) => {
    const shown = pictures[what];
    return shown === undefined ? [] : [{ what, sha256: digestOf(shown) }];
  });
  return [
    ...own,
    ...(fonts?.faces ?? []).map((face) => ({ what: 'font' as const, sha256: digestOf(face) })),
    ...(css === undefined ? [] : [{ what: 'style' as const, sha256: sha256(css) }]),
  ];
}
