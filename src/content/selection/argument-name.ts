/** A field as it is named in a call: `[US Gross]` where its name has a space. */
export const argumentName = (name: string): string => (/\s/.test(name) ? `[${name}]` : name);
