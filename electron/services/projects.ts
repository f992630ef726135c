import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { defaultProjectSettings, projectSettings, type ProjectSettings } from '../../shared/contract/project';
import { readJsonFile, writeJsonFile } from './json-file';

const VERSION = 1;

/** Reads a project file; null when it is not there. @throws as `readJsonFile` */
export const readProjectFile = (file: string): Promise<ProjectSettings | null> =>
  readJsonFile(file, projectSettings, VERSION);

export interface Projects {
  /** What is remembered about a folder; defaults when nothing is. @throws as `readJsonFile` */
  load(folder: string): Promise<ProjectSettings>;
  /** Returns when it is on disk. Refuses to write over a file that `load` refuses. */
  save(folder: string, settings: ProjectSettings): Promise<void>;
  /** Where the project of a folder is kept. */
  fileOf(folder: string): string;
}

/**
 * Projects, one a folder, by the folder's real path. They are kept apart from the data, which Leadlens only reads.
 * @param directory the data directory
 */
export function createProjects(directory: string): Projects {
  const fileOf = (folder: string): string => {
    const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
    const name = basename(folder)
      .replace(/[^\p{L}\p{N}_-]+/gu, '-')
      .slice(0, 40);
    return join(directory, 'projects', `${name}-${key}.leadlens`, 'project.json');
  };
  return {
    fileOf,
    load: async (folder) => (await readProjectFile(fileOf(folder))) ?? defaultProjectSettings(),
    async save(folder, settings) {
      await readProjectFile(fileOf(folder));
      await writeJsonFile(fileOf(folder), settings);
    },
  };
}
