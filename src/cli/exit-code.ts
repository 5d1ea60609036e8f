/** 0 done, 1 the project has errors, 2 wrong usage, 3 the tool or its environment failed, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;
