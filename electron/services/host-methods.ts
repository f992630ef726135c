import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import {
  hostRequests,
  type AppInfo,
  type FolderGrant,
  type HostAnswers,
  type HostMethod,
  type HostReply,
  type HostRequest,
} from '../../shared/contract/host';
import { requestBy } from '../../shared/contract/request-by';
import { faultOf, LeadlensError } from '../../shared/domain/fault';
import { loggedMessage } from '../../shared/domain/log-words';
import { DecisionLogs } from './decision-log/decision-logs';
import { userName } from './user-name';
import { diskFiles } from './decision-log/log-files';
import type { Grants } from './grants';
import { Board } from './board';
import { KeptRuns } from './kept-runs';
import { Notes } from './notes';
import { createFolderMethods } from './folder-methods';
import { createPreferencesFile } from './preferences-file';
import { createAnswerMethods } from './cache/answer-methods';
import { createProjectMethods } from './project-methods';
import { Projects } from './projects';
import { RecentFolders } from './recent-folders';
import { Saves } from './saves';
import type { Cipher } from './server/kept-secrets';
import { createServerMethods } from './server/server-methods';

/** What differs between the window and the loopback server. */
export interface HostCapabilities {
  readonly version: string;
  readonly host: AppInfo['host'];
  /** Folder of what is remembered, see `dataDirectory`. */
  readonly directory: string;
  /** Folder of what can be computed again, see `cacheDirectory`; within `directory` where not given. */
  readonly cache?: string;
  readonly grants: Grants;
  /** Asks the user for a folder; null when this host has no dialog. The promise gives null when it was closed. */
  readonly pickFolder: (() => Promise<string | null>) | null;
  /** Asks the user where a file shall go; null when the page saves files by itself. */
  readonly pickSavePlace: ((suggestedName: string) => Promise<string | null>) | null;
  /** Writes the sample exports into a folder that may not exist yet. */
  readonly makeSample: (directory: string) => Promise<void>;
  /** Is told of each folder that is opened, for the system's list of recent ones. */
  readonly opened?: (folder: string) => void;
  /** Shows a notification of the system; absent where there is none. */
  readonly tellUser?: (title: string, text: string) => void;
  /** The system's key store; absent or null where there is none: then no password is kept. */
  readonly cipher?: Cipher | null;
  readonly warn: (message: string) => void;
}

export type HostMethods = {
  readonly [M in HostMethod]: (request: HostRequest<M>) => Promise<HostAnswers[M]>;
};

export interface Host {
  readonly methods: HostMethods;
  /**
   * Opens the folder, or the project, that the program was started with; `info` names it.
   * @param project goes on with the data of `path`
   * @throws LeadlensError
   */
  openInitial(path: string, project?: string): Promise<FolderGrant>;
  /** Leaves nothing of the files that a closed page was saving. @throws the system's error */
  abandonSaves(): Promise<void>;
  /** Opens the folder that the user dropped on the window. Never rejects. @param path as it came through the door */
  openDropped(path: unknown): Promise<HostReply>;
  /** The real paths of the folders that were opened last, newest first. */
  recentPaths(): Promise<readonly string[]>;
  /** Ends what is being written; when the program ends. */
  close(): Promise<void>;
}

