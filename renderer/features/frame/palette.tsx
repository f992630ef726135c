import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import {
  IconAlertCircle,
  IconDeviceDesktop,
  IconFileText,
  IconFlask,
  IconFolder,
  IconFolderOpen,
  IconHelp,
  IconInfoCircle,
  IconKeyboard,
  IconLayoutSidebar,
  IconMap2,
  IconMoon,
  IconPlayerStop,
  IconRefresh,
  IconRotate2,
  IconSearch,
  IconSun,
  IconReceipt,
  IconSpeakerphone,
  IconTable,
  IconUser,
  IconUserSearch,
  type Icon,
} from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { formatSentence } from '../../../shared/charts/format';
import { plainWords } from '../../../shared/domain/marked-words';
import type { SubjectKind } from '../../../shared/contract/subject';
import { findingName } from '../../../shared/domain/finding-words';
import { SHORTCUTS } from '../../../shared/domain/shortcuts';
import { useEngine, useOutcome } from '../../state/answers';
import { useCall } from '../../state/calls';
import { showHelp } from '../../state/help';
import { goTo } from '../../state/navigation';
import { showShortcuts } from '../../state/overlays';
import { showPanel } from '../../state/panel';
import { changePreferences } from '../../state/preferences';
import { useRail } from '../../state/rail';
import {
  cancelRun,
  openFolder,
  openRecent,
  openSample,
  runAgain,
  undoSettings,
  useSession,
} from '../../state/session';
import { KeyCaps } from '../../ui/key-caps';
import { useRecentFolders } from '../home/use-recent-folders';
import { startTour } from '../../state/tour';
import type { Entry } from './palette-entry';
import { helpEntries, sideEntries } from './palette-help';
import { openPaletteList, paletteStore, preselectFirst } from './palette-selection';
import { PREFERENCES_ENTRY, useScreenEntries } from './screens';

const actionOf = (entry: Entry): SpotlightActionData => ({
  id: entry.id,
  label: entry.label,
  ...(entry.description === undefined ? {} : { description: entry.description }),
  leftSection: <entry.icon size={18} stroke={1.6} aria-hidden="true" />,
  ...(entry.shortcut === undefined
    ? {}
    : { rightSection: <KeyCaps keys={SHORTCUTS[entry.shortcut].keys[0]} /> }),
  onClick: entry.run,
});

const group = (name: string, entries: readonly Entry[]) => ({
  group: name,
  actions: entries.filter((entry) => entry.when !== false).map(actionOf),
});

function useScreens(): readonly Entry[] {
  return [...useScreenEntries(), PREFERENCES_ENTRY].map((entry) => ({
    id: `screen-${entry.screen}`,
    label: entry.name,
    description: entry.description,
    icon: entry.icon,
    run: () => goTo(entry.screen),
    shortcut: `go_${entry.screen}`,
  }));
}

function useActions(): readonly Entry[] {
  const open = useSession((s) => s.grant !== null);
  const running = useSession((s) => s.run.state === 'running');
  const canPick = useSession((s) => s.info?.canPickFolder ?? false);
  const ready = useOutcome() !== null;
  const rail = useRail();
  const theme = (choice: 'system' | 'light' | 'dark') => () => void changePreferences({ theme: choice });
  return [
    {
      id: 'run',
      label: 'Run again',
      icon: IconRefresh,
      run: () => void runAgain(),
      shortcut: 'run',
      when: open && !running,
    },
    { id: 'cancel', label: 'Cancel the run', icon: IconPlayerStop, run: cancelRun, when: running },
    {
      id: 'undo',
      label: 'Undo the last change of settings',
      icon: IconRotate2,
      run: () => void undoSettings(),
      shortcut: 'undo',
      when: open,
    },
    {
      id: 'export',
      label: 'Export',
      description: 'A PDF, a workbook, tables, the star schema',
      icon: IconFileText,
      run: () => goTo('report'),
      when: ready,
    },
    {
      id: 'open-folder',
      label: 'Open a folder',
      icon: IconFolderOpen,
      run: () => void openFolder(),
      shortcut: 'open_folder',
      when: canPick,
    },
    { id: 'open-sample', label: 'Try the sample', icon: IconFlask, run: () => void openSample() },
    { id: 'system', label: 'Theme of the system', icon: IconDeviceDesktop, run: theme('system') },
    { id: 'light', label: 'Light theme', icon: IconSun, run: theme('light') },
    { id: 'dark', label: 'Dark theme', icon: IconMoon, run: theme('dark') },
    {
      id: 'rail',
      label: rail.isFolded ? 'Unfold the rail' : 'Fold the rail',
      icon: IconLayoutSidebar,
      run: rail.toggle,
      shortcut: 'rail',
    },
    {
      id: 'shortcuts',
      label: 'Shortcuts',
      icon: IconKeyboard,
      run: () => showShortcuts(true),
      shortcut: 'shortcuts',
    },
    {
      id: 'help',
      label: 'What is this',
      description: 'What the screen answers, how it was computed, and its definitions',
      icon: IconHelp,
      run: () => showHelp(),
      shortcut: 'help',
    },
    {
      id: 'about',
      label: 'About Leadlens',
      description: 'Versions, diagnostics to copy, and licences',
      icon: IconInfoCircle,
      run: () => showPanel({ kind: 'about' }),
    },
    { id: 'tour', label: 'Take the tour', icon: IconMap2, run: startTour, when: ready },
  ];
}

