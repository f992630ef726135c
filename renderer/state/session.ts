import { create } from 'zustand';
import type { Progress } from '../../shared/contract/run';
import type { AppInfo, FolderGrant } from '../../shared/contract/host';
import { viewsOf, type ProjectSettings } from '../../shared/contract/project';
import { effectiveDecisions } from '../../shared/domain/decision-state';
import { cancelled, faultOf, throwIfCancelled, type FaultDetails } from '../../shared/domain/fault';
import { folderBeforeRun, folderWasRead, followFolder } from './arrivals';
import { loadBoard } from './board';
import { askAboutBeside } from './beside-project';
import { forgetAnswers, putAnswer } from './answer-cache';
import { onDecisionsChanged, useDecisions } from './decisions';
import { openDecisions } from './open-decisions';
import { runWithKept } from './kept-answers';
import { numbersOf } from '../../shared/contract/run-numbers';
import { keepRun, loadKeptRuns } from './kept-runs';
import { keepOnDisk, otherProject, settingsKept } from './keep-settings';
import { goTo, useNavigation } from './navigation';
import { notify, notifyFault } from './notices';
import { loadNotes } from './notes';
import { oneAtATime } from './one-at-a-time';
import { openAgain, rememberOpen } from './open-folder';
import { showPanel } from './panel';
import { startClock } from './run-clock';
import { services } from './services';
import { changeInWords, reverseOf } from './settings-undo';
import { fillTables } from './tables-of-run';

/** Where the answer of the last finished run lies among the answers. */
export const OUTCOME_KEY = 'run';

export type RunState =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly progress: Progress | null }
  | { readonly state: 'done' }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly fault: FaultDetails };

interface SessionState {
  readonly info: AppInfo | null;
  readonly grant: FolderGrant | null;
  readonly settings: ProjectSettings | null;
  readonly run: RunState;
  /** Number of finished runs; everything the engine says holds for one of them. */
  readonly runId: number;
  /** Whether the outcome that is shown is the kept one of an earlier run, while the tables are filled anew. */
  readonly isKept: boolean;
  /** Decisions were taken that the numbers of the last run do not count yet. */
  readonly isBehind: boolean;
  /** Why a folder could not be opened or the host did not answer. */
  readonly fault: FaultDetails | null;
  /** What is being prepared before a run can start, in words. */
  readonly preparing: string | null;
  /** Whether the open folder is the sample that the program wrote. */
  readonly sample: boolean;
}

/** What is to change, of the settings as they are on disk when its turn comes. */
export type SettingsChange = (now: ProjectSettings) => Partial<ProjectSettings>;

export const useSession = create<SessionState>(() => ({
  info: null,
  grant: null,
  settings: null,
  run: { state: 'none' },
  runId: 0,
  isKept: false,
  isBehind: false,
  fault: null,
  preparing: null,
  sample: false,
}));

const set = useSession.setState;
const get = useSession.getState;
let running: AbortController | null = null;

/** How long a reviewer must pause before the numbers of all screens follow. */
const PAUSE_MS = 2500;
let pause: number | undefined;

/** Asks the host what it is and opens the folder that the program was started with. */
export async function startSession(): Promise<void> {
  try {
    const info = await services().host.call('info', {});
    set({ info });
    if (await openAgain(info.openings, openGrant)) return;
    if (info.initialGrant) await openGrant(info.initialGrant);
  } catch (error) {
    set({ fault: faultOf(error) });
  }
}

async function openGrant(grant: FolderGrant, sample = false): Promise<void> {
  running?.abort();
  // What is on its way to the project before belongs there.
  await settingsKept();
  await askAboutBeside(grant.grantId);
  const settings = await services().host.call('loadProject', { grantId: grant.grantId });
  await openDecisions(grant.grantId);
  await Promise.all([loadKeptRuns, loadNotes, loadBoard].map((load) => load(grant.grantId)));
  rememberOpen(grant, sample, get().info?.openings ?? 0);
  followFolder(grant.grantId);
  forgetAnswers();
  showPanel(null);
  undoable.length = 0;
  set({
    grant,
    settings,
    sample,
    runId: 0,
    isKept: false,
    isBehind: false,
    run: { state: 'none' },
    fault: null,
  });
  if (useNavigation.getState().screen === 'home') goTo('sources');
  void analyze();
}

/** Opens what `grant` gives; `preparing` says meanwhile what is going on. One folder is opened at a time. */
async function open(
  preparing: string,
  grant: () => Promise<FolderGrant | null>,
  sample = false,
): Promise<void> {
  await oneAtATime('open', 'A folder is being opened already. Wait until it is there.', async () => {
    set({ preparing, fault: null });
    try {
      const granted = await grant();
      if (granted) await openGrant(granted, sample);
    } catch (error) {
      set({ fault: faultOf(error) });
    } finally {
      set({ preparing: null });
    }
  });
}

export const openFolder = (): Promise<void> =>
  open('Opening the folder', () => services().host.call('pickFolder', {}));

export const openServedFolder = (grant: FolderGrant): Promise<void> =>
  open('Opening the folder', () => Promise.resolve(grant));

export const openRecent = (id: string): Promise<void> =>
  open('Opening the folder', () => services().host.call('openRecent', { id }));

export const openProject = (): Promise<void> =>
  open('Opening the project', () => services().host.call('openProject', {}));

/** Asks where the data are of the project whose opening ended with `data_moved`. */
export const relocateProject = (): Promise<void> =>
  open('Opening the project', () => services().host.call('relocateProject', {}));

/** Asks where the data of a recent folder are now. */
export const relocateRecent = (id: string): Promise<void> =>
  open('Opening the folder', () => services().host.call('relocateRecent', { id }));

