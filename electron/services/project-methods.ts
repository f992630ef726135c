import { basename, dirname } from 'node:path';
import type { FolderGrant, HostMethod, HostRequest, HostAnswers } from '../../shared/contract/host';
import { LeadlensError } from '../../shared/domain/fault';
import { KeyedQueue } from '../../shared/domain/keyed-queue';
import type { DecisionLogs } from './decision-log/decision-logs';
import { readOnly } from './decision-log/log-states';
import { locationOf, type Grants } from './grants';
import type { Board } from './board';
import { createKeepingMethods } from './keeping-methods';
import type { KeptRuns } from './kept-runs';
import type { Notes } from './notes';
import { describeBeside } from './beside-project';
import { goneHold, projectGone } from './project-faults';
import type { ProjectPlace, Projects } from './projects';
import type { RecentFolders } from './recent-folders';

export interface ProjectMethodsOptions {
  readonly grants: Grants;
  readonly projects: Projects;
  readonly logs: DecisionLogs;
  readonly recent: RecentFolders;
  readonly runs: KeptRuns;
  readonly notes: Notes;
  readonly board: Board;
  /** Opens a folder of data and notes it among the recent ones. */
  readonly open: (path: string) => Promise<FolderGrant>;
  /** Asks the user for a folder. @param what for the fault of a host without dialogs */
  readonly pickFolder: (what: string) => Promise<string | null>;
  readonly canPick: boolean;
}

type Names =
  | 'loadProject'
  | 'saveProject'
  | keyof ReturnType<typeof createKeepingMethods>
  | 'projectPlace'
  | 'besideProject'
  | 'answerBeside'
  | 'moveProject'
  | 'openProject'
  | 'relocateProject'
  | 'relocateRecent'
  | Extract<HostMethod, `${string}Decisions`>;

