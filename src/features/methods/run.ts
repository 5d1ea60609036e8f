import type { MethodsBlock } from '../../content/printable.js';
import type { Language } from '../../language/language.js';
import type { About } from '../../model/about.js';
import type { PublishedData } from '../../model/dataset.js';
import type { Editions } from '../../model/editions.js';
import type { Used } from './used.js';

/** All that a part of the methods annex can be written from. */
export interface MethodsRun {
  readonly data: PublishedData;
  readonly about: About | undefined;
  readonly language: Language;
  readonly publisher: string;
  readonly edition: number;
  readonly editions: Editions | undefined;
  readonly used: Used;
  readonly block: MethodsBlock;
}