export const openSample = (): Promise<void> =>
  open('Writing the sample exports', () => services().host.call('createSample', {}), true);

export function openDropped(file: File): Promise<void> {
  const { grantDropped } = services();
  return grantDropped ? open('Opening the folder', () => grantDropped(file)) : Promise.resolve();
}

/** Runs the analysis of the open folder; a run that is under way is cancelled first. */
export async function analyze(): Promise<void> {
  const { grant, settings } = get();
  if (!grant || !settings) return;
  window.clearTimeout(pause);
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const settle = (run: RunState): void => {
    if (running !== mine) return;
    running = null;
    set({ run, isKept: false });
  };
  set({ run: { state: 'running', progress: null }, isKept: false, isBehind: false });
  const decisions = effectiveDecisions(useDecisions.getState().log?.records ?? []);
  const clock = startClock();
  const seen = await folderBeforeRun();
  try {
    throwIfCancelled(mine.signal);
    const outcome = await runWithKept(
      { folder: grant.grantId, settings, decisions },
      {
        isFirst: get().runId === 0,
        signal: mine.signal,
        onProgress: (progress) => {
          if (running !== mine) return;
          clock.hear(progress);
          set({ run: { state: 'running', progress } });
        },
        onKept: (data) => {
          if (running !== mine) return;
          putAnswer(OUTCOME_KEY, { state: 'ready', data, fault: null });
          set({ isKept: true });
        },
      },
    );
    if (running !== mine) return;
    clock.end();
    forgetAnswers();
    putAnswer(OUTCOME_KEY, { state: 'ready', data: outcome, fault: null });
    folderWasRead(seen);
    set({ runId: get().runId + 1 });
    settle({ state: 'done' });
    void keepRun(grant.grantId, numbersOf(outcome, decisions.length), () => get().grant === grant);
  } catch (error) {
    const fault = faultOf(error);
    // Nothing stands behind kept numbers now, and nothing would come.
    if (running === mine && get().runId === 0) forgetAnswers();
    settle(fault.kind === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', fault });
  }
}

/** The engine is no more, and the tables of the last run with it: what is shown is the last that it said. */
export function engineStopped(fault: FaultDetails): void {
  // A run that is under way hears it itself.
  if (get().run.state !== 'done') return;
  if (fault.code === 'database_stuck') {
    notify({
      kind: 'run',
      text: 'The query did not stop. A fresh database starts, and the folder is read again.',
    });
    // Screens that ask meanwhile wait for the tables.
    fillTables(analyze());
  } else set({ run: { state: 'failed', fault } });
}

/** The Review screen counts by itself; the other screens follow when the reviewer pauses. */
onDecisionsChanged(() => {
  window.clearTimeout(pause);
  pause = window.setTimeout(() => void analyze(), PAUSE_MS);
  if (!get().isBehind) set({ isBehind: true });
});
/** What the button does: a run that is under way goes on, and the reader is told so. */
export async function runAgain(): Promise<void> {
  if (get().run.state === 'running') {
    notify({ kind: 'run', text: 'A run is under way. Cancel it first, or wait until it is done.' });
    return;
  }
  await analyze();
}

export function cancelRun(): void {
  running?.abort(cancelled());
}

interface KeptChange {
  readonly change: Partial<ProjectSettings>;
  readonly before: ProjectSettings;
}

/** Keeps settings of the open project on disk; null when they could not be kept. @param again tries it another time */
async function keepSettings(change: SettingsChange, again: () => void): Promise<KeptChange | null> {
  const { grant } = get();
  if (!grant) return null;
  const kept: KeptChange[] = [];
  const changeNow = (settings: ProjectSettings): Partial<ProjectSettings> => {
    if (get().grant !== grant) throw otherProject(grant);
    kept.push({ change: change(settings), before: settings });
    return kept[0]?.change ?? {};
  };
  try {
    await keepOnDisk(grant.grantId, changeNow, (settings) => {
      const { grant: now, settings: shown } = get();
      // What was arranged meanwhile stays.
      if (now === grant && shown) set({ settings: { ...settings, ...viewsOf(shown) } });
    });
    return kept[0] ?? null;
  } catch (error) {
    // In another project the same change would be another one.
    notifyFault(
      'settings',
      faultOf(error),
      get().grant === grant ? { label: 'Try again', run: again } : undefined,
    );
    return null;
  }
}

/** Changes of settings that can be taken back, the last one at the end. */
const undoable: Partial<ProjectSettings>[] = [];

/**
 * Keeps changed settings on disk, then runs again with them. The change can be undone.
 * @param change what is to change; it is asked when all changes before it are on disk
 */
export async function changeSettings(change: SettingsChange): Promise<void> {
  const kept = await keepSettings(change, () => void changeSettings(change));
  if (!kept) return;
  undoable.push(reverseOf(kept.change, kept.before));
  notify({
    kind: 'settings',
    text: `Changed: ${changeInWords(kept.change)}. Counting again.`,
    action: { label: 'Undo', run: () => void undoSettings() },
  });
  await analyze();
}

/** Takes the last change of settings back. */
export async function undoSettings(): Promise<void> {
  const last = undoable.pop();
  if (!last) {
    notify({ kind: 'settings', text: 'There is nothing to undo.' });
    return;
  }
  if (
    !(await keepSettings(
      () => last,
      () => void undoSettings(),
    ))
  ) {
    undoable.push(last);
    return;
  }
  notify({ kind: 'settings', text: `Undone: ${changeInWords(last)}. Counting again.` });
  await analyze();
}

export const dismissFault = (): void => {
  set({ fault: null });
};
