import { Button, FileButton, Menu } from '@mantine/core';
import { IconFileSettings } from '@tabler/icons-react';
import { useRef } from 'react';
import { useSession } from '../../state/session';
import { saveProfile, takeInProfile } from '../../state/profiles';

/** What was said of columns and words, to be shared: with the next project, or with a colleague. */
export function ProfileMenu() {
  const running = useSession((s) => s.run.state === 'running');
  const hasSomething = useSession(
    ({ settings }) =>
      settings !== null &&
      settings.mappings.length +
        settings.forms.length +
        settings.reportSeries.length +
        Object.keys(settings.dispositionGroups).length +
        Object.keys(settings.jobStatusGroups).length +
        Object.keys(settings.leadStatusGroups).length >
        0,
  );
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      accept=".json"
      resetRef={reset}
      onChange={(file) => {
        void takeInProfile(file);
        reset.current?.();
      }}
    >
      {({ onClick }) => (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconFileSettings size={14} aria-hidden="true" />}>
              Profile
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Mappings of columns, forms of files, groups of words</Menu.Label>
            <Menu.Item disabled={!hasSomething} onClick={() => void saveProfile()}>
              Save as profile
            </Menu.Item>
            <Menu.Item disabled={running} onClick={onClick}>
              Take in a profile
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </FileButton>
  );
}
