import type { Language } from '../../language/language.js';
import { momentOf, type Release } from '../../model/project/release.js';

/** Of a report, what decides whom it is for and how far it is. */
export interface Stamped {
  readonly audience?: 'confidential' | undefined;
  readonly release?: Release | undefined;
  readonly draft: boolean;
}

/** What every page of a report bears, each with its words; none on one that anybody may have. */
interface Stamp {
  readonly id: 'confidential' | 'embargo' | 'draft';
  readonly words: string;
}

/** The stamps of a report, in their order. */
export function stampsOf({ audience, release, draft }: Stamped, language: Language): readonly Stamp[] {
  const embargo = embargoWords(release, language);
  return [
    ...(audience === 'confidential' ? [{ id: audience, words: language.message('html.confidential') }] : []),
    ...(embargo === undefined
      ? []
      : [{ id: 'embargo' as const, words: language.message('html.release.embargo', { until: embargo }) }]),
    ...(draft ? [{ id: 'draft' as const, words: language.message('html.draft') }] : []),
  ];
}

/** What says along the edge of each page that it is not for everybody, or not yet. */
export function restrictionOf(about: Stamped, language: Language): string | undefined {
  const words = stampsOf(about, language).flatMap((each) => (each.id === 'draft' ? [] : [each.words]));
  return words.length === 0 ? undefined : words.join(' \u00B7 ');
}

/** "Final · Signed off by Ana Berisha, Head of Statistics, 31 March 2026"; undefined where nothing is declared. */
export function releaseWords(release: Release | undefined, language: Language): string | undefined {
  const { status, signedOff, corrected } = release ?? {};
  const words = [
    ...(status === undefined ? [] : [language.message(`html.release.${status}`)]),
    ...(signedOff === undefined ? [] : [signedOffWords(signedOff, language)]),
    ...(corrected === undefined
      ? []
      : [language.message('html.release.corrected', { day: language.date(corrected) })]),
  ];
  return words.length === 0 ? undefined : words.join(' \u00B7 ');
}

const signedOffWords = ({ by, on }: NonNullable<Release['signedOff']>, language: Language): string =>
  language.message('html.release.signed-off', { by, day: language.date(on) });

/** "15 April 2026, 10:00 (UTC+02:00)" */
export function embargoWords(release: Release | undefined, language: Language): string | undefined {
  const until = release?.embargo === undefined ? undefined : momentOf(release.embargo);
  if (until === undefined) return undefined;
  const { day, time, offset } = until;
  const from = offset === 'Z' ? 'UTC' : `UTC${offset}`;
  return language.message('html.release.until', { day: language.date(day), time, offset: from });
}
