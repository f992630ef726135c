import { create } from 'zustand';
import { setLocale } from '../../shared/charts/format';
import type { Preferences } from '../../shared/contract/host';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { KeyedQueue } from '../../shared/domain/keyed-queue';
import { services } from './services';

interface PreferencesState extends Preferences {
  /** Why the last change could not be kept. */
  readonly fault: FaultDetails | null;
  /** Whether the stored ones were read; until then nobody knows what was chosen. */
  readonly loaded: boolean;
}

/** What holds until the stored ones are read: the defaults of the contract. */
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  railFolded: false,
  locale: 'system',
  singleKeys: true,
  reviewerName: '',
  updateByItself: false,
  schedule: 'off',
  scheduleHours: 12,
  scheduleTimes: '06:00,18:00',
  tourDone: false,
};

export const usePreferences = create<PreferencesState>(() => ({
  ...DEFAULT_PREFERENCES,
  fault: null,
  loaded: false,
}));

function take(change: Partial<Preferences>): void {
  const { locale } = change;
  if (locale !== undefined) setLocale(locale === 'system' ? undefined : locale);
  usePreferences.setState(change);
}

export async function loadPreferences(): Promise<void> {
  setLocale(undefined);
  try {
    take(await services().host.call('loadPreferences', {}));
    usePreferences.setState({ loaded: true });
  } catch (error) {
    usePreferences.setState({ fault: faultOf(error) });
  }
}

const turns = new KeyedQueue();
/** What was chosen and is not on disk yet. */
let unkept: Partial<Preferences> = {};

/** Writes what was chosen and is not on disk yet, and nothing else: another window may have chosen that. */
export const keepPreferences = (): Promise<void> =>
  turns.run('preferences', async () => {
    const preferences = unkept;
    unkept = {};
    try {
      await services().host.call('savePreferences', { preferences });
      usePreferences.setState({ fault: null });
    } catch (error) {
      unkept = { ...preferences, ...unkept };
      usePreferences.setState({ fault: faultOf(error) });
    }
  });

/** Takes effect at once and is then stored. */
export async function changePreferences(change: Partial<Preferences>): Promise<void> {
  take(change);
  unkept = { ...unkept, ...change };
  await keepPreferences();
}
