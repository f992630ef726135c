import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeptRun } from '../../shared/contract/kept-run';
import { inOrderOfWriting, note, type Note } from '../../shared/contract/note';
import { byPosition, pin, type Pin } from '../../shared/contract/pin';
import type { Logo } from '../../shared/contract/report-head';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import { effectiveDecisions, type Decision } from '../../shared/domain/decision-state';
import { faultOf } from '../../shared/domain/fault';
import { loggedMessage } from '../../shared/domain/log-words';
import { printable } from '../../shared/domain/printable';
import { readDecisions } from '../services/decision-log/read-decisions';
import { diskFiles } from '../services/decision-log/log-files';
import { KeptItems } from '../services/kept-items';
import { KeptRuns } from '../services/kept-runs';
import { readLogo } from '../services/logo-file';
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

/** What a project puts into its report beside the numbers. Only reads. @throws LeadlensError of a logo that cannot be used */
export async function reportExtrasOf(
  folder: string | null,
  context: CliContext,
): Promise<{
  readonly logo: Logo | null;
  readonly notes: readonly Note[];
  readonly board: readonly Pin[];
  /** The newest first. */
  readonly runs: readonly KeptRun[];
}> {
  if (folder === null) return { logo: null, notes: [], board: [], runs: [] };
  const warn = (message: string): void => context.stderr(printable(`leadlens: ${message}\n`));
  const [notes, board] = [
    new KeptItems('notes', note, warn, 'leave'),
    new KeptItems('board', pin, warn, 'leave'),
  ];
  return {
    logo: await readLogo(folder),
    notes: [...(await notes.list(folder))].sort(inOrderOfWriting),
    board: [...(await board.list(folder))].sort(byPosition),
    runs: await new KeptRuns(() => new Date(), warn, 'leave').list(folder),
  };
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
      `The decisions in ${folder} cannot be read: ${loggedMessage(error)}`,
      'Check that you may read the project.',
    );
  }
}

/** What a project holds beside its settings. */
const BESIDE = ['decisions', 'runs', 'notes', 'board'];

/** What says who watches lies in a project for as long as somebody does: it makes none of a folder. */
const WATCHING = 'watching.json';

async function hasNoSettings(folder: string): Promise<boolean> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(WATCHING));
  // An empty folder is a project that begins.
  return (
    names.length === 0 || (names.some((name) => BESIDE.includes(name)) && !names.includes('project.json'))
  );
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
