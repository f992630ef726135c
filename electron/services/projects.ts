import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import { LeadlensError } from '../../shared/domain/fault';
import { KeyedQueue } from '../../shared/domain/keyed-queue';
import { besideProject, hasLinks, type BesideProject } from './beside-project';
import { isFolder, moveFolder } from './move-folder';
import { ENDING, hasWork, readProject, readProjectFile, writeProject } from './project-file';
import { noProject, projectGone, projectIsLink } from './project-faults';
import { Remembered } from './remembered';

/** Projects that lie elsewhere than in the data directory: data folder → project folder. */
const registry = z.object({ version: z.literal(1), places: z.record(z.string(), z.string()) });

/** Where a project is kept. `app`: in the data directory; `beside`: next to its data; `elsewhere`. */
export type ProjectKind = 'app' | 'beside' | 'elsewhere';

export interface ProjectPlace {
  readonly folder: string;
  readonly kind: ProjectKind;
  /** It was moved here, and the folder is not there: on a drive that is not connected, or removed. */
  readonly isGone: boolean;
  /** Lies by the data, and nothing of it counts before somebody has said so; meanwhile `folder` is in the data directory. */
  readonly unasked: BesideProject | null;
}

/**
 * Projects, one a data folder: `<name>.leadlens` with settings, decisions and backups. A project is kept in the data
 * directory, since Leadlens only reads data folders, or wherever the user moves it.
 */
export class Projects {
  readonly #directory: string;
  readonly #warn: (message: string) => void;
  readonly #registry: Remembered<z.infer<typeof registry>>;
  readonly #writing = new KeyedQueue();

