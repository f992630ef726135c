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

/** What the words of the reports mean: groups of dispositions and of job statuses; a change is kept with the project. */
export function DispositionsPanel({ frame }: { readonly frame: PanelFrame }) {
  const answer = useEngine('dispositions', {});
  const dispositions = useSession((s) => s.settings?.dispositionGroups);
  const jobStatuses = useSession((s) => s.settings?.jobStatusGroups);
  return (
    <SidePanel
      {...frame}
      title="Groups of words"
      subtitle="what a disposition or a job status means: a word in Sold is a sale, one in Cancelled takes it back"
    >
      {answer.state === 'failed' && <FaultNote fault={answer.fault} />}
      {answer.state === 'ready' && dispositions && jobStatuses && (
        <Groups
          key={JSON.stringify([dispositions, jobStatuses])}
          view={answer.data}
          saved={{ dispositions, jobStatuses }}
        />
      )}
    </SidePanel>
  );
}

interface Chosen {
  readonly dispositions: ChosenGroups;
  readonly jobStatuses: ChosenGroups;
}

function Groups({ view, saved }: { readonly view: DispositionsView; readonly saved: Chosen }) {
  const running = useSession((s) => s.run.state === 'running');
  const [chosen, setChosen] = useState(saved);
  const changed =
    !sameGroups(chosen.dispositions, saved.dispositions) ||
    !sameGroups(chosen.jobStatuses, saved.jobStatuses);
  const isOwn = Object.keys({ ...chosen.dispositions, ...chosen.jobStatuses }).length > 0;
  return (
    <>
      <div className={classes.list} tabIndex={0} role="region" aria-label="Words and their groups">
        <WordTable
          title="Disposition"
          words={view.dispositions}
          groups={knownGroups(view.groups, chosen.dispositions)}
          chosen={chosen.dispositions}
          onChoose={(dispositions) => setChosen({ ...chosen, dispositions })}
        />
        <WordTable
          title="Job status"
          words={view.jobStatuses}
          groups={knownGroups(view.jobGroups, chosen.jobStatuses)}
          chosen={chosen.jobStatuses}
          onChoose={(jobStatuses) => setChosen({ ...chosen, jobStatuses })}
        />
      </div>
      <div className={classes.actions}>
        <Button
          disabled={!changed || running}
          onClick={() =>
            void changeSettings(() => ({
              dispositionGroups: { ...chosen.dispositions },
              jobStatusGroups: { ...chosen.jobStatuses },
            }))
          }
        >
          Save and count again
        </Button>
        <Button
          variant="default"
          disabled={!isOwn}
          onClick={() => setChosen({ dispositions: {}, jobStatuses: {} })}
        >
          As the profile has it
        </Button>
      </div>
    </>
  );
}

interface WordTableProps {
  readonly title: string;
  readonly words: Words;
  readonly groups: readonly string[];
  readonly chosen: ChosenGroups;
  readonly onChoose: (chosen: ChosenGroups) => void;
}

function WordTable({ title, words, groups, chosen, onChoose }: WordTableProps) {
  // Typing a new name must not move the row: what is typed is kept apart until it is left.
  const [typed, setTyped] = useState<{ readonly code: string; readonly text: string } | null>(null);
  if (words.length === 0) return null;
  const columns: readonly TableColumn<Words[number]>[] = [
    { head: title, cell: ({ code }) => code },
    {
      head: 'CRM leads',
      align: 'right',
      cell: ({ crmLeads }) => formatCount(crmLeads),
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
