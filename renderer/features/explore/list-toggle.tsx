import { Button } from '@mantine/core';
import { IconLayoutSidebar } from '@tabler/icons-react';

interface ListToggleProps {
  readonly isListed: boolean;
  readonly onChange: (isListed: boolean) => void;
}

/** Shows and hides the list of tables. */
export function ListToggle({ isListed, onChange }: ListToggleProps) {
  return (
    <Button
      variant="default"
      aria-pressed={isListed}
      leftSection={<IconLayoutSidebar size={14} aria-hidden="true" />}
      onClick={() => onChange(!isListed)}
    >
      List of tables
    </Button>
  );
}
