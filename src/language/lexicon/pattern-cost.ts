import { greatest } from '../../model/chart/extremes.js';
import { listAt } from '../../model/group-by.js';
import { remembered } from '../../model/remembered.js';
import { BackReference, type PatternNode, readPattern } from './pattern-syntax.js';

/**
 * Why the search for a pattern may take too long; undefined where it cannot. JavaScript tries every way in which a
 * pattern can be read, one after the other. A loop that can read the same characters in two ways takes twice as long
 * with every character. Loops that follow one another and can read each other's characters take the product of their
 * lengths.
 */
export const costlyPattern = (source: string, flags: 'u' | 'iu'): string | undefined =>
  reasonFor(source, flags) || undefined;

/** The reason, empty where there is none. A lexicon is read for every report, and has hundreds of patterns. */
const reasonFor = remembered((source: string, flags: string): string => {
  try {
    return costOf(readPattern(source), new Alphabet(source, flags), false) ?? '';
  } catch (error) {
    if (error instanceof BackReference)
      return 'it refers back to what it found, so that nothing bounds its search';
    // A RangeError: groups in one another without end.
    if (error instanceof TooLarge || error instanceof RangeError)
      return 'it is too large for its cost to be known';
    throw error;
  }
}, 2000);

/** Up to so many times, what repeats is as if it were written so many times; beyond, it is a loop. */
const written = 10;
/** How long an endless loop is taken to be: the characters of a long paragraph, white space in a row. */
const endless = 1000;
const spaces = 20;
/** How many ways to read on from one place are few enough. */
const most = 100_000;
/** How large a pattern may be, and how much its analysis. */
const largest = { positions: 3000, steps: 200_000 };

class TooLarge extends Error {}

