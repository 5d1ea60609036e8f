/** The part of `@pnpm/npm-conf` (which ships no types) that is read: what npm is set to on this machine. */
declare module '@pnpm/npm-conf' {
  export interface NpmConfig {
    /** A setting, or what npm does without it; `null` where that is nothing. */
    get(key: string): unknown;
  }
  export default function npmConf(): { readonly config: NpmConfig };
}
