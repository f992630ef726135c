import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseProfile, withProfile } from '../../shared/contract/mapping-profile';
import type { ProjectSettings } from '../../shared/contract/project';
import { faultOf } from '../../shared/domain/fault';
import { usageFault } from './exit-codes';

/**
 * Settings with those of the file of a profile on top.
 * @throws LeadlensError of bad usage where it cannot be read, or is no profile
 */
export async function withProfileFile(
  settings: ProjectSettings,
  file: string,
): Promise<Partial<ProjectSettings>> {
  try {
    return withProfile(settings, parseProfile(basename(file), await readFile(file, 'utf8')));
  } catch (error) {
    const { message, hint } = faultOf(error);
    throw usageFault(message, hint ?? 'Check the name of the profile.');
  }
}
