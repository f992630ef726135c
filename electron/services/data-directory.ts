import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Leadlens keeps projects, recent folders, preferences and samples: the system's place for what programs
 * remember, or `LEADLENS_HOME`.
 */
export function dataDirectory(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  if (environment['LEADLENS_HOME']) return environment['LEADLENS_HOME'];
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Leadlens');
  if (platform === 'win32')
    return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Leadlens');
  return join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Leadlens');
}
