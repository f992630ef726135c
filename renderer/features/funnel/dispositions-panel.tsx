import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { DispositionsView } from '../../../shared/contract/funnel';
import { useEngine } from '../../state/answers';
import { changeSettings, useSession } from '../../state/session';
import { FaultNote } from '../../ui/fault-note';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import { choose, groupOf, knownGroups, sameGroups, type ChosenGroups } from './disposition-rows';
import classes from './dispositions.module.css';

/** The groups in which dispositions are counted together; a change is kept with the project. */
export function DispositionsPanel({ frame }: { readonly frame: PanelFrame }) {
  const answer = useEngine('dispositions', {});
  const saved = useSession((s) => s.settings?.dispositionGroups);
  return (
    <SidePanel
      {...frame}
      title="Groups of dispositions"
      subtitle="what is counted together in breakdowns, filters and paths; sales are counted by the code itself"
    >
      {answer.state === 'failed' && <FaultNote fault={answer.fault} />}
      {answer.state === 'ready' && saved && (
        <Groups key={JSON.stringify(saved)} view={answer.data} saved={saved} />
      )}
    </SidePanel>
  );
}

function Groups({ view, saved }: { readonly view: DispositionsView; readonly saved: ChosenGroups }) {
  const running = useSession((s) => s.run.state === 'running');
  const [chosen, setChosen] = useState(saved);
  // Typing a new name must not move the row: what is typed is kept apart until it is left.
  const [typed, setTyped] = useState<{ readonly code: string; readonly text: string } | null>(null);
  const groups = knownGroups(view, chosen);
  const changed = !sameGroups(chosen, saved);
  return (
    <>
      <div className={classes.list} tabIndex={0} role="region" aria-label="Dispositions and their groups">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Disposition</th>
              <th scope="col" className={classes.number}>
                CRM leads
              </th>
              <th scope="col">Group</th>
            </tr>
          </thead>
          <tbody>
            {view.dispositions.map((row) => (
              <tr key={row.code}>
                <th scope="row">{row.code}</th>
                <td className={classes.number}>{formatCount(row.crmLeads)}</td>
                <td>
                  <Autocomplete
                    size="xs"
                    aria-label={`Group of ${row.code}`}
                    description={chosen[row.code] === undefined ? undefined : `profile: ${row.byProfile}`}
                    inputWrapperOrder={['input', 'description']}
                    data={[...groups]}
                    value={typed?.code === row.code ? typed.text : groupOf(row, chosen)}
                    onChange={(text) => setTyped({ code: row.code, text })}
                    onOptionSubmit={(group) => {
                      setChosen(choose(chosen, row, group));
                      setTyped(null);
                    }}
                    onBlur={() => {
                      if (typed?.code === row.code) setChosen(choose(chosen, row, typed.text));
                      setTyped(null);
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.actions}>
        <Button
          disabled={!changed || running}
          onClick={() => void changeSettings(() => ({ dispositionGroups: { ...chosen } }))}
        >
          Save and count again
        </Button>
        <Button variant="default" disabled={Object.keys(chosen).length === 0} onClick={() => setChosen({})}>
          As the profile has it
        </Button>
      </div>
    </>
  );
}
