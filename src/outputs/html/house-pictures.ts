import type { Element } from 'hast';
import { h } from 'hastscript';
import type { House, HousePicture } from '../../model/project/house.js';
import { named } from './cover-line.js';

/** The classes of the pictures of a house, by which whoever reads a finished page finds them. */
export const pictureClasses = { logo: 'logo', picture: 'cover-picture' } as const;

/** The sign of the publisher, where it has one. */
export const logoOf = ({ logo }: House): Element[] =>
  logo === undefined ? [] : [image(pictureClasses.logo, logo)];

/** What the cover shows, where it shows a picture. */
export const coverPictureOf = ({ picture }: House): Element[] =>
  picture === undefined ? [] : [image(pictureClasses.picture, picture)];

/** The address of a picture that stands in the page itself. */
const addressOf = ({ mediaType, data }: Pick<HousePicture, 'mediaType' | 'data'>): string =>
  `data:${mediaType};base64,${data}`;

function image(name: string, picture: HousePicture): Element {
  const { width, height, alt } = picture;
  const size = { ...(width && { width: Math.round(width) }), ...(height && { height: Math.round(height) }) };
  return h('img', { className: [name], src: addressOf(picture), alt, ...size, ...named(alt) });
}
