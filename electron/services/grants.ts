import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import type { FolderGrant } from '../../shared/contract/host';
import { LeadlensError } from '../../shared/domain/fault';
import type { FileSource } from '../../shared/ports/file-source';
import { liesIn } from './file-policy';
import { openFolder } from './folder-files';

interface Granted {
  readonly grant: FolderGrant;
  readonly realPath: string;
  readonly files: FileSource;
}

/** A path for people to read: the home folder as `~`. */
export function locationOf(path: string, home: string = homedir()): string {
  return home !== '' && home !== '/' && liesIn(home, path) ? `~${path.slice(home.length)}` : path;
}

/** The folders that the user opened in this process. The page knows them by a random id only. */
export class Grants {
  private readonly byId = new Map<string, Granted>();

  /**
   * Grants a folder that the user picked; the same folder has the same grant.
   * @throws LeadlensError `folder_unreadable`
   */
  async grant(path: string): Promise<FolderGrant> {
    const { realPath, files } = await openFolder(path);
    for (const granted of this.byId.values()) {
      if (granted.realPath === realPath) return granted.grant;
    }
    const grant: FolderGrant = {
      grantId: randomBytes(16).toString('hex'),
      name: basename(realPath) || realPath,
      location: locationOf(realPath),
    };
    this.byId.set(grant.grantId, { grant, realPath, files });
    return grant;
  }

  /** @throws LeadlensError `unknown_grant` */
  filesOf(grantId: string): FileSource {
    return this.find(grantId).files;
  }

  /**
   * The real path behind a grant, for services; it never crosses a door.
   * @throws LeadlensError `unknown_grant`
   */
  pathOf(grantId: string): string {
    return this.find(grantId).realPath;
  }

  private find(grantId: string): Granted {
    const granted = this.byId.get(grantId);
    if (granted) return granted;
    throw new LeadlensError({
      kind: 'input',
      code: 'unknown_grant',
      message: 'This folder is not open any more.',
      hint: 'Open the folder again.',
    });
  }
}