function useRecent(): readonly Entry[] {
  const { folders } = useRecentFolders();
  return folders
    .filter((folder) => folder.exists)
    .map((folder) => ({
      id: `recent-${folder.id}`,
      label: `Open ${folder.name}`,
      description: folder.location,
      icon: IconFolder,
      run: () => void openRecent(folder.id),
    }));
}

function useFindings(): readonly Entry[] {
  const findings = useOutcome()?.findings ?? [];
  return findings.map((finding, index) => ({
    id: `finding-${String(index)}`,
    label: [findingName(finding.code), finding.column].filter((part) => part !== null).join(' · '),
    description: plainWords(formatSentence(finding.sentence)),
    icon: IconAlertCircle,
    run: () => goTo('findings', { finding: String(index) }),
  }));
}

function useTables(): readonly Entry[] {
  const tables = useEngine('tables', {}).data ?? [];
  return tables.map((table) => ({
    id: `table-${table.name}`,
    label: table.title,
    description: table.description,
    icon: IconTable,
    run: () => goTo('explore', { table: table.name }),
  }));
}

const SUBJECT_ICONS: { readonly [K in SubjectKind]: Icon } = {
  lead: IconUserSearch,
  crm_lead: IconUserSearch,
  person: IconUser,
  invoice: IconReceipt,
  campaign: IconSpeakerphone,
};

/** Leads, people, invoices and campaigns that go by what is typed. */
function useSubjects(query: string): readonly Entry[] {
  const ready = useOutcome() !== null;
  const [settled] = useDebouncedValue(query.trim(), 150);
  const { data } = useCall('lookUp', ready && settled.length > 1 ? { text: settled, limit: 12 } : null);
  if (query.trim().length < 2) return [];
  return (data ?? []).map(({ kind, id, label, detail }) => ({
    id: `subject-${kind}-${id}`,
    label,
    description: detail,
    icon: SUBJECT_ICONS[kind],
    run: () => showPanel({ kind: 'subject', subject: { kind, id } }),
  }));
}

/**
 * Every screen and action; once something is typed also leads, people, invoices and campaigns, recent folders,
 * findings and tables.
 * @param asked counts up each time it shall open
 */
export function Palette({ asked }: { readonly asked: number }) {
  const [query, setQuery] = useState('');
  useEffect(() => openPaletteList(), [asked]);
  const ready = useOutcome() !== null;
  const screens = group('Screens', [...useScreens(), ...(query.trim() === '' ? [] : sideEntries(ready))]);
  const help = group('Help', helpEntries());
  const actions = group('Actions', useActions());
  const recent = group('Recent folders', useRecent());
  const findings = group('Findings', useFindings());
  const tables = group('Tables', useTables());
  const found = useSubjects(query);
  const subjects = group('Leads, people, invoices, campaigns', found);
  const foundIds = found.map(({ id }) => id).join(' ');
  useEffect(() => preselectFirst(), [foundIds]);
  return (
    <Spotlight
      store={paletteStore}
      actions={[screens, actions, ...(query.trim() === '' ? [] : [subjects, recent, findings, tables, help])]}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      nothingFound="Nothing goes by that name"
      highlightQuery
      scrollable
      maxHeight={460}
      limit={40}
      attributes={{ content: { 'aria-label': 'Go to' } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      transitionProps={{ duration: 80, transition: 'pop' }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} aria-hidden="true" />,
        placeholder: 'Find a lead, a person, a campaign, a screen or a finding',
        'aria-label': 'Find a lead, a person, a campaign, a screen or a finding',
      }}
    />
  );
}
