import { Button, Popover, TextInput } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExplorationShown } from '../../../shared/contract/exploration';
import type { GridQuery } from '../../../shared/contract/grid';
import { faultOf } from '../../../shared/domain/fault';
import { addExploration, useExplorations } from '../../state/explorations';
import { notify, notifyFault } from '../../state/notices';
import classes from './sql.module.css';

interface AddToReportProps {
  readonly query: GridQuery;
  readonly shown: ExplorationShown;
  /** What it is called where the reader gives it no other name. */
  readonly title: string;
}

/** Keeps what is shown in the report: it is computed again at each run, and printed with its SQL. */
export function AddToReport({ query, shown, title }: AddToReportProps) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const kept = useExplorations();
  // SQL knows no file by name.
  if (query.table.startsWith('file:')) return null;
  const wanted = name.trim() === '' ? title : name.trim();
  const add = async (): Promise<void> => {
    setOpen(false);
    try {
      await addExploration(wanted.slice(0, 120), query, shown);
      setName('');
      notify({ kind: 'exploration', text: `“${wanted}” stands in the report, under Explorations.` });
    } catch (error) {
      notifyFault('exploration', faultOf(error));
    }
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilePlus size={14} aria-hidden="true" />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Add to report
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.save}>
          <TextInput
            size="xs"
            label="Title in the report"
            placeholder={title}
            value={name}
            description={
              kept.some((one) => one.title === wanted)
                ? 'Replaces the one of this title.'
                : 'Computed again at each run, printed with its SQL.'
            }
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void add();
            }}
          />
          <Button onClick={() => void add()}>Add</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
