import { z } from 'zod';

/** A text that says something, without the space around it. */
export const text = (expected: string) => z.string({ error: expected }).trim().min(1, { error: expected });

/** True where none is there twice. */
export const distinct = (items: readonly string[]): boolean => new Set(items).size === items.length;
