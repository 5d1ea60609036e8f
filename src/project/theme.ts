import { nearestThat } from '../model/colour.js';
import { isAlike, leastContrast, secondOf } from '../model/palette.js';
import { isReadable, isVisible, type Theme, themeOf } from '../model/theme.js';
import type { YamlPath } from '../yaml/positions.js';
import type { Problem } from './paths.js';
import type { ProjectSpec } from './spec.js';

type ReportSpec = ProjectSpec['reports'][string];
type ThemeSpec = NonNullable<ProjectSpec['theme']>;

/**
 * The house of a report: what its own theme says, then that of the project, then what follows from its publisher. A report
 * of another publisher does not inherit colours.
 */
export function resolveTheme(spec: ProjectSpec, report: ReportSpec): Theme {
  const publisher = report.publisher ?? spec.publisher;
  const isGuest = publisher !== spec.publisher;
  const { accent: ownAccent, second: ownSecond, ...shared }: ThemeSpec = spec.theme ?? {};
  const colours = isGuest
    ? {}
    : { ...(ownAccent && { accent: ownAccent }), ...(ownSecond && { second: ownSecond }) };
  const own = { ...colours, ...shared, ...report.theme };
  const host = spec.theme?.accent ?? themeOf(spec.publisher).accent;
  const made = isGuest ? themeOf(publisher, host) : themeOf(publisher);
  const accent = own.accent ?? made.accent;
  // A second colour that was chosen for another accent does not go with this one.
  const second = report.theme?.accent === undefined ? own.second : report.theme.second;
  const { cover = made.cover, paper = made.paper } = own;
  return { accent, second: second ?? secondOf(accent), cover, paper };
}

interface ThemeProblem {
  readonly path: YamlPath;
  readonly problem: Problem;
}

/** What is wrong with the colours of the themes of a project. */
export function themeProblems(spec: ProjectSpec): ThemeProblem[] {
  const of = (theme: ThemeSpec | undefined, base: YamlPath): ThemeProblem[] =>
    theme === undefined ? [] : colourProblems(theme, [...base, 'theme']);
  return [
    ...of(spec.theme, []),
    ...Object.entries(spec.reports).flatMap(([id, report]) => of(report.theme, ['reports', id])),
  ];
}

function colourProblems({ accent, second }: ThemeSpec, path: YamlPath): ThemeProblem[] {
  const problems: ThemeProblem[] = [];
  if (accent !== undefined && !isReadable(accent)) {
    const expected = `expected one that can be read: a contrast of ${leastContrast.words} : 1 with white and with boxes`;
    problems.push({ path: [...path, 'accent'], problem: refused(accent, expected, isReadable) });
  }
  if (second !== undefined && !isVisible(second)) {
    const expected = `expected one that can be seen: a contrast of ${leastContrast.shapes} : 1 with white`;
    problems.push({ path: [...path, 'second'], problem: refused(second, expected, isVisible) });
  } else if (second !== undefined && accent !== undefined && isAlike(accent, second)) {
    const passes = (colour: string): boolean => isVisible(colour) && !isAlike(colour, accent);
    const expected = `expected another than the accent \`${accent}\``;
    problems.push({ path: [...path, 'second'], problem: refused(second, expected, passes) });
  }
  return problems;
}

function refused(colour: string, expected: string, passes: (candidate: string) => boolean): Problem {
  const nearest = nearestThat(colour, passes);
  return {
    message: `Unexpected colour \`${colour}\`, ${expected}`,
    ...(nearest === undefined ? {} : { hint: `the nearest that passes is \`${nearest}\`` }),
  };
}
