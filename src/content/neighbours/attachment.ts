import { placeholder } from '../numbers/number-words.js';
import { sentenceBounds } from '../numbers/sentence.js';
import { stemOf } from '../numbers/units.js';
import type { Named, Word } from './named.js';
import type { Clause, NeighbourContext, NumberPlace } from './place.js';

/** The longest word that may be a preposition or an article; longer ones are in the lexicon. */
const smallWord = 3;

/** Tells which categories the words around a number say it is of, by the nouns that may stand beside it. */
export class Attachment {
  readonly #nouns: ReadonlySet<string>;
  readonly #number: number;

  constructor(
    private readonly place: NumberPlace,
    private readonly words: readonly Word[],
    private readonly context: NeighbourContext,
  ) {
    const { vocabulary, lexicon } = context;
    this.#nouns = new Set(
      vocabulary.counted(place.entry.quantity).map((noun) => stemOf(noun, lexicon.neighbours.endings)),
    );
    this.#number = words.findIndex(({ from }) => from === place.from);
  }

  /** "54 Kosovar victims", "54 victims of Kosovar nationality", or "Kosovar: 54". */
  isBeside({ from, to }: Named): boolean {
    if (to <= this.#number)
      return /^ ?: ?$/.test(this.#between(this.#number - 1)) && this.#links(to, this.#number);
    if (from <= this.#number || !/^\s+$/.test(this.#between(this.#number))) return false;
    if (from === this.#number + 1) return true;
    const noun = [this.#number + 1, this.#number + 2].find((index) => this.#isNoun(index));
    const isNear = noun !== undefined && noun < from && this.#isNear(noun, from) && this.#ends(to);
    return isNear && !this.#isOfNext(from, to);
  }

  /** "Kosovar victims", "victims of Kosovar nationality", "54 were Kosovar", "Kosovars numbered 54". */
  isAttached({ from, to }: Named, { from: start, hasOneNumber }: Clause): boolean {
    const first = this.words.findIndex((word) => word.from >= start);
    const nouns = [1, 2, 3, 4].map((step) => from - step).filter((index) => this.#isNoun(index));
    const isSubject = this.#links(first, from) || nouns.some((noun) => this.#links(noun + 1, from));
    if (to <= this.#number && isSubject && this.#links(to, this.#number)) return true;
    if (from > this.#number && this.#links(this.#number + 1, from) && this.#ends(to))
      return !this.#isOfNext(from, to);
    if (!hasOneNumber) return false;
    if (to + 1 === this.#number && this.#isFirst(from, first)) return true;
    if (this.#isNoun(to) || (this.#isNoun(to + 1) && !this.#isStop(to))) return true;
    return this.#isBehindNoun(from) && this.#ends(to);
  }

  /** "Companies gave 54", "In 2014, companies gave 54": whatever the verb. */
  #isFirst(from: number, first: number): boolean {
    return from === first || (this.#links(first, from) && this.#isYear(from - 1));
  }

  /**
   * "For smuggling of persons, the police made 66 arrests": behind a preposition at the head of a sentence with no other number
   * or part. A number of all is of a place alone: "In St Anne", and not "With St Anne" or "In St Anne's garden".
   */
  isFronted(named: Named, all: readonly Named[], isWhole: boolean): boolean {
    const { from, to } = named;
    const { run, from: at } = this.place;
    const { statements, neighbours } = this.context.lexicon;
    const [start, end] = sentenceBounds(run.text, at, statements.abbreviations);
    const isInside = (index: number): boolean => {
      const place = this.words[index]?.from ?? -1;
      return start <= place && place < end;
    };
    const first = this.words.findIndex((_, index) => isInside(index));
    const { small = '' } = this.words[first] ?? {};
    return (
      from === first + 1 &&
      (isWhole ? neighbours.places.test(small) && this.isWritten(named) : this.#isStop(first)) &&
      !neighbours.excluding.test(small) &&
      !neighbours.otherTimes.test(small) &&
      all.filter((other) => isInside(other.from)).length === 1 &&
      run.text.slice(start, end).split(placeholder).length === 2 &&
      !/[;:()–—]/.test(run.text.slice(this.words[to - 1]?.to, at))
    );
  }

  /** "In Kosovo", or "Kosovo identified 54", in a report on Kosovo: where it counts, and no part of what it counts. */
  isPlace({ category: { label }, from, to }: Named): boolean {
    const { title, lexicon } = this.context;
    const isAbout = title.toLowerCase().includes(label.toLowerCase());
    return (
      isAbout && (to <= this.#number || lexicon.neighbours.places.test(this.words[from - 1]?.small ?? ''))
    );
  }

  /** True where a category is one of several: "Kosovar and other victims". */
  isListed({ from, to }: Named, all: readonly Named[]): boolean {
    const { joint } = this.context.lexicon.statements;
    const [before, after] = [this.words[from - 1]?.small ?? '', this.words[to]?.small ?? ''];
    if (joint.test(before) || joint.test(after)) return true;
    return this.#between(to - 1).includes(',') && all.some((other) => other.from === to);
  }

  /** True where a category is written as the data have it, or with a capital. */
  isWritten({ category: { label }, from, to }: Named): boolean {
    const written = this.place.run.text.slice(this.words[from]?.from, this.words[to - 1]?.to);
    return written === label || written === label.charAt(0).toUpperCase() + label.slice(1);
  }

  /** The words of a clause without the names of categories, whose own words say nothing of others. */
  without(clause: Clause, named: readonly Named[]): string {
    let rest = clause.text;
    for (const [start, end] of named.map(this.spanOf))
      rest = rest.slice(0, start - clause.from) + ' '.repeat(end - start) + rest.slice(end - clause.from);
    return rest;
  }

  isWithin(named: Named, { from, text }: Clause): boolean {
    const [start, end] = this.spanOf(named);
    return start >= from && end <= from + text.length;
  }

  /** Where a category begins and ends in the text. */
  readonly spanOf = ({ from, to }: Named) =>
    [this.words[from]?.from ?? 0, this.words[to - 1]?.to ?? 0] as const;

  /** What stands between a word and the next. */
  #between(index: number): string {
    return this.place.run.text.slice(this.words[index]?.to, this.words[index + 1]?.from);
  }

  /** "54 victims and the Albanian 36": joined on, and right before a number of its own. */
  #isOfNext(from: number, to: number): boolean {
    const { joint } = this.context.lexicon.statements;
    const between = this.words.slice(this.#number + 1, from);
    return this.words[to]?.small === placeholder && between.some(({ small }) => joint.test(small));
  }

  #isNoun(index: number): boolean {
    const word = this.words[index];
    return word !== undefined && this.#nouns.has(word.stem) && !this.#isStop(index);
  }

  #isYear(index: number): boolean {
    return /^[12]\d{3}$/.test(this.words[index]?.small ?? '');
  }

  #isBehindNoun(from: number): boolean {
    return [from - 1, from - 2, from - 3].some((noun) => this.#isNoun(noun) && this.#isNear(noun, from));
  }

  #isStop(index: number): boolean {
    return this.context.lexicon.numberWords.stops.has(this.words[index]?.small ?? '');
  }

  #isLink(index: number): boolean {
    const small = this.words[index]?.small ?? '';
    return (
      small !== placeholder &&
      (small.length <= smallWord || this.#isStop(index) || this.context.lexicon.neighbours.links.test(small))
    );
  }

  /** No more than two small words part a noun from what it is of: "victims of the Kosovar", not "victims were Kosovar". */
  #isNear(noun: number, from: number): boolean {
    const { links } = this.context.lexicon.neighbours;
    const between = this.words.slice(noun + 1, from);
    const isSmall = ({ small }: Word, step: number): boolean =>
      small !== placeholder &&
      (this.#isNoun(noun + 1 + step) ||
        (!links.test(small) && (small.length <= smallWord || this.#isStop(noun + 1 + step))));
    const text = this.place.run.text.slice(this.words[noun]?.to, this.words[from]?.from);
    return between.length <= 2 && between.every(isSmall) && !/[,.;:!?()]/.test(text);
  }

  /** Words that only join a number to what it is of. */
  #links(start: number, end: number): boolean {
    const between = this.words.slice(start, end);
    return (
      between.length <= 6 &&
      between.every(
        (_, step) => this.#isLink(start + step) || this.#isNoun(start + step) || this.#isYear(start + step),
      )
    );
  }

  /** True where what a category stands before is no noun of its own: not "Kosovar police". */
  #ends(to: number): boolean {
    const next = this.words[to];
    if (next === undefined || this.#isLink(to) || this.#isNoun(to) || this.#isNoun(to + 1)) return true;
    return (
      next.small === placeholder || /[.,;:!?()]/.test(this.#between(to - 1)) || /\p{N}/u.test(next.small)
    );
  }
}
