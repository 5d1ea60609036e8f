import { type About, type Contributor, methodSubjects, type TextReason } from '../model/about.js';
import type { PackageSpec } from './package-schema.js';

/** What the package says of itself. */
export function aboutOf({
  title,
  description,
  contributors = [],
  methods = {},
  resources,
  ...reasons
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
    typed: reasonsIn('typed', reasons, resources),
    unchecked: reasonsIn('unchecked', reasons, resources),
  };
}

/** Of the package, and of each resource with its fields, each reason once. */
function reasonsIn(
  key: 'typed' | 'unchecked',
  { [key]: own }: Pick<PackageSpec, 'typed' | 'unchecked'>,
  resources: PackageSpec['resources'],
): TextReason[] {
  const inResources = resources.flatMap(({ name, schema, [key]: beside }) => {
    const fields = typeof schema === 'string' ? [] : schema.fields;
    const reasons = [beside, ...fields.map((field) => field[key])].filter((reason) => reason !== undefined);
    return [...new Set(reasons)].map((reason) => ({ reason, dataset: name }));
  });
  return [...(own === undefined ? [] : [{ reason: own }]), ...inResources];
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
