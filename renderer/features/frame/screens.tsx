import {
  IconAffiliate,
  IconAlertCircle,
  IconCoins,
  IconFileText,
  IconFilter,
  IconFolders,
  IconGavel,
  IconHome,
  IconPinned,
  IconSettings,
  IconTable,
  type Icon,
} from '@tabler/icons-react';
import { useOutcome } from '../../state/answers';
import type { Screen } from '../../state/navigation';
import { useSession } from '../../state/session';

export interface ScreenEntry {
  readonly screen: Screen;
  readonly name: string;
  readonly description: string;
  readonly icon: Icon;
}

const HOME_ENTRY: ScreenEntry = {
  screen: 'home',
  name: 'Home',
  description: 'Open a folder of exports',
  icon: IconHome,
};

/** The screens of an open folder, in the order of the work. */
const WORK: Readonly<Record<Exclude<Screen, 'home' | 'preferences'>, Omit<ScreenEntry, 'screen'>>> = {
  board: { name: 'Board', description: 'What you pinned, on a page of your own', icon: IconPinned },
  sources: { name: 'Sources', description: 'Files, mapping, cleaning results', icon: IconFolders },
  findings: {
    name: 'Findings',
    description: 'What a reader of the numbers should know',
    icon: IconAlertCircle,
  },
  matches: { name: 'Matches', description: 'How CRM records link to delivered leads', icon: IconAffiliate },
  review: { name: 'Review', description: 'Settle by hand what keys alone cannot', icon: IconGavel },
  funnel: {
    name: 'Funnel',
    description: 'Appointments, demos and sales of delivered leads',
    icon: IconFilter,
  },
  revenue: { name: 'Revenue', description: 'Which campaign brought the money', icon: IconCoins },
  explore: { name: 'Explore', description: 'Any table, row by row', icon: IconTable },
  report: { name: 'Report', description: 'The numbers on paper and as files', icon: IconFileText },
};
const SCREEN_ENTRIES: readonly ScreenEntry[] = (Object.keys(WORK) as (keyof typeof WORK)[]).map((screen) => ({
  screen,
  ...WORK[screen],
}));

/** Stands apart from the work: at the foot of the rail, with or without a folder. */
export const PREFERENCES_ENTRY: ScreenEntry = {
  screen: 'preferences',
  name: 'Preferences',
  description: 'Look, numbers, keys, your name, thresholds of the project',
  icon: IconSettings,
};

/** What a screen is called. */
export const screenName = (screen: Screen): string =>
  [HOME_ENTRY, PREFERENCES_ENTRY, ...SCREEN_ENTRIES].find((entry) => entry.screen === screen)?.name ?? '';

/** The screens that can be gone to: home, and those of the open folder. Revenue comes with a run that answers it. */
export function useScreenEntries(): readonly ScreenEntry[] {
  const open = useSession((s) => s.grant !== null);
  const hasRevenue = useOutcome()?.answered.includes('revenue') ?? false;
  if (!open) return [HOME_ENTRY];
  return [HOME_ENTRY, ...SCREEN_ENTRIES.filter(({ screen }) => screen !== 'revenue' || hasRevenue)];
}
