import { nearestThat } from '../model/chart/colour.js';
import { isAlike, isWarning, leastContrast, secondOf } from '../model/chart/palette.js';
import { fontRoles } from '../model/project/house.js';
import {
  type Cover,
  isReadable,
  isVisible,
  type Theme,
  type ThemeFile,
  type ThemeFonts,
  themeOf,
} from '../model/project/theme.js';
import { phrase, wording } from '../problems/problem.js';
import type { ParsedYaml, YamlPath } from '../yaml/positions.js';
import { normalPath, type Problem } from './paths.js';
import type { ProjectSpec } from './spec.js';

type ReportSpec = ProjectSpec['reports'][string];
type ThemeSpec = NonNullable<ProjectSpec['theme']>;
type Fonts = NonNullable<ThemeSpec['fonts']>;

/** A theme as a project writes it, and where. */
interface Written {
  readonly theme: ThemeSpec;
  /** The path of its `theme`. */
  readonly path: YamlPath;
}

/** The themes of a project, its own first. */
const writtenThemes = (spec: ProjectSpec): Written[] =>
  [
    { theme: spec.theme, path: ['theme'] },
    ...Object.entries(spec.reports).map(([id, { theme }]) => ({ theme, path: ['reports', id, 'theme'] })),
  ].flatMap(({ theme, path }) => (theme === undefined ? [] : [{ theme, path }]));

/**
 * The house of a report: what its own theme says, then that of the project, then what follows from its publisher. A report
 * of another publisher inherits neither colours nor what bears them: it shares the paper and a cover without a picture.
 */
export function resolveTheme(spec: ProjectSpec, id: string, report: ReportSpec, parsed: ParsedYaml): Theme {
  const publisher = report.publisher ?? spec.publisher;
  const isGuest = publisher !== spec.publisher;
  const shared: ThemeSpec = spec.theme ?? {};
  const inherited: ThemeSpec = isGuest ? sharedWithGuests(shared) : shared;
  // One chapter has no pages before it.
  const own = { ...inherited, ...(report.only !== undefined && { cover: 'none' as const }), ...report.theme };
  const host = shared.accent ?? themeOf(spec.publisher).accent;
  const made = isGuest ? themeOf(publisher, host) : themeOf(publisher);
  const accent = own.accent ?? made.accent;
  // A second colour that was chosen for another accent does not go with this one.
  const second = report.theme?.accent === undefined ? own.second : report.theme.second;
  const whereIs = (key: keyof ThemeSpec): YamlPath =>
    report.theme?.[key] === undefined ? ['theme', key] : ['reports', id, 'theme', key];
  return {
    accent,
    second: second ?? secondOf(accent),
    paper: own.paper ?? made.paper,
    ...coverOf(own.cover ?? made.cover, whereIs('cover'), parsed),
    ...(own.logo && {
      logo: { ...fileAt(own.logo.file, [...whereIs('logo'), 'file'], parsed), alt: own.logo.alt },
    }),
    ...(own.css && { css: fileAt(own.css, whereIs('css'), parsed) }),
    ...(own.fonts && { fonts: fontsOf(own.fonts, whereIs('fonts'), parsed) }),
  };
}

const sharedWithGuests = ({ cover, paper }: ThemeSpec): ThemeSpec => ({
  ...(typeof cover === 'string' && { cover }),
  ...(paper && { paper }),
});

const fileAt = (file: string, path: YamlPath, parsed: ParsedYaml): ThemeFile => ({
  file: normalPath(file),
  position: parsed.positionOf(path),
});

function fontsOf({ text, headings }: Fonts, path: YamlPath, parsed: ParsedYaml): ThemeFonts {
  const files = (role: string, named: readonly string[]): readonly ThemeFile[] =>
    named.map((file, index) => fileAt(file, [...path, role, index], parsed));
  return {
    ...(text && { text: files('text', text) }),
    ...(headings && { headings: files('headings', headings) }),
  };
}

function coverOf(
  cover: NonNullable<ThemeSpec['cover']> | Cover,
  path: YamlPath,
  parsed: ParsedYaml,
): Pick<Theme, 'cover' | 'picture' | 'figure'> {
  if (typeof cover === 'string') return { cover };
  if ('figure' in cover)
    return {
      cover: 'band',
      figure: { id: cover.figure, position: parsed.positionOf([...path, 'figure']) },
    };
  return {
    cover: 'image',
    picture: { ...fileAt(cover.image, [...path, 'image'], parsed), alt: cover.alt ?? '' },
  };
}

