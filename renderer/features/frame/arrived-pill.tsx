import { Button, Popover, UnstyledButton } from '@mantine/core';
import { IconFileImport, IconLoader2 } from '@tabler/icons-react';
import { arrivalsInWords } from '../../../shared/charts/arrival-words';
import { formatCountOf } from '../../../shared/charts/format';
import type { Arrivals } from '../../../shared/contract/folder-now';
import type { useArrivals } from '../../state/arrivals';
import { isWaiting } from '../../state/arrivals';
import { updateFromFolder } from '../../state/update-folder';
import classes from './run-pill.module.css';

/** More names say less. */
const MOST_NAMES = 8;

const GROUPS = [
  { of: 'added', title: 'New' },
  { of: 'changed', title: 'Changed' },
  { of: 'gone', title: 'Gone' },
  { of: 'growing', title: 'Still being written' },
] as const satisfies readonly { of: keyof Arrivals; title: string }[];

/** What is in the folder and not in the numbers: its names when it is pressed, and the button that reads it. */
export function ArrivedPill({ arrivals }: { readonly arrivals: ReturnType<typeof useArrivals.getState> }) {
  const waits = isWaiting(arrivals);
  const words =
    arrivalsInWords(arrivals) ??
    (waits
      ? 'The folder may have changed'
      : `${formatCountOf(arrivals.growing.length, 'file')} being written`);
  const Icon = waits ? IconFileImport : IconLoader2;
  return (
    <div className={classes.running}>
      <Popover position="bottom-end" width={360} shadow="md">
        <Popover.Target>
          <UnstyledButton className={classes.pill ?? ''} data-state="arrived">
            <Icon size={14} aria-hidden="true" />
            <span role="status">{words}</span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <Names arrivals={arrivals} />
        </Popover.Dropdown>
      </Popover>
      {waits && (
        <Button variant="default" onClick={() => void updateFromFolder()}>
          Update
        </Button>
      )}
    </div>
  );
}

/** Which files they are. */
function Names({ arrivals }: { readonly arrivals: Arrivals }) {
  return (
    <div className={classes.names}>
      <p>The numbers on the screens do not count this yet.</p>
      {GROUPS.filter(({ of }) => arrivals[of].length > 0).map(({ of, title }) => (
        <section key={of}>
          <h2>{title}</h2>
          <ul>
            {arrivals[of].slice(0, MOST_NAMES).map((path) => (
              <li key={path}>{path}</li>
            ))}
          </ul>
          {arrivals[of].length > MOST_NAMES && (
            <p>{formatCountOf(arrivals[of].length - MOST_NAMES, 'more file')}</p>
          )}
        </section>
      ))}
    </div>
  );
}
