import type { PackageSpec } from './package-schema.js';

/**
 * The subjects of the Single Integrated Metadata Structure (ESMS) on which a data package may say what no program can
 * know. *Source:* Eurostat, Euro SDMX Metadata Structure 2.0.
 */
export const methodSubjects = [
  'contact',
  'mandate',
  'confidentiality',
  'release',
  'accuracy',
  'timeliness',
  'comparability',
] as const;
export type MethodSubject = (typeof methodSubjects)[number];

/** Somebody whom the data package names among its `contributors`. */
export interface Contributor {
  readonly name: string;
  readonly organisation?: string;
  readonly email?: string;
}

/** What a data package says of itself as a whole: what the methods annex is written from, beside the datasets. */
export interface About {
  readonly title?: string;
  readonly description?: string;
  readonly contributors: readonly Contributor[];
  /** The words of its makers, by subject. */
  readonly statements: Readonly<Partial<Record<MethodSubject, string>>>;
  /** Pairs of datasets that state one quantity (`equals`), by name. */
  readonly equals: readonly (readonly [string, string])[];
}

export const nothingKnown: About = { contributors: [], statements: {}, equals: [] };

/** What the package says of itself. */
export function aboutOf({
  title,
  description,
  contributors = [],
  methods = {},
  resources,
}: PackageSpec): About {
  const pairs = resources.flatMap(({ name, equals = [] }) =>
    equals.map(({ to }) => [name, to.resource ?? name] as const),
  );
  const different = new Map(pairs.filter(([a, b]) => a !== b).map((pair) => [JSON.stringify(pair), pair]));
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    contributors: contributors.flatMap(contributorOf),
    statements: Object.fromEntries(
      methodSubjects.flatMap((subject) => {
        const text = methods[subject];
        return text === undefined ? [] : [[subject, text]];
      }),
    ),
    equals: [...different.values()],
  };
}

type Written = NonNullable<PackageSpec['contributors']>[number];

function contributorOf({ title, givenName, familyName, organization, email }: Written): Contributor[] {
  const parts = [givenName, familyName].filter((part) => part !== undefined).join(' ');
  const name = title ?? (parts === '' ? organization : parts);
  if (name === undefined) return [];
  return [
    {
      name,
      ...(organization === undefined || organization === name ? {} : { organisation: organization }),
      ...(email === undefined ? {} : { email }),
    },
  ];
}
