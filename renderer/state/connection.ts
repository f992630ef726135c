import { create } from 'zustand';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { services } from './services';

/** Codes of faults that say: who serves this window is not there, or is another one by now. */
const GONE: ReadonlySet<string> = new Set(['host_unreachable', 'host_gone', 'wrong_door']);

/** Whether a fault says so. */
export const isGone = (fault: FaultDetails): boolean => GONE.has(fault.code);

/** Whether the program behind this window answers; null while it does. */
export const useConnection = create<{ readonly fault: FaultDetails | null; readonly asking: boolean }>(
  () => ({ fault: null, asking: false }),
);

/** Told of every call's end: what it ended with, or that it was answered. Other faults say nothing about the program. */
export function noteConnection(fault: FaultDetails | null): void {
  if (fault === null || isGone(fault)) useConnection.setState({ fault });
}

/** Asks whether the program behind this window is still, or again, there. */
export async function checkConnection(): Promise<void> {
  useConnection.setState({ asking: true });
  try {
    await services().host.call('info', {});
    noteConnection(null);
  } catch (error) {
    noteConnection(faultOf(error));
  } finally {
    useConnection.setState({ asking: false });
  }
}
