import { join } from 'node:path';
import { z } from 'zod';
import type { FromServer } from '../../../shared/ports/file-source';
import { readJsonFile, writeJsonFile } from '../json-file';

/** Folder in a mirror that runs do not see: what is known of the place, and files that are not whole yet. */
export const MIRROR_FOLDER = '.leadlens-mirror';
export const PARTS_FOLDER = 'parts';
const VERSION = 1;

const notFetched = z.object({ path: z.string(), reason: z.string() });

const mirrorState = z.object({
  version: z.literal(VERSION),
  /** Whose files these are: `sftp://user@host/path`. */
  place: z.string(),
  /** ISO time when the last fetch ended, well or not; null: none did. */
  fetchedAt: z.string().nullable(),
  /** Files that came, or were about to: as the server had them when they came; null: not whole yet. */
  files: z.record(z.string(), z.object({ bytes: z.number(), modifiedAt: z.number() }).nullable()),
  /** Files that came from the server, are here, and are not on the server any more. */
  gone: z.array(z.string()),
  /** Cannot be fetched until somebody does something. */
  refused: z.array(notFetched),
  /** Come with a later fetch. */
  waiting: z.array(notFetched),
  /** What came with the last fetch that brought anything. */
  came: z.array(z.string()),
});

/** What is known of a place whose files lie in a mirror. */
export type MirrorState = z.infer<typeof mirrorState>;

export const emptyState = (place: string): MirrorState => ({
  version: VERSION,
  place,
  fetchedAt: null,
  files: {},
  gone: [],
  refused: [],
  waiting: [],
  came: [],
});

const fileOf = (mirror: string): string => join(mirror, MIRROR_FOLDER, 'state.json');

/** Null: this is no mirror. @throws as `readJsonFile` */
export const readMirrorState = (mirror: string): Promise<MirrorState | null> =>
  readJsonFile(fileOf(mirror), mirrorState, VERSION);

/** @throws as `writeJsonFile` */
export const writeMirrorState = (mirror: string, state: MirrorState): Promise<void> =>
  writeJsonFile(fileOf(mirror), state);

/** What a reader of a folder must know of the server that its files come from; null where it is no mirror. */
export async function fromServer(folder: string): Promise<FromServer | null> {
  // One that cannot be read is said by the next fetch; the files are there all the same.
  const state = await readMirrorState(folder).catch(() => null);
  if (!state) return null;
  const { place, gone, refused, waiting } = state;
  return { place, gone, refused, waiting };
}
