import { z } from 'zod';
import { thing } from './thing';

/** What stands on the board: something that a screen shows, or a heading over what follows. */
export const boardItem = z.discriminatedUnion('kind', [
  /** `title` is what it was called when it was pinned: said where it is gone. */
  z.object({ kind: z.literal('thing'), thing, title: z.string() }),
  z.object({ kind: z.literal('heading'), text: z.string().trim().min(1).max(120) }),
]);
export type BoardItem = z.infer<typeof boardItem>;

/** One place on the board. Places are in the order of their positions: what is moved gets one between its new neighbours. */
export const pin = z.object({
  version: z.literal(1).default(1),
  id: z.uuid(),
  position: z.number(),
  item: boardItem,
});
export type Pin = z.infer<typeof pin>;

/** The order of the board: by position, and by id where two windows took the same. */
export const byPosition = (a: Pin, b: Pin): number => a.position - b.position || (a.id < b.id ? -1 : 1);
