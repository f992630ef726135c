import { create } from 'zustand';
import type { Preferences } from '../../shared/contract/host';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { services } from './services';

interface PreferencesState extends Preferences {
  /** Why the last change could not be kept. */
  readonly fault: FaultDetails | null;
}

export const usePreferences = create<PreferencesState>(() => ({
  theme: 'system',
  railFolded: false,
  fault: null,
}));

const keep = (fault: FaultDetails | null) => usePreferences.setState({ fault });

export async function loadPreferences(): Promise<void> {
  try {
    usePreferences.setState(await services().host.call('loadPreferences', {}));
  } catch (error) {
    keep(faultOf(error));
  }
}

/** Takes effect at once and is then stored. */
export async function changePreferences(change: Partial<Preferences>): Promise<void> {
  usePreferences.setState(change);
  const { theme, railFolded } = usePreferences.getState();
  try {
    await services().host.call('savePreferences', { preferences: { theme, railFolded } });
    keep(null);
  } catch (error) {
    keep(faultOf(error));
  }
}
