import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconMoon,
  IconNotes,
  IconRefresh,
  IconSearch,
  IconSun,
} from '@tabler/icons-react';
import { formatCount } from '../../../shared/charts/format';
import type { Preferences } from '../../../shared/contract/host';
import { useNotes } from '../../state/notes';
import { openPalette } from '../../state/overlays';
import { showPanel } from '../../state/panel';
import { changePreferences, usePreferences } from '../../state/preferences';
import { runAgain, useSession } from '../../state/session';
import { KeyCaps } from '../../ui/key-caps';
import { ProjectMenu } from './project-menu';
import { RunPill } from './run-pill';
import classes from './top-bar.module.css';

const THEMES = [
  { theme: 'system', name: 'As the system', icon: IconDeviceDesktop },
  { theme: 'light', name: 'Light', icon: IconSun },
  { theme: 'dark', name: 'Dark', icon: IconMoon },
] as const satisfies readonly { theme: Preferences['theme']; name: string; icon: unknown }[];

/** Project and folder, the state of the run, the palette, the theme. */
export function TopBar() {
  const grant = useSession((s) => s.grant);
  const running = useSession((s) => s.run.state === 'running');
  return (
    <header className={classes.bar} aria-label="Project, run and search">
      <div className={classes.project}>
        {grant && (
          <>
            <ProjectMenu grant={grant} />
            <span className={classes.location} title={grant.location}>
              {grant.location}
            </span>
          </>
        )}
      </div>
      <RunPill />
      {grant && !running && (
        <Tooltip label="Read the folder again and run">
          <ActionIcon onClick={() => void runAgain()} aria-label="Run again">
            <IconRefresh size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
      <Button
        variant="default"
        className={classes.palette ?? ''}
        data-tour="palette"
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        rightSection={<KeyCaps keys="mod+k" />}
        onClick={openPalette}
      >
        Go to
      </Button>
      {grant && <NotesButton />}
      <ThemeMenu />
    </header>
  );
}

/** All notes of the project, with how many there are. */
function NotesButton() {
  const count = useNotes((s) => s.notes.length);
  const label = count === 0 ? 'Notes' : `Notes: ${formatCount(count)}`;
  return (
    <Tooltip label={label}>
      <ActionIcon onClick={() => showPanel({ kind: 'notes', on: null })} aria-label={label}>
        <IconNotes size={16} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

function ThemeMenu() {
  const current = usePreferences((p) => p.theme);
  const entry = THEMES.find((t) => t.theme === current) ?? THEMES[0];
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`Theme: ${entry.name}`}>
          <entry.icon size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {THEMES.map(({ theme, name, icon: ThemeIcon }) => (
          <Menu.Item
            key={theme}
            leftSection={<ThemeIcon size={14} aria-hidden="true" />}
            onClick={() => void changePreferences({ theme })}
            aria-current={theme === current}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