  /** @param directory the data directory */
  constructor(directory: string, warn: (message: string) => void) {
    this.#directory = directory;
    this.#warn = warn;
    this.#registry = new Remembered(
      join(directory, 'projects.json'),
      registry,
      { version: 1, places: {} },
      warn,
    );
  }

  /** Where the project of a data folder is, or will be. @param folder its real path */
  async placeOf(folder: string): Promise<ProjectPlace> {
    const { places } = await this.#registry.load();
    const known = places[folder];
    const home = this.#homeOf(folder);
    if (known !== undefined && (await isFolder(known))) {
      if (await hasLinks(known)) throw projectIsLink(known);
      return {
        folder: known,
        kind: known === home ? 'app' : kindOf(folder, known),
        isGone: false,
        unasked: null,
      };
    }
    const unasked = await besideProject(folder);
    // With work at home the move away from there was broken off before it began, or after it ended.
    return known === undefined || unasked !== null || (await hasWork(home))
      ? { folder: home, kind: 'app', isGone: false, unasked }
      : { folder: known, kind: kindOf(folder, known), isGone: true, unasked: null };
  }

  /**
   * Says whether a project that lies by the data is to be used with them; it is not asked again.
   * @throws LeadlensError `project_link`, `project_there`; `no_project` where none is asked about
   */
  answer(folder: string, use: boolean): Promise<void> {
    return this.#inTurn(async () => {
      const { unasked } = await this.placeOf(folder);
      if (unasked === null) throw noProject(folder);
      if (use && unasked.isLink) throw projectIsLink(unasked.folder);
      if (use) return this.#attach(unasked.folder, folder);
      const home = this.#homeOf(folder);
      await writeProject(
        home,
        folder,
        (await readProjectFile(join(home, 'project.json'))) ?? defaultProjectSettings(),
      );
      return this.#keep(folder, home);
    });
  }

  /** What is remembered about a folder; defaults when nothing is. @throws as `readJsonFile` */
  async load(folder: string): Promise<ProjectSettings> {
    const place = await this.placeOf(folder);
    return (await readProjectFile(join(place.folder, 'project.json'))) ?? defaultProjectSettings();
  }

  /**
   * Keeps some settings, and leaves the others as they are on disk. Refuses to write over a file that `load` refuses.
   * @returns all settings as they are then, when they are on disk
   * @throws LeadlensError also `project_gone`
   */
  save(folder: string, change: Partial<ProjectSettings>): Promise<ProjectSettings> {
    return this.#inTurn(() => this.#save(folder, change));
  }

  async #save(folder: string, change: Partial<ProjectSettings>): Promise<ProjectSettings> {
    const place = await this.placeOf(folder);
    if (place.isGone) throw projectGone(place.folder);
    const settings = { ...(await this.load(folder)), ...change };
    await writeProject(place.folder, folder, settings);
    return settings;
  }

  /**
   * Moves the project of a data folder, settings, decisions and backups alike, into a folder.
   * @param into null: back to the data directory
   * @throws LeadlensError `project_there`, `write_failed`; then it is where it was
   */
  move(folder: string, into: string | null): Promise<ProjectPlace> {
    return this.#inTurn(() => this.#move(folder, into));
  }

  async #move(folder: string, into: string | null): Promise<ProjectPlace> {
    const { folder: from, isGone } = await this.placeOf(folder);
    const to = into === null ? this.#homeOf(folder) : join(into, `${basename(folder)}${ENDING}`);
    if (to === from && !isGone) return this.placeOf(folder);
    if ((await isFolder(to)) && !(isGone && into === null)) {
      throw new LeadlensError({
        kind: 'input',
        code: 'project_there',
        message: `${to} is there already.`,
        hint: 'Choose another place, or move that project away first.',
        file: to,
      });
    }
    const settings = await this.load(folder);
    const { places } = await this.#registry.load();
    try {
      if (isGone) await mkdir(to, { recursive: true });
      else {
        // However this is broken off, the project leads to its data, and the data say where it went.
        if (await isFolder(from)) await writeProject(from, folder, settings, true);
        if (into !== null && places[folder] === undefined) await this.#keep(folder, to);
        await moveFolder(from, to, this.#warn);
      }
    } catch (error) {
      await this.#keep(folder, places[folder] ?? null);
      throw new LeadlensError(
        {
          kind: 'environment',
          code: 'write_failed',
          message: `The project could not be moved to ${to}: ${error instanceof Error ? error.message : String(error)}`,
          hint: `It is still in ${from}. Check that you may write to the other place.`,
          file: to,
        },
        { cause: error },
      );
    }
    await writeProject(to, folder, settings);
    await this.#keep(folder, into === null ? null : to);
    return this.placeOf(folder);
  }

  /**
   * The data folder of a project that somebody opens by its own folder.
   * @returns null where the path is no project
   * @throws LeadlensError `data_moved` where the data are not there any more, `project_there` where they have another one
   *   with decisions, `project_link`
   */
  async dataOf(project: string): Promise<string | null> {
    const file = join(project, 'project.json');
    if (!project.replace(/[/\\]+$/, '').endsWith(ENDING) && !(await isFolder(join(project, 'decisions'))))
      return null;
    const found = await readProject(file);
    if (!found) return null;
    const { dataFolder } = found;
    if (dataFolder === null || !(await isFolder(dataFolder))) {
      throw new LeadlensError({
        kind: 'input',
        code: 'data_moved',
        message: `The data of the project ${basename(project)} are not in ${dataFolder ?? 'any known place'} any more.`,
        hint: 'Say where they are now. Where no folder can be picked: leadlens serve FOLDER --project PROJECT.',
        file: project,
      });
    }
    const folder = await realpath(dataFolder);
    const place = await realpath(project);
    if (await hasLinks(place)) throw projectIsLink(place);
    await this.#refuseOther(folder, place);
    await this.#keep(folder, place);
    return folder;
  }

  /**
   * Says where the data of a project are now: the project goes on with its settings and decisions.
   * @throws LeadlensError `no_project`, `project_there`, `project_link`
   */
  attach(project: string, folder: string): Promise<void> {
    return this.#inTurn(() => this.#attach(project, folder));
  }

  async #attach(project: string, folder: string): Promise<void> {
    const found = await readProject(join(project, 'project.json'));
    if (!found && !(await isFolder(join(project, 'decisions')))) {
      throw noProject(project);
    }
    const place = await realpath(project);
    if (await hasLinks(place)) throw projectIsLink(place);
    await this.#refuseOther(folder, place);
    await writeProject(place, folder, found?.settings ?? defaultProjectSettings());
    await this.#keep(folder, place === this.#homeOf(folder) ? null : place);
  }

  /** The project of a folder that is gone goes on with the data where they are now. @throws as `attach` */
  relocate(old: string, folder: string): Promise<void> {
    return this.#inTurn(() => this.#relocate(old, folder));
  }

  async #relocate(old: string, folder: string): Promise<void> {
    const place = await this.placeOf(old);
    const isKnown = await isFolder(place.folder);
    if (!isKnown || old === folder) return;
    if (place.kind === 'app' && !(await isFolder(this.#homeOf(folder)))) {
      await this.#refuseOther(folder, place.folder);
      await moveFolder(place.folder, this.#homeOf(folder), this.#warn);
      await writeProject(this.#homeOf(folder), folder, await this.load(folder));
    } else await this.#attach(place.folder, folder);
  }

  /** Data that have a project with decisions or notes keep it: else those would be out of sight. */
  async #refuseOther(folder: string, project: string): Promise<void> {
    const place = await this.placeOf(folder);
    if (place.folder === project || !(await hasWork(place.folder))) return;
    throw new LeadlensError({
      kind: 'input',
      code: 'project_there',
      message: `The data in ${folder} have a project with decisions or notes already: ${place.folder}.`,
      hint: `Open them with that one and take in the decisions of ${basename(project)} there (Review, History, Import), or move that one away first.`,
      file: place.folder,
    });
  }

  /** Whoever writes a project file has read it in the same turn. One project may be known under two data folders. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#writing.run('projects', work);
  }

  #homeOf(folder: string): string {
    const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
    const name = basename(folder)
      .replace(/[^\p{L}\p{N}_-]+/gu, '-')
      .slice(0, 40);
    return join(this.#directory, 'projects', `${name}-${key}${ENDING}`);
  }

  #keep(folder: string, place: string | null): Promise<void> {
    return this.#registry.update(({ places }) => {
      const others = Object.fromEntries(
        Object.entries(places).filter(([data, project]) => data !== folder && project !== place),
      );
      return { version: 1, places: place === null ? others : { ...others, [folder]: place } };
    });
  }
}

const kindOf = (folder: string, place: string): ProjectKind =>
  dirname(place) === dirname(folder) || dirname(place) === folder ? 'beside' : 'elsewhere';
