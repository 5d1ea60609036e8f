import type { House } from '../../model/house.js';
import type { SnapshotHouseFile } from '../../model/snapshot.js';
import { sha256 } from '../canonical.js';

/** The files of the publisher that a page carries, by their bytes: so `verify` knows each without the project. */
export function publishHouse({ logo, picture }: House): SnapshotHouseFile[] {
  const pictures = { logo, picture };
  return (['logo', 'picture'] as const).flatMap((what) => {
    const shown = pictures[what];
    return shown === undefined ? [] : [{ what, sha256: sha256(Buffer.from(shown.data, 'base64')) }];
  });
}