/** A file that a theme names, and what is expected there. */
interface NamedFile {
  readonly path: YamlPath;
  readonly file: string;
  readonly expected: string;
  /** How its name may end. */
  readonly endings: RegExp;
}

/** The files that the themes of a project name, of a kind that is taken. */
export const themeFiles = (spec: ProjectSpec): NamedFile[] =>
  namedFiles(spec).filter(({ file, endings }) => endings.test(file));

function namedFiles(spec: ProjectSpec): NamedFile[] {
  return writtenThemes(spec).flatMap(({ theme: { logo, cover, fonts, css }, path }): NamedFile[] => [
    ...(css === undefined
      ? []
      : [{ path: [...path, 'css'], file: css, expected: 'a CSS file', endings: /\.css$/i }]),
    ...fontRoles.flatMap((role) =>
      (fonts?.[role] ?? []).map((file, index) => ({
        path: [...path, 'fonts', role, index],
        file,
        expected: 'a TTF, OTF or WOFF2 file',
        endings: /\.(?:ttf|otf|woff2)$/i,
      })),
    ),
    ...(logo === undefined
      ? []
      : [
          {
            path: [...path, 'logo', 'file'],
            file: logo.file,
            expected: 'an SVG or PNG file',
            endings: /\.(?:svg|png)$/i,
          },
        ]),
    ...(typeof cover !== 'object' || !('image' in cover)
      ? []
      : [
          {
            path: [...path, 'cover', 'image'],
            file: cover.image,
            expected: 'a JPEG, PNG or SVG file',
            endings: /\.(?:jpe?g|png|svg)$/i,
          },
        ]),
  ]);
}

interface ThemeProblem {
  readonly path: YamlPath;
  readonly problem: Problem;
}

/** What is wrong with the themes of a project, as far as no file need be read for it. */
export function themeProblems(spec: ProjectSpec): ThemeProblem[] {
  return [
    ...writtenThemes(spec).flatMap(({ theme, path }) => [
      ...colourProblems(theme, path),
      ...coverProblems(theme, path),
    ]),
    ...namedFiles(spec).flatMap(({ path, file, expected, endings }) =>
      endings.test(file) ? [] : [{ path, problem: wording('project/theme.file', { file, expected }) }],
    ),
  ];
}

/** A picture says something, or it does not: that of a cover is never silent by an oversight. */
function coverProblems({ cover }: ThemeSpec, path: YamlPath): ThemeProblem[] {
  if (typeof cover !== 'object' || 'figure' in cover) return [];
  if ((cover.alt === undefined) !== (cover.decorative === undefined)) return [];
  const id = cover.alt === undefined ? 'project/theme.picture' : 'project/theme.picture-both';
  return [{ path: [...path, 'cover'], problem: wording(id) }];
}

function colourProblems({ accent, second }: ThemeSpec, path: YamlPath): ThemeProblem[] {
  const problems: ThemeProblem[] = [];
  if (accent !== undefined && !isReadable(accent)) {
    const fault = wording('project/theme.accent', { colour: accent, least: leastContrast.words });
    problems.push({ path: [...path, 'accent'], problem: refused(accent, fault, isReadable) });
  }
  const fault = second === undefined ? undefined : faultOfSecond(second, accent);
  if (second !== undefined && fault !== undefined) {
    // What is proposed must pass all of the rules.
    const passes = (colour: string): boolean => faultOfSecond(colour, accent) === undefined;
    problems.push({ path: [...path, 'second'], problem: refused(second, fault, passes) });
  }
  return problems;
}

function faultOfSecond(colour: string, accent: string | undefined): Problem | undefined {
  if (!isVisible(colour)) return wording('project/theme.second', { colour, least: leastContrast.shapes });
  // No chart would use it.
  if (isWarning(colour)) return wording('project/theme.warning', { colour });
  return accent !== undefined && isAlike(accent, colour)
    ? wording('project/theme.near', { colour, accent })
    : undefined;
}

function refused(colour: string, fault: Problem, passes: (candidate: string) => boolean): Problem {
  const nearest = nearestThat(colour, passes);
  return nearest === undefined ? fault : { ...fault, hint: phrase('project/theme.nearest', { nearest }) };
}
