import type { FolderGrant } from '../../shared/contract/host';
import { faultOf } from '../../shared/domain/fault';

const KEY = 'leadlens-open';

const isGrant = (value: unknown): value is FolderGrant =>
  typeof value === 'object' &&
  value !== null &&
  ['grantId', 'name', 'location'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string');

/** What this window has open, over its reloads. */
export function rememberOpen(grant: FolderGrant, sample: boolean): void {
  window.sessionStorage.setItem(KEY, JSON.stringify({ grant, sample }));
}

function openBefore(): { readonly grant: FolderGrant; readonly sample: boolean } | null {
  const text = window.sessionStorage.getItem(KEY);
  if (text === null) return null;
  const { grant, sample } = JSON.parse(text) as { readonly grant?: unknown; readonly sample?: unknown };
  return isGrant(grant) ? { grant, sample: sample === true } : null;
}

/**
 * Opens what this window had open before it was loaded anew.
 * @returns whether there was something, and the program still knows it: not where it was started anew too
 * @throws what `open` does
 */
export async function openAgain(
  open: (grant: FolderGrant, sample: boolean) => Promise<void>,
): Promise<boolean> {
  const before = openBefore();
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