const notHere = (what: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'not_in_this_host',
    message: `${what} is not possible here.`,
    hint: 'Start Leadlens with the folder: leadlens serve FOLDER.',
  });

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** The host methods over the services; both doors call these. */
export function createHost(capabilities: HostCapabilities): Host {
  const { directory, cache = join(directory, 'cache'), grants, warn } = capabilities;
  const projects = new Projects(directory, warn);
  const recent = new RecentFolders(directory, warn, (folder) => projects.load(folder));
  const preferencesFile = createPreferencesFile(directory, warn);
  const reviewer = async (): Promise<string> => (await preferencesFile.load()).reviewerName || userName();
  const logs = new DecisionLogs({
    directory,
    files: diskFiles,
    now: () => new Date(),
    warn,
    reviewer,
  });
  const saves = new Saves();
  const { methods: folderMethods, close: endWatching } = createFolderMethods(grants, warn);
  let initialGrant: FolderGrant | null = null;
  let openings = 0;
  let sample: Promise<void> | null = null;

  const open = async (path: string): Promise<FolderGrant> => {
    const grant = await grants.grant(path);
    capabilities.opened?.(grants.pathOf(grant.grantId));
    try {
      await recent.note(grants.pathOf(grant.grantId), new Date().toISOString());
    } catch (error) {
      // The folder is open all the same: what is lost is a line on Home.
      warn(`The folder could not be noted among the recent ones. ${loggedMessage(error)}`);
    }
    return grant;
  };

  const { methods: projectMethods, openAny } = createProjectMethods({
    grants,
    projects,
    logs,
    recent,
    runs: new KeptRuns(() => new Date(), warn),
    notes: new Notes({ now: () => new Date(), author: reviewer, warn }),
    board: new Board(warn),
    open,
    canPick: capabilities.pickFolder !== null,
    pickFolder: (what) => {
      if (!capabilities.pickFolder) throw notHere(what);
      return capabilities.pickFolder();
    },
  });

  const { methods: serverMethods, close: endFetching } = createServerMethods({
    directory,
    cipher: capabilities.cipher ?? null,
    grants,
    projects,
    open,
  });

  const makeSample = async (place: string): Promise<void> => {
    // truth.json is written last: with it the sample is whole.
    if (!(await isThere(join(place, 'truth.json')))) await capabilities.makeSample(place);
  };

  const methods: HostMethods = {
    info: () =>
      Promise.resolve({
        version: capabilities.version,
        host: capabilities.host,
        canPickFolder: capabilities.pickFolder !== null,
        initialGrant,
        openings,
      }),
    async pickFolder() {
      if (!capabilities.pickFolder) throw notHere('Picking a folder');
      const path = await capabilities.pickFolder();
      return path === null ? null : open(path);
    },
    recentFolders: () => recent.list(),
    openRecent: async ({ id }) => open(await recent.pathOf(id)),
    async forgetRecent({ id }) {
      await recent.forget(id);
      return null;
    },
    async createSample() {
      const place = join(directory, 'samples', `both-${capabilities.version}`);
      sample ??= makeSample(place).finally(() => {
        sample = null;
      });
      await sample;
      return open(place);
    },
    ...folderMethods,
    ...projectMethods,
    ...serverMethods,
    ...createAnswerMethods({ cache, grants, warn }),
    tellUser({ title, text }) {
      capabilities.tellUser?.(title, text);
      return Promise.resolve(capabilities.tellUser !== undefined);
    },
    loadPreferences: () => preferencesFile.load(),
    async savePreferences({ preferences }) {
      await preferencesFile.save(preferences);
      return null;
    },
    async openSave({ suggestedName }) {
      if (!capabilities.pickSavePlace) throw notHere('Saving through the host');
      const place = await capabilities.pickSavePlace(suggestedName);
      return place === null ? null : saves.open(place);
    },
    async writeSave({ saveId, bytes }) {
      await saves.write(saveId, bytes);
      return null;
    },
    async endSave({ saveId, keep }) {
      await saves.end(saveId, keep);
      return null;
    },
  };

  return {
    methods,
    async close() {
      endFetching();
      await Promise.all([logs.closeAll(), endWatching()]);
    },
    async openInitial(path, project) {
      if (project === undefined) initialGrant = await openAny(path);
      else {
        initialGrant = await open(path);
        await projects.attach(project, grants.pathOf(initialGrant.grantId));
      }
      openings++;
      return initialGrant;
    },
    abandonSaves: () => saves.abandon(),
    recentPaths: () => recent.paths(),
    async openDropped(path) {
      try {
        if (typeof path === 'string' && isAbsolute(path)) return { ok: true, answer: await openAny(path) };
        throw new LeadlensError({
          kind: 'input',
          code: 'no_folder',
          message: 'What was dropped is no folder of this machine.',
          hint: 'Drop a folder from the file manager, or open it with the folder dialog.',
        });
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      }
    },
  };
}

/**
 * Answers one call that came through a door: checks the method's name and its arguments, runs it, and turns what is
 * thrown into a fault. Never rejects.
 */
export async function replyToHostCall(
  methods: HostMethods,
  method: unknown,
  request: unknown,
): Promise<HostReply> {
  try {
    if (typeof method !== 'string' || !Object.hasOwn(hostRequests, method)) {
      throw new LeadlensError({
        kind: 'bug',
        code: 'unknown_method',
        message: 'The host has no such method.',
      });
    }
    const name = method as HostMethod;
    const asked = requestBy<unknown>(hostRequests[name], name, request);
    const run = methods[name] as (request: unknown) => Promise<HostAnswers[HostMethod]>;
    return { ok: true, answer: await run(asked) };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}
