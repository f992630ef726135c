import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Leadlens keeps what it can compute again: the system's place for caches, or a folder within `LEADLENS_HOME`.
 * Nothing is lost with it.
 */
export function cacheDirectory(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  if (environment['LEADLENS_HOME']) return join(environment['LEADLENS_HOME'], 'cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Leadlens');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Leadlens', 'Cache');
  return join(environment['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'Leadlens');
}
