import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import {
  IconFlask,
  IconFolderOpen,
  IconLayoutSidebar,
  IconMoon,
  IconPlayerStop,
  IconRefresh,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import { goTo } from '../../state/navigation';
import { changePreferences, usePreferences } from '../../state/preferences';
import { analyze, cancelRun, openFolder, openSample, useSession } from '../../state/session';
import { useScreenEntries } from './screens';

function useActions(): readonly SpotlightActionData[] {
  const open = useSession((s) => s.grant !== null);
  const running = useSession((s) => s.run.state === 'running');
  const canPick = useSession((s) => s.info?.canPickFolder ?? false);
  const folded = usePreferences((p) => p.railFolded);
  const screens = useScreenEntries().map((entry) => ({
    id: entry.screen,
    label: entry.name,
    description: entry.description,
    leftSection: <entry.icon size={18} stroke={1.6} aria-hidden="true" />,
    onClick: () => goTo(entry.screen),
  }));
  const action = (when: boolean, data: SpotlightActionData): SpotlightActionData[] => (when ? [data] : []);
  return [
    ...screens,
    ...action(canPick, {
      id: 'open-folder',
      label: 'Open a folder',
      leftSection: <IconFolderOpen size={18} stroke={1.6} aria-hidden="true" />,
      onClick: () => void openFolder(),
    }),
    {
      id: 'open-sample',
      label: 'Try the sample',
      leftSection: <IconFlask size={18} stroke={1.6} aria-hidden="true" />,
      onClick: () => void openSample(),
    },
    ...action(open && !running, {
      id: 'run',
      label: 'Run again',
      leftSection: <IconRefresh size={18} stroke={1.6} aria-hidden="true" />,
      onClick: () => void analyze(),
    }),
    ...action(running, {
      id: 'cancel',
      label: 'Cancel the run',
      leftSection: <IconPlayerStop size={18} stroke={1.6} aria-hidden="true" />,
      onClick: cancelRun,
    }),
    {
      id: 'light',
      label: 'Light theme',
      leftSection: <IconSun size={18} stroke={1.6} aria-hidden="true" />,
      onClick: () => void changePreferences({ theme: 'light' }),
    },
    {
      id: 'dark',
      label: 'Dark theme',
      leftSection: <IconMoon size={18} stroke={1.6} aria-hidden="true" />,
      onClick: () => void changePreferences({ theme: 'dark' }),
    },
    {
      id: 'rail',
      label: folded ? 'Unfold the rail' : 'Fold the rail',
      leftSection: <IconLayoutSidebar size={18} stroke={1.6} aria-hidden="true" />,
      onClick: () => void changePreferences({ railFolded: !folded }),
    },
  ];
}

/** Every screen and action, found by typing. */
export function Palette() {
  const actions = useActions();
  return (
    <Spotlight
      actions={[...actions]}
      shortcut={['mod + K', 'mod + P']}
      nothingFound="Nothing goes by that name"
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} aria-hidden="true" />,
        placeholder: 'Go to a screen or do something',
        'aria-label': 'Go to a screen or do something',
      }}
    />
  );
}
