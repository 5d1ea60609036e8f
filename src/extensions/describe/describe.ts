import { dirname, relative, resolve, sep } from 'node:path';
import { createHost } from '../../host/node-host.js';
import { type DescribedFiles, describeFiles } from './describe-files.js';

export interface DescribeOptions {
  /** Absolute. */
  readonly files: readonly string[];
}

/** What came of it; positions are relative to `root`, the nearest folder that holds all of the files. */
export interface DescribeResult extends DescribedFiles {
  readonly root: string;
}

/** Describes files as a data package. Rejects with an `EnvironmentProblem`. */
export async function describe({ files }: DescribeOptions): Promise<DescribeResult> {
  const root = commonFolder(files);
  const paths = files.map((file) => relative(root, file).split(sep).join('/'));
  return {
    root,
    ...(await describeFiles(paths, createHost(root), undefined, createHost(dirname(root)).project)),
  };
}

/** The nearest folder that holds all of the files. */
function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => dirname(resolve(file)));
  let folder = first;
  while (
    others.some(
      (other) => other !== folder && !other.startsWith(folder.endsWith(sep) ? folder : folder + sep),
    )
  )
    folder = dirname(folder);
  return folder;
}
