import { create } from 'zustand';
import type { KeptRun, RunNumbers } from '../../shared/contract/kept-run';
import { faultOf } from '../../shared/domain/fault';
import { notifyFault } from './notices';
import { services } from './services';

interface KeptRuns {
  /** All kept runs of the open project, the newest first. */
  readonly runs: readonly KeptRun[];
  /** The one that is shown; null before it is kept. */
  readonly now: string | null;
  /** Of which run the reader has seen what it changed. */
  readonly seen: string | null;
}

const NONE: KeptRuns = { runs: [], now: null, seen: null };

export const useKeptRuns = create<KeptRuns>(() => NONE);

/** Forgets the runs of the project before, and reads those of the one that is open. */
export async function loadKeptRuns(grantId: string): Promise<void> {
  useKeptRuns.setState(NONE, true);
  try {
    useKeptRuns.setState({ runs: await services().host.call('keptRuns', { grantId }) });
  } catch (error) {
    notifyFault('runs', faultOf(error));
  }
}

/** Keeps what a finished run counted with its project. @param isOpen whether that project is still the open one */
export async function keepRun(grantId: string, numbers: RunNumbers, isOpen: () => boolean): Promise<void> {
  try {
    const { host } = services();
    const run = await host.call('keepRun', { grantId, numbers });
    // Others may have been added and taken away with it.
    const runs = await host.call('keptRuns', { grantId });
    if (isOpen()) useKeptRuns.setState({ now: run.id, runs });
  } catch (error) {
    notifyFault('runs', faultOf(error));
  }
}

/** The runs that the one that is shown can be compared with, the newest first. */
export const useRunsBefore = (): readonly KeptRun[] => {
  const { runs, now } = useKeptRuns();
  return runs.filter(({ id }) => id !== now);
};
