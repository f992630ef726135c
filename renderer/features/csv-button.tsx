import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { GridQuery } from '../../shared/contract/grid';
import { saveCsv } from './saving';

interface CsvButtonProps {
  readonly query: GridQuery;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly disabled?: boolean;
}

/** Saves all rows of a grid as CSV: for spreadsheets at a click, for programs from the menu beside it. */
export function CsvButton({ query, name, disabled = false }: CsvButtonProps) {
  return (
    <Button.Group>
      <Button
        variant="default"
        disabled={disabled}
        leftSection={<IconDownload size={14} aria-hidden="true" />}
        onClick={() => void saveCsv(query, name)}
      >
        CSV
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" disabled={disabled} px={6} aria-label="More ways to save">
            <IconChevronDown size={14} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void saveCsv(query, name, 'spreadsheet')}>
            For spreadsheets: formulas made harmless
          </Menu.Item>
          <Menu.Item onClick={() => void saveCsv(query, name, 'program')}>
            For programs: raw cells, no byte order mark
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
