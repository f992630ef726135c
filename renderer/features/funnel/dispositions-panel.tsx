import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { DispositionsView } from '../../../shared/contract/funnel';
import { useEngine } from '../../state/answers';
import { changeSettings, useSession } from '../../state/session';
import { FaultNote } from '../../ui/fault-note';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import type { TableColumn } from '../../ui/table';
import { TextTable } from '../../ui/text-table';
import { choose, groupOf, knownGroups, sameGroups, type ChosenGroups } from './disposition-rows';
import classes from './dispositions.module.css';

type Words = DispositionsView['dispositions'];

/** What words mean: groups of dispositions, job statuses and statuses of leads; a change is kept with the project. */
export function DispositionsPanel({ frame }: { readonly frame: PanelFrame }) {
  const answer = useEngine('dispositions', {});
  const dispositions = useSession((s) => s.settings?.dispositionGroups);
  const jobStatuses = useSession((s) => s.settings?.jobStatusGroups);
  const leadStatuses = useSession((s) => s.settings?.leadStatusGroups);
  return (
    <SidePanel
      {...frame}
      title="Groups of words"
      subtitle="what a disposition or a status means: a word in Sold is a sale, one in Cancelled takes it back, one in Qualified is a qualified lead"
    >
      {answer.state === 'failed' && <FaultNote fault={answer.fault} />}
      {answer.state === 'ready' && dispositions && jobStatuses && leadStatuses && (
        <Groups
          key={JSON.stringify([dispositions, jobStatuses, leadStatuses])}
          view={answer.data}
          saved={{ dispositions, jobStatuses, leadStatuses }}
        />
      )}
    </SidePanel>
  );
}

interface Chosen {
  readonly dispositions: ChosenGroups;
  readonly jobStatuses: ChosenGroups;
  readonly leadStatuses: ChosenGroups;
}

function Groups({ view, saved }: { readonly view: DispositionsView; readonly saved: Chosen }) {
  const running = useSession((s) => s.run.state === 'running');
  const [chosen, setChosen] = useState(saved);
  const changed =
    !sameGroups(chosen.dispositions, saved.dispositions) ||
    !sameGroups(chosen.jobStatuses, saved.jobStatuses) ||
    !sameGroups(chosen.leadStatuses, saved.leadStatuses);
  const isOwn = Object.values(chosen).some((groups: ChosenGroups) => Object.keys(groups).length > 0);
  return (
    <>
      <div className={classes.list} tabIndex={0} role="region" aria-label="Words and their groups">
        <WordTable
          title="Disposition"
          counts="CRM leads"
          words={view.dispositions}
          groups={knownGroups(view.groups, chosen.dispositions)}
          chosen={chosen.dispositions}
          onChoose={(dispositions) => setChosen({ ...chosen, dispositions })}
        />
        <WordTable
          title="Job status"
          counts="CRM leads"
          words={view.jobStatuses}
          groups={knownGroups(view.jobGroups, chosen.jobStatuses)}
          chosen={chosen.jobStatuses}
          onChoose={(jobStatuses) => setChosen({ ...chosen, jobStatuses })}
        />
        <WordTable
          title="Lead status"
          counts="People"
          words={view.leadStatuses}
          groups={knownGroups(view.leadGroups, chosen.leadStatuses)}
          chosen={chosen.leadStatuses}
          onChoose={(leadStatuses) => setChosen({ ...chosen, leadStatuses })}
        />
      </div>
      <div className={classes.actions}>
        <Button
          disabled={!changed || running}
          onClick={() =>
            void changeSettings(() => ({
              dispositionGroups: { ...chosen.dispositions },
              jobStatusGroups: { ...chosen.jobStatuses },
              leadStatusGroups: { ...chosen.leadStatuses },
            }))
          }
        >
          Save and count again
        </Button>
        <Button
          variant="default"
          disabled={!isOwn}
          onClick={() => setChosen({ dispositions: {}, jobStatuses: {}, leadStatuses: {} })}
        >
          As the profile has it
        </Button>
      </div>
    </>
  );
}

interface WordTableProps {
  readonly title: string;
  /** What has the words. */
  readonly counts: string;
  readonly words: Words;
  readonly groups: readonly string[];
  readonly chosen: ChosenGroups;
  readonly onChoose: (chosen: ChosenGroups) => void;
}

function WordTable({ title, counts, words, groups, chosen, onChoose }: WordTableProps) {
  // Typing a new name must not move the row: what is typed is kept apart until it is left.
  const [typed, setTyped] = useState<{ readonly code: string; readonly text: string } | null>(null);
  if (words.length === 0) return null;
  const columns: readonly TableColumn<Words[number]>[] = [
    { head: title, cell: ({ code }) => code },
    {
      head: counts,
      align: 'right',
      cell: ({ count }) => formatCount(count),
    },
    {
      head: 'Group',
      cell: (row) => (
        <Autocomplete
          size="xs"
          aria-label={`Group of ${row.code}`}
          description={chosen[row.code] === undefined ? undefined : `profile: ${row.byProfile}`}
          inputWrapperOrder={['input', 'description']}
          data={[...groups]}
          value={typed?.code === row.code ? typed.text : groupOf(row, chosen)}
          onChange={(text) => setTyped({ code: row.code, text })}
          onOptionSubmit={(group) => {
            onChoose(choose(chosen, row, group));
            setTyped(null);
          }}
          onBlur={() => {
            if (typed?.code === row.code) onChoose(choose(chosen, row, typed.text));
            setTyped(null);
          }}
        />
      ),
    },
  ];
  return <TextTable columns={columns} rows={words} rowKey={({ code }) => code} isForm />;
}
