/** Category values by dimension name. */
export type Keys = Readonly<Record<string, string>>;
