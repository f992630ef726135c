import type { FolderGrant } from '../../shared/contract/host';
import { faultOf } from '../../shared/domain/fault';

const KEY = 'leadlens-open';

const isGrant = (value: unknown): value is FolderGrant =>
  typeof value === 'object' &&
  value !== null &&
  ['grantId', 'name', 'location'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string');

/** What this window has open, over its reloads. @param openings of the program when it was opened */
export function rememberOpen(grant: FolderGrant, sample: boolean, openings: number): void {
  window.sessionStorage.setItem(KEY, JSON.stringify({ grant, sample, openings }));
}

function openBefore(openings: number): { readonly grant: FolderGrant; readonly sample: boolean } | null {
  const text = window.sessionStorage.getItem(KEY);
  if (text === null) return null;
  const before = JSON.parse(text) as Readonly<Record<'grant' | 'sample' | 'openings', unknown>>;
  const { grant, sample } = before;
  // A later start of the program was given a folder: that is what is wanted now.
  if (before.openings !== openings) return null;
  return isGrant(grant) ? { grant, sample: sample === true } : null;
}

/**
 * Opens what this window had open before it was loaded anew.
 * @param openings of the program: where there were more since, the folder of the last one is wanted
 * @returns whether there was something, and the program still knows it: not where it was started anew too
 * @throws what `open` does
 */
export async function openAgain(
  openings: number,
  open: (grant: FolderGrant, sample: boolean) => Promise<void>,
): Promise<boolean> {
  const before = openBefore(openings);
  if (!before) return false;
  try {
    await open(before.grant, before.sample);
    return true;
  } catch (error) {
    window.sessionStorage.removeItem(KEY);
    if (faultOf(error).code !== 'unknown_grant') throw error;
    return false;
  }
}
