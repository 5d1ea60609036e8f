/** Seconds that a start of a browser may take. */
export const startSeconds = 30;

/** Seconds that one act of a browser (loading a document, printing it once) may take: a report of a thousand pages needs twenty. */
export const answerSeconds = 120;

/** Seconds after which whoever waits for a browser is told that they do. */
const silentSeconds = 10;

/** Settles like `work`; where that takes long, `tell` is called once, so that nobody waits without knowing what for. */
export async function tellWhenSlow<T>(work: () => Promise<T>, tell: () => void): Promise<T> {
  const timer = setTimeout(tell, silentSeconds * 1000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
