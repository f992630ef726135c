import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import { effectiveDecisions, type Decision } from '../../shared/domain/decision-state';
import { faultOf } from '../../shared/domain/fault';
import { readDecisions } from '../services/decision-log/read-decisions';
import { diskFiles } from '../services/decision-log/log-files';
import { readProjectFile } from '../services/project-file';
import type { CliContext } from './cli-context';
import { usageFault } from './exit-codes';

export interface GivenProject {
  readonly settings: ProjectSettings;
  /** The decisions that stand. */
  readonly decisions: readonly Decision[];
  /** The project's folder; null where none was given. */
  readonly folder: string | null;
}

/** What a project remembers: `project.json`, or its folder; the decisions beside it. Only reads. */
export async function projectOf(place: string | undefined, context: CliContext): Promise<GivenProject> {
  if (place === undefined) return { settings: defaultProjectSettings(), decisions: [], folder: null };
  const isFolder = await stat(place).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(place, 'project.json') : place;
  const folder = isFolder ? place : dirname(place);
  // A project whose settings nobody has touched has other things and no file.
  const settings =
    isFolder && (await hasNoSettings(place)) ? defaultProjectSettings() : await settingsOf(file);
  try {
    const { records, problems } = await readDecisions(diskFiles, folder);
    for (const problem of problems) context.stderr(`leadlens: ${problem.message}\n`);
    return { settings, decisions: effectiveDecisions(records), folder };
  } catch (error) {
    throw usageFault(
      `The decisions in ${folder} cannot be read: ${faultOf(error).message}`,
      'Check that you may read the project.',
    );
  }
}

/** What a project holds beside its settings. */
const BESIDE = ['decisions', 'runs'];

async function hasNoSettings(folder: string): Promise<boolean> {
  const names = await readdir(folder);
  return names.some((name) => BESIDE.includes(name)) && !names.includes('project.json');
}

async function settingsOf(file: string): Promise<ProjectSettings> {
  let settings: ProjectSettings | null;
  try {
    settings = await readProjectFile(file);
  } catch (error) {
    const fault = faultOf(error);
    throw usageFault(fault.message, fault.hint ?? 'Check the project file.');
  }
  if (settings === null) throw usageFault(`There is no project file ${file}.`, 'Check its name.');
  return settings;
}