function costOf(node: PatternNode, alphabet: Alphabet, isLooped: boolean): string | undefined {
  const steps = { left: largest.steps };
  // Few times are as bad as many where they stand in one another: `(?:(?:a{0,3}){0,3}){0,3}`.
  const looped = new Automaton(alphabet, 1);
  looped.build(node);
  if (looped.repeatsNothing) return 'it repeats what may be empty, as `(a?)*` does';
  if (looped.loops.some((loop) => isAmbiguous(loop, looped, steps)))
    return 'a repetition in it can read the same characters in several ways, as `(a+)+` or `(a|a)*` do';
  const automaton = new Automaton(alphabet, written);
  automaton.build(node);
  if (waysThrough(automaton, steps) * (isLooped ? endless : 1) > most)
    return 'repetitions in it that follow one another can read the same characters, as `a*a*` do';
  for (const { body, isLooped: again } of automaton.asides) {
    const why = costOf(body, alphabet, isLooped || again);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** What the characters of a pattern match, tried on one of each kind that texts have. */
class Alphabet {
  readonly #known = new Map<string, bigint>();
  readonly #sample: readonly string[];
  readonly space: bigint;

  constructor(
    source: string,
    private readonly flags: string,
  ) {
    const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
    const others =
      '\t\n\u00a0\u202f\u200bàéêëçßøžšđčćășłñÅŽŠÇабвгжиљњћџђјАБЉЂαΩააعאक字٣२²½Ⅳ①‘’“”„«»–—…€£§‰№°±×−\ufffc';
    this.#sample = [...new Set([...ascii, ...others, ...source])];
    this.space = this.of('\\s');
  }

  /** A bit for each character of the sample. */
  of(characters: string): bigint {
    const known = this.#known.get(characters);
    if (known !== undefined) return known;
    const pattern = new RegExp(`^${characters}$`, this.flags);
    const bits = this.#sample.reduce(
      (all, character, index) => (pattern.test(character) ? all | (1n << BigInt(index)) : all),
      0n,
    );
    this.#known.set(characters, bits);
    return bits;
  }
}

interface Loop {
  readonly positions: readonly number[];
  /** How often it may go round. */
  readonly weight: number;
}

interface Fragment {
  readonly canBeEmpty: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** The places of a pattern at which a character is read, and which may follow which (Glushkov). */
class Automaton {
  readonly read: bigint[] = [];
  /** For each place those that may follow, each with the number of ways to get there. */
  readonly follow: Map<number, number>[] = [];
  /** The outermost repetitions, in their order: within one, every place leads to every other. */
  readonly loops: Loop[] = [];
  readonly asides: { readonly body: PatternNode; readonly isLooped: boolean }[] = [];
  /** True where a repetition goes on without having read anything. */
  repeatsNothing = false;
  #depth = 0;

  /** @param written How many times a part is written out that repeats; beyond, it is a loop. */
  constructor(
    private readonly alphabet: Alphabet,
    private readonly written: number,
  ) {}

  build(node: PatternNode): Fragment {
    switch (node.type) {
      case 'characters':
        return this.#place(this.alphabet.of(node.written));
      case 'sequence':
        return node.parts.reduce((before: Fragment, part) => this.#joined(before, this.build(part)), empty);
      case 'choice': {
        const options = node.options.map((option) => this.build(option));
        return {
          canBeEmpty: options.some(({ canBeEmpty }) => canBeEmpty),
          first: options.flatMap(({ first }) => first),
          last: options.flatMap(({ last }) => last),
        };
      }
      case 'repeat':
        return node.most > this.written ? this.#loop(node) : this.#times(node.body, node.least, node.most);
      case 'aside':
        this.asides.push({ body: node.body, isLooped: this.#depth > 0 });
        return empty;
    }
  }

  #place(read: bigint): Fragment {
    if (this.read.length >= largest.positions) throw new TooLarge();
    this.follow.push(new Map());
    const at = this.read.push(read) - 1;
    return { canBeEmpty: false, first: [at], last: [at] };
  }

  #joined(before: Fragment, after: Fragment): Fragment {
    this.#lead(before.last, after.first);
    return {
      canBeEmpty: before.canBeEmpty && after.canBeEmpty,
      first: before.canBeEmpty ? [...before.first, ...after.first] : before.first,
      last: after.canBeEmpty ? [...before.last, ...after.last] : after.last,
    };
  }

  /** `x{1,3}` as `x(x(x)?)?`, so that no two ways lead to the same. */
  #times(body: PatternNode, least: number, times: number): Fragment {
    if (times === 0) return empty;
    const one = this.build(body);
    const rest = this.#times(body, Math.max(least - 1, 0), times - 1);
    const all = this.#joined(one, rest);
    return least === 0 ? { ...all, canBeEmpty: true } : all;
  }

  #loop({ body, least, most: times }: Extract<PatternNode, { type: 'repeat' }>): Fragment {
    const from = this.read.length;
    this.#depth++;
    const inner = this.build(body);
    this.#depth--;
    this.#lead(inner.last, inner.first);
    this.repeatsNothing ||= inner.canBeEmpty;
    const positions = this.read.slice(from).map((_, index) => from + index);
    if (this.#depth === 0 && positions.length > 0) {
      const isSpace = positions.every((at) => ((this.read[at] ?? 0n) & ~this.alphabet.space) === 0n);
      this.loops.push({ positions, weight: Math.min(times, isSpace ? spaces : endless) });
    }
    return least === 0 ? { ...inner, canBeEmpty: true } : inner;
  }

  #lead(from: readonly number[], to: readonly number[]): void {
    for (const one of from) {
      const next = this.follow[one];
      for (const other of to) next?.set(other, (next.get(other) ?? 0) + 1);
    }
  }
}

const empty: Fragment = { canBeEmpty: true, first: [], last: [] };

interface Steps {
  left: number;
}

function spend(steps: Steps): void {
  steps.left--;
  if (steps.left < 0) throw new TooLarge();
}

/** True where two ways round a loop read the same: they part at one place and meet again at one. */
function isAmbiguous({ positions }: Loop, { read, follow }: Automaton, steps: Steps): boolean {
  const within = new Set(positions);
  const nextOf = (at: number): (readonly [number, number])[] =>
    [...(follow[at] ?? [])].filter(([next]) => within.has(next));
  const seen = new Set<number>();
  const waiting: (readonly [number, number])[] = positions.map((at) => [at, at]);
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [one, other] = pair;
    for (const [a, ways] of nextOf(one)) {
      if (one === other && ways > 1 && read[a] !== 0n) return true;
      for (const [b] of nextOf(other)) {
        spend(steps);
        if (((read[a] ?? 0n) & (read[b] ?? 0n)) === 0n) continue;
        if (a === b) {
          if (one !== other) return true;
          continue;
        }
        const name = a * largest.positions + b;
        if (!seen.has(name)) {
          seen.add(name);
          waiting.push([a, b]);
        }
      }
    }
  }
  return false;
}

