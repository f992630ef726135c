import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { formatCountOf, formatMoment } from '../../../shared/charts/format';
import { changedNames, type ChangesSince } from '../../../shared/charts/run-changes';
import { markChangesSeen, useRunChanges } from '../../state/run-changes';
import { goTo } from '../../state/navigation';
import { NumberTable } from '../../ui/number-table';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import classes from './history.module.css';

/** More names say less. */
const MOST_NAMES = 12;

/** What the run that is shown changed since the one before. */
export function ChangesPanel({ frame }: { readonly frame: PanelFrame }) {
  const changes = useRunChanges();
  useEffect(markChangesSeen, [changes]);
  return (
    <SidePanel
      {...frame}
      title="What changed"
      subtitle={
        changes
          ? `Since the run of ${formatMoment(changes.since)}`
          : 'No run of before is kept that gave other numbers'
      }
    >
      {changes && <Changes changes={changes} />}
    </SidePanel>
  );
}

function Changes({ changes }: { readonly changes: ChangesSince }) {
  const { run, numbers, toLookAt } = changes;
  return (
    <div className={classes.panel}>
      {toLookAt.length > 0 && (
        <section className={classes.look}>
          <h3>
            <IconAlertTriangle size={14} aria-hidden="true" /> To look at
          </h3>
          <ul>
            {toLookAt.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {numbers.length === 0 ? (
        <p>No number of the headline changed.</p>
      ) : (
        <NumberTable
          columns={[
            { label: 'Number', cell: ({ name }) => name },
            { label: 'Then', cell: ({ before }) => before },
            { label: 'Now', cell: ({ after }) => after },
          ]}
          rows={numbers}
          rowKey={({ name }) => name}
        />
      )}
      <div className={classes.ways}>
        <Button
          variant="default"
          onClick={() => goTo('funnel', { compare: JSON.stringify({ kind: 'kept', run }) })}
        >
          Compare the funnels
        </Button>
        <Button variant="default" onClick={() => goTo('findings')}>
          Open the findings
        </Button>
      </div>
      {changedNames(changes).map(({ title, names }) => (
        <Names key={title} title={title} names={names} />
      ))}
    </div>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {names.slice(0, MOST_NAMES).map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {names.length > MOST_NAMES && (
        <p className={classes.muted}>and {formatCountOf(names.length - MOST_NAMES, 'more', 'more')}</p>
      )}
    </section>
  );
}
