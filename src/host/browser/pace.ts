import { Transform } from 'node:stream';

/** How long a download may take. Milliseconds and bytes. */
export interface Pace {
  /** Without a byte for so long, it is given up. */
  readonly silence: number;
  /** So many bytes must come within each `silence`: a server that drips would hold us for days. */
  readonly least: number;
  /** All of it must be there after this. */
  readonly whole: number;
  /** More than any browser is packed to. */
  readonly mostBytes: number;
}

/** The least is a tenth of what a telephone line of the nineties brought; half an hour is long for 100 MB. */
export const standardPace: Pace = {
  silence: 30_000,
  least: 16_384,
  whole: 30 * 60_000,
  mostBytes: 1_000_000_000,
};

/** Lets bytes through and counts them; fails when they come too slowly, take too long, or are too many. */
export function paced({ silence, least, whole, mostBytes }: Pace, count: (bytes: number) => void): Transform {
  let bytes = 0;
  let before = 0;
  const stream = new Transform({
    transform(piece: Buffer, _, done) {
      bytes += piece.length;
      count(bytes);
      if (bytes > mostBytes) done(new Error(`more than ${mostBytes} bytes came`));
      else done(null, piece);
    },
    destroy(error, done) {
      stop();
      done(error);
    },
    flush(done) {
      stop();
      done();
    },
  });
  const window = setInterval(() => {
    if (bytes - before < least)
      stream.destroy(new Error(`only ${bytes - before} bytes came in ${silence / 1000} seconds`));
    before = bytes;
  }, silence);
  const end = setTimeout(
    () => stream.destroy(new Error(`it was not whole after ${whole / 60_000} minutes`)),
    whole,
  );
  const stop = (): void => {
    clearInterval(window);
    clearTimeout(end);
  };
  return stream;
}
