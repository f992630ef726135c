import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { IconKeyOff } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount, formatCountOf } from '../../../shared/charts/format';
import type { TierCounts, WithoutKey } from '../../../shared/contract/review';
import { useCall } from '../../state/calls';
import { useDecisions } from '../../state/decisions';
import { judge, undoAction } from '../../state/judge';
import { analyzeAndSay } from '../../state/run-with-words';
import { FaultNote } from '../../ui/fault-note';
import { Table } from '../../ui/table';
import classes from './no-key.module.css';

interface NoKeyProps {
  /** The value as it is compared. */
  readonly value: string;
  /** What people call it: e-mail, phone. */
  readonly name: string;
}

/** Takes a value that stands for nobody, or for many, out of matching: one decision for all identities that have it. */
export function NoKey({ value, name }: NoKeyProps) {
  const [opened, setOpened] = useState(false);
  const canWrite = useDecisions((s) => s.log !== null && s.log.hold === null);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={400} shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={`This ${name} is no key …`}>
          <ActionIcon
            size={20}
            aria-label={`This ${name} is no key`}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <IconKeyOff size={13} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Question value={value} name={name} canWrite={canWrite} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** One decision for all identities that have the value; says afterwards what it changed. @param touched how many those are */
async function takeOut(value: string, name: string, touched: string): Promise<void> {
  const done = await judge([
    {
      subject: { kind: 'key', value },
      verdict: 'accept',
      leads: [],
      evidence: `review; ${touched}`,
      note: '',
    },
  ]);
  if (done === null) return;
  await analyzeAndSay(`The ${name} is no key now, for ${touched}.`, {
    label: 'Undo',
    run: () => void undoAction(done),
  });
}

const COUNTS: readonly (readonly [keyof TierCounts, string])[] = [
  ['both', 'Identities with both keys'],
  ['oneKey', 'with one key only'],
  ['conflicts', 'in conflict'],
  ['matchedLeads', 'Matched leads, linked'],
];

interface QuestionProps extends NoKeyProps {
  readonly canWrite: boolean;
  readonly onDone: () => void;
}

/** What the decision touches and what it would change, and the decision. */
function Question({ value, name, canWrite, onDone }: QuestionProps) {
  const { data, fault } = useCall('withoutKey', { value });
  if (fault) return <FaultNote fault={fault} />;
  if (!data)
    return (
      <p className={classes.words} aria-busy="true">
        Counting what has this {name} …
      </p>
    );
  const take = (): void => {
    onDone();
    void takeOut(value, name, formatCountOf(data.identities, 'identity', 'identities'));
  };
  return (
    <div className={classes.question}>
      <p className={classes.words}>
        {formatCountOf(data.identities, 'identity', 'identities')} of{' '}
        {formatCountOf(data.crmLeads, 'CRM lead', 'CRM leads')} and{' '}
        {formatCountOf(data.deliveredLeads, 'delivered lead', 'delivered leads')} have this {name}. If it
        stands for no value, or for many people, one decision takes it out of matching for all of them.
      </p>
      <Changes data={data} />
      <Button onClick={take} disabled={!canWrite}>
        Take it out of matching
      </Button>
    </div>
  );
}

const Changes = ({ data: { now, without } }: { readonly data: WithoutKey }) => (
  <Table
    caption="Before any decision about single identities"
    rows={COUNTS}
    rowKey={([count]) => count}
    columns={[
      { head: 'Before other decisions', cell: ([, words]) => words },
      { head: 'now', align: 'right', cell: ([count]) => formatCount(now[count]) },
      { head: 'without it', align: 'right', cell: ([count]) => formatCount(without[count]) },
    ]}
  />
);
