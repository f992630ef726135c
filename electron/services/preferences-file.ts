import { join } from 'node:path';
import { z } from 'zod';
import { preferences, type Preferences } from '../../shared/contract/host';
import { Remembered } from './remembered';

const preferencesFile = z.object({ version: z.literal(1), preferences });

export interface PreferencesFile {
  load(): Promise<Preferences>;
  /** Keeps some preferences, and leaves the others as they are on disk. */
  save(change: Partial<Preferences>): Promise<void>;
}

/** How the user likes the program to look; for all folders. @param directory the data directory */
export function createPreferencesFile(directory: string, warn: (message: string) => void): PreferencesFile {
  const remembered = new Remembered(
    join(directory, 'preferences.json'),
    preferencesFile,
    { version: 1, preferences: preferences.parse({}) },
    warn,
  );
  return {
    load: async () => (await remembered.load()).preferences,
    save: (change) =>
      remembered.update((now) => ({ version: 1, preferences: { ...now.preferences, ...change } })),
  };
}
