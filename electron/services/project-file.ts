import { readdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { projectSettings, type ProjectSettings } from '../../shared/contract/project';
import { readJsonFile, writeJsonFile } from './json-file';

const VERSION = 1;

/** How the names of projects end. */
export const ENDING = '.leadlens';

/** `project.json`: what the screens know, and where the data are; relative to the project where they lie beside it. */
const projectFile = projectSettings.extend({ dataFolder: z.string().optional() });

/** A project as its file has it; null when it is not there. @throws as `readJsonFile` */
export async function readProject(
  file: string,
): Promise<{ readonly settings: ProjectSettings; readonly dataFolder: string | null } | null> {
  const found = await readJsonFile(file, projectFile, VERSION);
  if (!found) return null;
  const { dataFolder, ...settings } = found;
  return { settings, dataFolder: dataFolder === undefined ? null : resolve(dirname(file), dataFolder) };
}

/** Reads the settings of a project file; null when it is not there. @throws as `readJsonFile` */
export const readProjectFile = async (file: string): Promise<ProjectSettings | null> =>
  (await readProject(file))?.settings ?? null;

/**
 * Writes the settings of a project, and where its data are.
 * @param isLeaving it is about to be moved: what is relative would lead nowhere
 * @throws as `writeJsonFile`
 */
export async function writeProject(
  place: string,
  folder: string,
  settings: ProjectSettings,
  isLeaving = false,
): Promise<void> {
  const way = relative(place, folder);
  const isNear =
    !isLeaving && !isAbsolute(way) && way.split(/[/\\]/).filter((part) => part === '..').length <= 2;
  await writeJsonFile(join(place, 'project.json'), { ...settings, dataFolder: isNear ? way : folder });
}

/** The data folder of a project; null also where the file cannot be read: it is not known to be anybody's. */
export const dataFolderOf = (place: string): Promise<string | null> =>
  readProject(join(place, 'project.json')).then(
    (found) => found?.dataFolder ?? null,
    () => null,
  );

const hasFiles = (folder: string, ending: string): Promise<boolean> =>
  readdir(folder).then(
    (names) => names.some((name) => name.endsWith(ending)),
    () => false,
  );

/** Whether a project holds what somebody did by hand: decisions, notes, a board. */
export const hasWork = async (place: string): Promise<boolean> =>
  (await hasFiles(join(place, 'decisions'), '.jsonl')) ||
  (await hasFiles(join(place, 'notes'), '.json')) ||
  (await hasFiles(join(place, 'board'), '.json'));
