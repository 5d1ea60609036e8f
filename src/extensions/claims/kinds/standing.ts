import { zero } from '../../../model/exact.js';
import { type Bounds, boundsOf, type Figure } from '../figure.js';
import type { Finding } from '../finding.js';
import type { ClaimKind, Shapes } from '../kind.js';
import { above, equal, not, type Truth } from '../truth.js';

type Standing = ClaimKind<'standing'>;
type Group = Shapes['standing'][number];

function compared({ own }: Group, other: Figure, holds: (own: Bounds, other: Bounds) => Truth): Truth {
  return holds(boundsOf(own), boundsOf(other));
}

function extreme(name: string, words: string, beats: (own: Bounds, other: Bounds) => Truth): Standing {
  const notBeaten = (own: Bounds, other: Bounds): Truth => not(beats(other, own));
  return {
    name,
    shape: 'standing',
    limits: ['strict'],
    expected: ({ strict = true }) =>
      strict ? `${words} every other` : `${words} every other, or level with it`,
    findings: (groups, { strict = true }) =>
      groups.flatMap((group) =>
        group.others.map((other) => ({
          holds: compared(group, other, strict ? beats : notBeaten),
          figures: [group.own, other],
        })),
      ),
  };
}

/** own > every other of the dimension; with `strict=false` no other > own. */
export const highest = extreme('highest', 'it to be above', above);

/** own < every other of the dimension; with `strict=false` no other < own. */
export const lowest = extreme('lowest', 'it to be below', (own, other) => above(other, own));

/** own > 0, and every other of the dimension = 0; "none recorded" counts as 0. */
export const only: Standing = {
  name: 'only',
  shape: 'standing',
  limits: [],
  expected: () => 'it to be above 0, and every other to be 0',
  findings: (groups) =>
    groups.flatMap((group) => [
      { holds: above(boundsOf(group.own), nothing), figures: [group.own] },
      ...group.others.map((other) => ({
        holds: equal(boundsOf(other), nothing),
        figures: [group.own, other],
      })),
    ]),
};

const nothing: Bounds = { low: zero, high: zero };

/** Exactly rank - 1 others > own, and none equal to it; with `strict=false` others may be equal. */
export const rank: Standing = {
  name: 'rank',
  shape: 'standing',
  limits: ['rank', 'strict'],
  required: ['rank'],
  expected: ({ rank: place = 1 }) => `${place - 1} of the others above it`,
  findings: (groups, { rank: place = 1, strict = true }) =>
    groups.flatMap((group) => [inPlace(group, place), ...(strict ? alone(group) : [])]),
};

function inPlace(group: Group, place: number): Finding {
  const truths = group.others.map((other) => compared(group, other, (own, next) => above(next, own)));
  const higher = group.others.filter((_, index) => truths[index] === true);
  const open = group.others.filter((_, index) => truths[index] === undefined);
  const impossible = higher.length > place - 1 || higher.length + open.length < place - 1;
  const holds = impossible ? false : open.length > 0 ? undefined : true;
  const figures = [group.own, ...higher, ...(holds === undefined ? open : [])];
  return { holds, figures, pointed: group.own, compared: [group.own, ...group.others] };
}

function alone(group: Group): Finding[] {
  const differs = (own: Bounds, other: Bounds): Truth => not(equal(own, other));
  return group.others.map((other) => ({
    holds: compared(group, other, differs),
    figures: [group.own, other],
  }));
}