/** The largest product of the lengths of loops that can read one another's characters, one after the other. */
function waysThrough(automaton: Automaton, steps: Steps): number {
  const ways: number[] = [];
  for (const [index, loop] of automaton.loops.entries()) {
    const before = automaton.loops
      .slice(0, index)
      .map((earlier, at) => (areShared(earlier, loop, automaton, steps) ? (ways[at] ?? 1) : 1));
    ways.push(greatest([1, ...before]) * loop.weight);
  }
  return greatest([1, ...ways]);
}

/**
 * True where a text that goes round one loop, and round a later one, also leads from a place of the first to one of the
 * second. Then it can be read in as many ways as it is long. Of places that lead to one another in both loops at once,
 * one stands for all.
 */
function areShared(first: Loop, second: Loop, automaton: Automaton, steps: Steps): boolean {
  const together = roundsOf(first, second, automaton, steps);
  return together.some(([one, other]) => leadsAcross([one, other], [first, second], automaton, steps));
}

type Pair = readonly [number, number];

/** A pair of places for each set of them that the same text leads round, one in each loop. */
function roundsOf(first: Loop, second: Loop, { read, follow }: Automaton, steps: Steps): Pair[] {
  const [inFirst, inSecond] = [new Set(first.positions), new Set(second.positions)];
  const nextOf = ([one, other]: Pair): Pair[] =>
    [...(follow[one]?.keys() ?? [])]
      .filter((a) => inFirst.has(a))
      .flatMap((a) =>
        [...(follow[other]?.keys() ?? [])].flatMap((b): Pair[] => {
          spend(steps);
          return inSecond.has(b) && ((read[a] ?? 0n) & (read[b] ?? 0n)) !== 0n ? [[a, b]] : [];
        }),
      );
  const nameOf = ([one, other]: Pair): number => one * largest.positions + other;
  const next = new Map<number, readonly Pair[]>();
  const before = new Map<number, Pair[]>();
  const all = first.positions.flatMap((one) => second.positions.map((other): Pair => [one, other]));
  for (const pair of all) {
    const led = nextOf(pair);
    next.set(nameOf(pair), led);
    for (const each of led) listAt(before, nameOf(each)).push(pair);
  }
  const reachedFrom = (pair: Pair, edges: ReadonlyMap<number, readonly Pair[]>): Set<number> => {
    const seen = new Set<number>();
    const waiting = [pair];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (const each of edges.get(nameOf(at)) ?? []) {
        spend(steps);
        if (seen.has(nameOf(each))) continue;
        seen.add(nameOf(each));
        waiting.push(each);
      }
    return seen;
  };
  const done = new Set<number>();
  return all.filter((pair) => {
    if (done.has(nameOf(pair))) return false;
    const after = reachedFrom(pair, next);
    if (!after.has(nameOf(pair))) return false;
    const back = reachedFrom(pair, before);
    for (const name of after) if (back.has(name)) done.add(name);
    return true;
  });
}

/** True where one text leads from `p` round to `p`, from `q` round to `q`, and from `p` to `q`. */
function leadsAcross(
  [p, q]: Pair,
  [first, second]: readonly [Loop, Loop],
  { read, follow }: Automaton,
  steps: Steps,
): boolean {
  const [inFirst, inSecond] = [new Set(first.positions), new Set(second.positions)];
  const readBy = (place: number): bigint => read[place] ?? 0n;
  const nextOf = (place: number): Iterable<number> => follow[place]?.keys() ?? [];
  const seen = new Set<string>();
  const waiting: (readonly [number, number, number])[] = [[p, p, q]];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const [round, between, later] = state;
    for (const x of nextOf(round)) {
      if (!inFirst.has(x)) continue;
      for (const z of nextOf(later)) {
        const both = readBy(x) & readBy(z);
        if (!inSecond.has(z) || both === 0n) continue;
        for (const y of nextOf(between)) {
          spend(steps);
          if ((both & readBy(y)) === 0n) continue;
          if (x === p && y === q && z === q) return true;
          const name = `${x} ${y} ${z}`;
          if (seen.has(name)) continue;
          seen.add(name);
          waiting.push([x, y, z]);
        }
      }
    }
  }
  return false;
}
