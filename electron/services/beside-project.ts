import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BesideView } from '../../shared/contract/host';
import { defaultProjectSettings } from '../../shared/contract/project';
import { canonicalText } from '../../shared/domain/canonical-text';
import { effectiveDecisions } from '../../shared/domain/decision-state';
import { faultOf } from '../../shared/domain/fault';
import { diskFiles } from './decision-log/log-files';
import { readDecisions } from './decision-log/read-decisions';
import { locationOf } from './grants';
import { isFolder } from './move-folder';
import { projectIsLink } from './project-faults';
import { dataFolderOf, ENDING, readProjectFile } from './project-file';

/** A project that lies by data, and that nobody has said is to be used with them. */
export interface BesideProject {
  readonly folder: string;
  /** It, or something in it, is a link: what is written would land elsewhere. */
  readonly isLink: boolean;
}

/** What is read and written in a project. */
const PARTS = ['project.json', 'decisions', 'notes', 'board', 'runs', 'backups'];

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );

/** Whether a project, or one of its parts, is a link and so may be anything of this machine. */
export async function hasLinks(project: string): Promise<boolean> {
  const links = await Promise.all([project, ...PARTS.map((part) => join(project, part))].map(isLink));
  return links.includes(true);
}

/**
 * A project next to the data, or among them, that says that it is theirs; or has their name and nobody else's data.
 * @param folder the data, by their real path
 */
export async function besideProject(folder: string): Promise<BesideProject | null> {
  let namesake: BesideProject | null = null;
  for (const around of [dirname(folder), folder]) {
    const names = await readdir(around).catch((): string[] => []);
    for (const name of names.filter((n) => n.endsWith(ENDING)).sort()) {
      const place = join(around, name);
      const found = { folder: place, isLink: await hasLinks(place) };
      const isNamesake = name === `${basename(folder)}${ENDING}`;
      // What a link leads to is not read, not even for whose data it is.
      const owner = found.isLink ? null : await dataFolderOf(place);
      if (owner === folder) return found;
      // By its name it is theirs even when it cannot be read: then reading it says why.
      if (isNamesake && (owner === null || !(await isFolder(owner)))) namesake ??= found;
    }
  }
  return namesake;
}

/** What somebody needs to know to say whether a project is to be used. Only reads, and nothing through a link. */
export async function describeBeside({ folder, isLink: linked }: BesideProject): Promise<BesideView> {
  const view = {
    name: basename(folder),
    location: locationOf(folder),
    decisions: 0,
    reviewers: [],
    changedSettings: 0,
    trouble: null,
    canUse: !linked,
  };
  if (linked) return { ...view, trouble: projectIsLink(folder).message };
  try {
    const defaults = defaultProjectSettings();
    const settings = (await readProjectFile(join(folder, 'project.json'))) ?? defaults;
    const { records, problems } = await readDecisions(diskFiles, folder);
    const decisions = effectiveDecisions(records);
    const keys = Object.keys(settings) as (keyof typeof settings)[];
    return {
      ...view,
      decisions: decisions.length,
      reviewers: [...new Set(decisions.map(({ who }) => who.name))].sort(),
      changedSettings: keys.filter((key) => canonicalText(settings[key]) !== canonicalText(defaults[key]))
        .length,
      trouble: problems[0]?.message ?? null,
    };
  } catch (error) {
    return { ...view, trouble: faultOf(error).message };
  }
}
