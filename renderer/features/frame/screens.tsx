import {
  IconAffiliate,
  IconAlertCircle,
  IconFilter,
  IconFolders,
  IconHome,
  IconTable,
  type Icon,
} from '@tabler/icons-react';
import type { Screen } from '../../state/navigation';

export interface ScreenEntry {
  readonly screen: Screen;
  readonly name: string;
  readonly description: string;
  readonly icon: Icon;
}

export const HOME_ENTRY: ScreenEntry = {
  screen: 'home',
  name: 'Home',
  description: 'Open a folder of exports',
  icon: IconHome,
};

/** The screens of an open folder, in the order of the work. */
export const SCREEN_ENTRIES: readonly ScreenEntry[] = [
  { screen: 'sources', name: 'Sources', description: 'Files, mapping, cleaning results', icon: IconFolders },
  {
    screen: 'findings',
    name: 'Findings',
    description: 'What a reader of the numbers should know',
    icon: IconAlertCircle,
  },
  {
    screen: 'matches',
    name: 'Matches',
    description: 'How CRM records link to delivered leads',
    icon: IconAffiliate,
  },
  {
    screen: 'funnel',
    name: 'Funnel',
    description: 'Appointments, demos and sales of delivered leads',
    icon: IconFilter,
  },
  { screen: 'explore', name: 'Explore', description: 'Any table, row by row', icon: IconTable },
];
