import { Button, Popover, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { FolderGrant, ProjectLocation } from '../../../shared/contract/host';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { moveProject, projectPlace, useProjectName } from '../../state/project';
import { useShortcut } from '../../state/shortcuts';
import { ProjectName, ReportWords } from '../project/project-words';
import { FaultNote } from '../../ui/fault-note';
import classes from './project-menu.module.css';

const KINDS: Readonly<Record<ProjectLocation['kind'], string>> = {
  app: 'In the program’s own folder',
  beside: 'Beside its data',
  elsewhere: 'In a place of its own',
};

/** The open project: its name and what stands over its report, where its settings and decisions are kept, and where else they can be. */
export function ProjectMenu({ grant }: { readonly grant: FolderGrant }) {
  const [opened, setOpened] = useState(false);
  const name = useProjectName() ?? grant.name;
  useShortcut('save_project', () => setOpened(true));
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={380} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.project ?? ''}
          aria-label={`Project ${name}`}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <span className={classes.name}>{name}</span>
          <IconChevronDown size={13} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.menu}>
          <ProjectName />
          <ReportWords />
          <Place grant={grant} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Place({ grant }: { readonly grant: FolderGrant }) {
  const [place, setPlace] = useState<ProjectLocation | null>(null);
  const [fault, setFault] = useState<FaultDetails | null>(null);
  useEffect(() => {
    projectPlace(grant.grantId).then(setPlace, (error: unknown) => setFault(faultOf(error)));
  }, [grant.grantId]);
  const move = async (to: 'app' | 'beside' | 'chosen'): Promise<void> => {
    try {
      setPlace((await moveProject(grant.grantId, to)) ?? place);
      setFault(null);
    } catch (error) {
      setFault(faultOf(error));
    }
  };
  return (
    <div className={classes.place}>
      <p className={classes.heading}>Settings, decisions, notes</p>
      <p className={classes.text}>
        Everything is saved as it is done. {place && `${KINDS[place.kind]}, with backups:`}
      </p>
      {place && <p className={classes.location}>{place.location}</p>}
      {fault && <FaultNote fault={fault} />}
      {place && (
        <div className={classes.actions}>
          {place.kind !== 'beside' && (
            <Button size="xs" variant="default" onClick={() => void move('beside')}>
              Keep beside the data
            </Button>
          )}
          {place.kind !== 'app' && (
            <Button size="xs" variant="default" onClick={() => void move('app')}>
              Keep in the program’s folder
            </Button>
          )}
          {place.canChoose && (
            <Button size="xs" variant="default" onClick={() => void move('chosen')}>
              Choose a folder
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
