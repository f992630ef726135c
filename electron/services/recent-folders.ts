import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { RecentFolder } from '../../shared/contract/host';
import { LeadlensError } from '../../shared/domain/fault';
import { locationOf } from './grants';
import { Remembered } from './remembered';

const recentFile = z.object({
  version: z.literal(1),
  folders: z.array(z.object({ path: z.string(), openedAt: z.string() })),
});

const MOST = 12;

const idOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 24);

async function isFolder(path: string): Promise<boolean> {
  // What cannot be looked at is as good as not there: the screen offers to forget it.
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** The folders opened last, newest first. */
export class RecentFolders {
  private readonly remembered: Remembered<z.infer<typeof recentFile>>;

  /** @param projectOf what the project of a folder is called, and for whom it is */
  constructor(
    directory: string,
    warn: (message: string) => void,
    private readonly projectOf: (
      folder: string,
    ) => Promise<{ readonly projectName: string; readonly clientName: string }>,
  ) {
    this.remembered = new Remembered(
      join(directory, 'recent.json'),
      recentFile,
      { version: 1, folders: [] },
      warn,
    );
  }

  async list(): Promise<readonly RecentFolder[]> {
    const { folders } = await this.remembered.load();
    return Promise.all(
      folders.map(async ({ path, openedAt }) => ({
        id: idOf(path),
        name: basename(path) || path,
        ...(await this.wordsOf(path)),
        location: locationOf(path),
        openedAt,
        exists: await isFolder(path),
      })),
    );
  }

  /** Their real paths, newest first. */
  async paths(): Promise<readonly string[]> {
    const { folders } = await this.remembered.load();
    return folders.map(({ path }) => path);
  }

  private wordsOf(path: string): Promise<{ readonly project: string; readonly client: string }> {
    return this.projectOf(path).then(
      ({ projectName, clientName }) => ({ project: projectName, client: clientName }),
      // A project that cannot be read says so when it is opened; the list goes by the folder.
      () => ({ project: '', client: '' }),
    );
  }

  /** Puts a folder on top of the list. @param path its real path @param now ISO time */
  note(path: string, now: string): Promise<void> {
    return this.remembered.update(({ folders }) => ({
      version: 1,
      folders: [{ path, openedAt: now }, ...folders.filter((folder) => folder.path !== path)].slice(0, MOST),
    }));
  }

  forget(id: string): Promise<void> {
    return this.remembered.update(({ folders }) => ({
      version: 1,
      folders: folders.filter((folder) => idOf(folder.path) !== id),
    }));
  }

  /** The real path of a remembered folder. @throws LeadlensError `unknown_recent` */
  async pathOf(id: string): Promise<string> {
    const { folders } = await this.remembered.load();
    const folder = folders.find(({ path }) => idOf(path) === id);
    if (folder) return folder.path;
    throw new LeadlensError({
      kind: 'input',
      code: 'unknown_recent',
      message: 'This folder is not in the list any more.',
      hint: 'Open it with the folder dialog.',
    });
  }
}
