import type { Target } from './project.js';

/** Which report, of which item where it has some, in which language: by this, files and records say what they are of. */
export interface TargetName {
  readonly report: string;
  /** The slug. */
  readonly item?: string;
  readonly language: string;
}

/** The name of a target, for files and records. */
export const targetName = ({
  report,
  item,
  language,
}: Pick<Target, 'item' | 'language'> & { readonly report: Pick<Target['report'], 'id'> }): TargetName => ({
  report: report.id,
  ...(item && { item: item.slug }),
  language,
});

/** A report, or one of its items, as the command line names it: `annual`, `annual/prizren`. */
export const reportName = ({ report, item }: Pick<TargetName, 'report' | 'item'>): string =>
  item === undefined ? report : `${report}/${item}`;

/** True where both are of the same report, item and language. */
export const isSameTarget = (a: TargetName, b: TargetName): boolean =>
  a.report === b.report && a.item === b.item && a.language === b.language;
