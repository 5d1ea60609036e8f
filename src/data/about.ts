import { type About, type Contributor, methodSubjects, type TypedReason } from '../model/about.js';
import type { PackageSpec } from './package-schema.js';

/** What the package says of itself. */
export function aboutOf({
  title,
  description,
  contributors = [],
  methods = {},
  typed,
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
    typed: [...(typed === undefined ? [] : [{ reason: typed }]), ...resources.flatMap(typedIn)],
  };
}

/** Of a resource and of its fields, each reason once. */
function typedIn({ name, typed, schema }: PackageSpec['resources'][number]): TypedReason[] {
  const fields = typeof schema === 'string' ? [] : schema.fields;
  const reasons = [typed, ...fields.map((field) => field.typed)].filter((reason) => reason !== undefined);
  return [...new Set(reasons)].map((reason) => ({ reason, dataset: name }));
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
