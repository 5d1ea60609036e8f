import { parentPort } from 'node:worker_threads';
import { phrase } from '../../problems/problem.js';
import { bundledFunction } from '../bundled-function.js';
import { EnvironmentProblem } from '../host.js';
import { collectWhenIdle } from '../tuning/v8.js';
import type { Call, Held, HeldCall, Reply } from './thread.js';

/** What runs in the other thread: calls, one after the other, so that a function never overlaps itself. */
let last: Promise<unknown> = Promise.resolve();

/** What calls hold here, by their ids, until `thread.ts` lets it go. */
const held = new Map<number, Held['held']>();

parentPort?.on('message', (call: Call | HeldCall) => {
  if ('of' in call && call.name === undefined) last = last.then(() => letGo(call.of));
  else last = last.then(() => answer(call)).then((reply) => parentPort?.postMessage(reply));
  last = last.then(() => collectWhenIdle());
});

async function letGo(id: number): Promise<void> {
  const drop = held.get(id)?.drop;
  held.delete(id);
  // Nobody waits for what is let go, nor does what comes next depend on it.
  await drop?.().catch(() => undefined);
}

async function answer(call: Call | HeldCall): Promise<Reply> {
  const { id } = call;
  try {
    const value = await ('of' in call ? callHeld(call) : callModule(call));
    if (!isHeld(value)) return { id, value };
    held.set(id, value.held);
    return { id, value: value.value };
  } catch (error) {
    if (error instanceof EnvironmentProblem) return { id, environment: error.diagnostic };
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function callModule({ module, name, args }: Call): Promise<unknown> {
  return await (await bundledFunction(module, name))(...args);
}

async function callHeld({ of, name = '', args = [] }: HeldCall): Promise<unknown> {
  const called = held.get(of)?.[name] as ((...given: readonly unknown[]) => Promise<unknown>) | undefined;
  if (called === undefined) throw new Error(phrase('host/thread-main.call'));
  return await called(...args);
}

const isHeld = (value: unknown): value is Held =>
  typeof value === 'object' && value !== null && 'held' in value && 'value' in value;
