import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';

/** What can be copied of the chosen cells. @param onCopy gets whether whole rows with the names of columns are meant */
export function CopyMenu({ onCopy }: { readonly onCopy: (whole: boolean) => void }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" aria-label="Copy" title="Copy">
          <IconCopy size={14} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCopy(false)} rightSection={<kbd>Ctrl+C</kbd>}>
          Copy cells
        </Menu.Item>
        <Menu.Item onClick={() => onCopy(true)} rightSection={<kbd>Ctrl+Shift+C</kbd>}>
          Copy rows with names
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
