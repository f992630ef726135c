import { z } from 'zod';
import { thing, thingNumber } from './thing';

export const MOST_NOTE_CHARACTERS = 4000;

/** What a reader writes; line ends are all alike, and nothing in it controls how text runs. */
const noteText = z
  .string()
  .transform((text) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n]|\p{Cf}/gu, '')
      .trim(),
  )
  .pipe(z.string().min(1).max(MOST_NOTE_CHARACTERS));

/** A note as it is written: on what, and what that said then. */
export const noteDraft = z.object({
  id: z.uuid(),
  on: thing,
  /** What the thing was called, and its basis, links and filters in words. */
  title: z.string(),
  basis: z.string(),
  text: noteText,
  numbers: z.array(thingNumber),
  digest: z.string(),
});
export type NoteDraft = z.infer<typeof noteDraft>;

/** A note as it is kept. */
export const note = noteDraft.extend({
  version: z.literal(1).default(1),
  /** Counts up with every change. */
  revision: z.int().min(1),
  author: z.string(),
  /** ISO times. */
  writtenAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});
export type Note = z.infer<typeof note>;

/** Notes are numbered as they were written; by id where two windows wrote in the same moment. */
export const inOrderOfWriting = (a: Note, b: Note): number =>
  a.writtenAt === b.writtenAt ? (a.id < b.id ? -1 : 1) : a.writtenAt < b.writtenAt ? -1 : 1;
