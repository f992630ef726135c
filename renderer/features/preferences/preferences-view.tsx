import { Button, SegmentedControl, Select, Switch } from '@mantine/core';
import { formatIsoDay, formatMoney, formatShare } from '../../../shared/charts/format';
import type { Preferences } from '../../../shared/contract/host';
import { LOCALES, type LocaleChoice } from '../../../shared/domain/locales';
import { showShortcuts } from '../../state/overlays';
import { showPanel } from '../../state/panel';
import { changePreferences, usePreferences } from '../../state/preferences';
import { useSession } from '../../state/session';
import { Page } from '../../ui/page';
import { CacheSetting } from './cache-setting';
import { CommittedText } from './committed-text';
import classes from './preferences.module.css';
import { ProjectThresholds } from './project-thresholds';
import { ScheduleSetting } from './schedule-setting';
import { Setting, SettingGroup } from './setting-row';
import { TimingSetting } from './timing-setting';

const THEMES: { value: Preferences['theme']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });

const localeName = (locale: LocaleChoice): string =>
  locale === 'system' ? 'As the system' : (names.of(locale) ?? locale);

/** How the program looks, counts and listens for this person; and the thresholds of the open project. */
export function PreferencesView() {
  const preferences = usePreferences();
  const project = useSession((s) => s.grant?.name ?? null);
  return (
    <Page title="Preferences" lead="Everything takes effect at once and is kept on this machine.">
      <div className={classes.groups}>
        <SettingGroup title="Look">
          <Setting name="Theme">
            <SegmentedControl
              aria-label="Theme"
              data={THEMES}
              value={preferences.theme}
              onChange={(theme) => void changePreferences({ theme: theme })}
            />
          </Setting>
          <Setting name="Rail of screens" hint="Folded it shows icons only.">
            <Switch
              label="Folded"
              checked={preferences.railFolded}
              onChange={(event) => void changePreferences({ railFolded: event.currentTarget.checked })}
            />
          </Setting>
          <Setting
            name="Numbers and dates"
            hint={`${formatMoney(1_234_567.89)} · ${formatShare(0.216)} · ${formatIsoDay('2026-02-05')}. Exports always have a point and ISO dates.`}
          >
            <Select
              aria-label="Numbers and dates"
              data={LOCALES.map((locale) => ({ value: locale, label: localeName(locale) }))}
              value={preferences.locale}
              searchable
              w={220}
              onChange={(locale) => {
                if (locale !== null) void changePreferences({ locale: locale });
              }}
            />
          </Setting>
        </SettingGroup>

        <SettingGroup title="Keyboard">
          <Setting
            name="Keys without Ctrl, ⌘ or Alt"
            hint="Such as G then F for Findings. Turn them off if you speak to the machine or hit keys by chance."
          >
            <Switch
              label="On"
              checked={preferences.singleKeys}
              onChange={(event) => void changePreferences({ singleKeys: event.currentTarget.checked })}
            />
          </Setting>
          <Setting name="All shortcuts" hint="Also with ? on every screen.">
            <Button variant="default" onClick={() => showShortcuts(true)}>
              Show the list
            </Button>
          </Setting>
        </SettingGroup>

        <SettingGroup title="Reviewing">
          <Setting
            name="Your name"
            hint="Decisions are written in this name. Left empty, it is your name on this machine. Old decisions keep theirs."
          >
            <CommittedText
              label="Your name"
              value={preferences.reviewerName}
              maxLength={80}
              onCommit={(reviewerName) => void changePreferences({ reviewerName })}
            />
          </Setting>
        </SettingGroup>

        <SettingGroup title="Updating">
          <Setting
            name="Files that arrive"
            hint="The open folder is watched. Files that are still being written are waited for. Off, the top bar says what arrived and has a button that reads it."
          >
            <Switch
              label="Update by itself"
              checked={preferences.updateByItself}
              onChange={(event) => void changePreferences({ updateByItself: event.currentTarget.checked })}
            />
          </Setting>
          <ScheduleSetting />
        </SettingGroup>

        {project !== null && <ProjectThresholds project={project} />}

        <SettingGroup title="This machine">
          <CacheSetting />
          <TimingSetting />
        </SettingGroup>

        <SettingGroup title="Help">
          <Setting
            name="About Leadlens"
            hint="Versions, diagnostics to copy, and the licences of what is in it."
          >
            <Button variant="default" onClick={() => showPanel({ kind: 'about' })}>
              Show
            </Button>
          </Setting>
          <Setting name="Tour" hint="Six short steps. It starts when you try the sample on Home.">
            <Switch
              label="Show it with the sample"
              checked={!preferences.tourDone}
              onChange={(event) => void changePreferences({ tourDone: !event.currentTarget.checked })}
            />
          </Setting>
        </SettingGroup>
      </div>
    </Page>
  );
}