/** The host methods of a project, its place and its decisions. */
export function createProjectMethods(options: ProjectMethodsOptions): {
  readonly methods: { readonly [M in Names]: (request: HostRequest<M>) => Promise<HostAnswers[M]> };
  /** Opens a folder of data, or a project, which leads to its data. @throws LeadlensError */
  readonly openAny: (path: string) => Promise<FolderGrant>;
} {
  const { grants, projects, logs, recent, open, pickFolder, canPick } = options;
  const turns = new KeyedQueue();
  /** By data folder: where its log was opened. It stays there as long as it is written, whatever becomes of the folder. */
  const opened = new Map<string, ProjectPlace>();
  /** The project that was opened last whose data are gone; the page never learns its path. */
  let withoutData: string | null = null;

  const placeOf = async (folder: string): Promise<ProjectPlace> => {
    const known = opened.get(folder);
    if (known && logs.isWriting(known.folder)) return known;
    const place = await projects.placeOf(folder);
    opened.set(folder, place);
    return place;
  };
  /** What is asked about one folder is done one after the other: nothing is written to a place that just changes. */
  const inTurn = async <T>(
    grantId: string,
    work: (place: ProjectPlace, folder: string) => Promise<T>,
  ): Promise<T> => {
    const folder = grants.pathOf(grantId);
    return turns.run(folder, async () => work(await placeOf(folder), folder));
  };
  const withLog = <T>(grantId: string, work: (project: string) => Promise<T>): Promise<T> =>
    inTurn(grantId, async (place) => {
      if (place.isGone) throw readOnly(place.folder, goneHold(place.folder));
      return work(place.folder);
    });

  /** What is written beside the settings goes to a project that is there. */
  const withProject = <T>(grantId: string, work: (project: string) => Promise<T>): Promise<T> =>
    inTurn(grantId, async (place) => {
      if (place.isGone) throw projectGone(place.folder);
      return work(place.folder);
    });

  const openAny = async (path: string): Promise<FolderGrant> => {
    try {
      return await open((await projects.dataOf(path)) ?? path);
    } catch (error) {
      if (error instanceof LeadlensError && error.details.code === 'data_moved') withoutData = path;
      throw error;
    }
  };

  return {
    openAny,
    methods: {
      loadProject: ({ grantId }) => inTurn(grantId, (_, folder) => projects.load(folder)),
      saveProject: ({ grantId, settings }) => inTurn(grantId, (_, folder) => projects.save(folder, settings)),
      ...createKeepingMethods({
        ...options,
        reading: (grantId, work) => inTurn(grantId, ({ folder }) => work(folder)),
        writing: withProject,
      }),
      projectPlace: ({ grantId }) =>
        inTurn(grantId, ({ folder, kind }) =>
          Promise.resolve({
            name: basename(folder),
            location: locationOf(folder),
            kind,
            canChoose: canPick,
          }),
        ),
      besideProject: ({ grantId }) =>
        inTurn(grantId, ({ unasked }) =>
          unasked === null ? Promise.resolve(null) : describeBeside(unasked),
        ),
      answerBeside: ({ grantId, use }) =>
        inTurn(grantId, async (_, folder) => {
          await projects.answer(folder, use);
          opened.delete(folder);
          return null;
        }),
      async moveProject({ grantId, windowId, to }) {
        const data = grants.pathOf(grantId);
        const into =
          to === 'app' ? null : to === 'beside' ? dirname(data) : await pickFolder('Picking a folder');
        if (to === 'chosen' && into === null) return null;
        return inTurn(grantId, async (place) => {
          const move = (): Promise<ProjectPlace> => projects.move(data, into);
          const moved = place.isGone ? await move() : await logs.whileClosed(place.folder, windowId, move);
          opened.set(data, moved);
          return {
            name: basename(moved.folder),
            location: locationOf(moved.folder),
            kind: moved.kind,
            canChoose: canPick,
          };
        });
      },
      async openProject() {
        const path = await pickFolder('Picking a project');
        return path === null ? null : openAny(path);
      },
      async relocateProject() {
        const project = withoutData;
        if (project === null) {
          throw new LeadlensError({
            kind: 'input',
            code: 'no_project',
            message: 'No project is waiting for its data.',
            hint: 'Open the project again.',
          });
        }
        const path = await pickFolder('Saying where the data are');
        if (path === null) return null;
        const grant = await open(path);
        await projects.attach(project, grants.pathOf(grant.grantId));
        withoutData = null;
        return grant;
      },
      async relocateRecent({ id }) {
        const old = await recent.pathOf(id);
        const path = await pickFolder('Saying where the data are');
        if (path === null) return null;
        const grant = await open(path);
        await projects.relocate(old, grants.pathOf(grant.grantId));
        await recent.forget(id);
        return grant;
      },
      openDecisions: ({ grantId, windowId, takeOver }) =>
        inTurn(grantId, ({ folder, isGone }) =>
          isGone ? logs.nothing(folder, goneHold(folder)) : logs.open(folder, windowId, takeOver),
        ),
      appendDecisions: ({ grantId, windowId, entries }) =>
        withLog(grantId, (project) => logs.append(project, windowId, entries)),
      renewDecisions: ({ grantId, windowId }) =>
        inTurn(grantId, ({ folder, isGone }) =>
          isGone ? Promise.resolve(false) : logs.renew(folder, windowId),
        ),
      closeDecisions: ({ grantId, windowId }) =>
        inTurn(grantId, async ({ folder, isGone }) => {
          if (!isGone) await logs.close(folder, windowId);
          return null;
        }),
      repairDecisions: ({ grantId, windowId }) =>
        withLog(grantId, (project) => logs.repair(project, windowId)),
      importDecisions: ({ grantId, windowId, name, text }) =>
        withLog(grantId, (project) => logs.import(project, windowId, name, text)),
      exportDecisions: ({ grantId, format }) =>
        withLog(grantId, async (project) => ({
          suggestedName: `decisions.${format === 'csv' ? 'csv' : 'jsonl'}`,
          text: await logs.export(project, format),
        })),
    },
  };
}
