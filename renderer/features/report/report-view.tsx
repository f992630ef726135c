import { Checkbox, SegmentedControl } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import type { RunOutcome } from '../../../shared/contract/run';
import { PAPERS, SECTION_NAMES, type ExportRequest } from '../../../shared/contract/report';
import { useOutcome } from '../../state/answers';
import { useSession } from '../../state/session';
import { useExplorations } from '../../state/explorations';
import { useBoard } from '../../state/board';
import { useKeptRuns } from '../../state/kept-runs';
import { useRunChanges } from '../../state/run-changes';
import { useNotes } from '../../state/notes';
import { useReportHead } from '../../state/report-head';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { ReportWords } from '../project/project-words';
import { NotRunYet } from '../needs-run';
import { choosePaper, chooseSections, possibleSections, useChoices } from './choices';
import { ExplorationList } from './exploration-list';
import { ExportList } from './export-list';
import { ReportPreview } from './report-preview';
import classes from './report.module.css';

/** What people take away: the report on paper, and the results as files. */
export function ReportView() {
  const outcome = useOutcome();
  const runId = useSession((s) => s.runId);
  if (!outcome) {
    return (
      <NotRunYet
        icon={<IconFileText size={20} aria-hidden="true" />}
        purpose="The report puts the numbers on paper and into files."
      />
    );
  }
  return <Report key={runId} outcome={outcome} />;
}

function Report({ outcome }: { readonly outcome: RunOutcome }) {
  const grant = useSession((s) => s.grant);
  const head = useReportHead();
  const explorations = useExplorations();
  const notes = useNotes((s) => s.notes);
  const pins = useBoard((s) => s.pins);
  const runs = useKeptRuns((s) => s.runs);
  const possible = possibleSections(outcome, {
    notes: notes.length,
    pins: pins.length,
    isChanged: useRunChanges() !== null,
  });
  const { paper, sections } = useChoices(possible);
  const [openedAt] = useState(() => new Date().toISOString());
  const request: ExportRequest = {
    what: ['pdf'],
    paper,
    sections: [...sections],
    place: grant?.location ?? '',
    head,
    explorations: [...explorations],
    notes: [...notes],
    board: [...pins],
    runs: [...runs],
    writtenAt: openedAt,
    zipped: false,
    withManifest: false,
  };
  return (
    <Page fill title="Report" lead="The numbers on paper and as files. Nothing is sent anywhere.">
      <div className={classes.layout}>
        <div className={classes.side}>
          <Checkbox.Group
            label="Sections"
            value={[...sections]}
            onChange={(ids) => chooseSections(possible, ids)}
          >
            <div className={classes.sections}>
              {possible.map((id) => (
                <Checkbox key={id} value={id} label={SECTION_NAMES[id]} />
              ))}
            </div>
          </Checkbox.Group>
          <div className={classes.head}>
            <ReportWords />
          </div>
          <div>
            <p className={classes.label} id="paper-label">
              Paper
            </p>
            <SegmentedControl
              aria-labelledby="paper-label"
              value={paper}
              onChange={(name) => choosePaper(PAPERS.find((known) => known === name) ?? 'a4')}
              data={[
                { value: 'a4', label: 'A4' },
                { value: 'letter', label: 'Letter' },
              ]}
            />
          </div>
          <div>
            <p className={classes.label}>Explorations</p>
            <ExplorationList />
          </div>
          <ExportList request={request} folder={grant?.name ?? 'leadlens'} />
        </div>
        {sections.length === 0 ? (
          <EmptyState icon={<IconFileText size={20} aria-hidden="true" />} title="Nothing chosen">
            <p>Choose at least one section to see the report.</p>
          </EmptyState>
        ) : (
          <ReportPreview request={request} />
        )}
      </div>
    </Page>
  );
}
