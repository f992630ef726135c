import { Button } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { formatCount, formatMoment, formatSentence } from '../../../shared/charts/format';
import type { GridQuery } from '../../../shared/contract/grid';
import {
  SUBJECT_ID_KINDS,
  SUBJECT_NAMES,
  type Subject,
  type SubjectDecision,
  type SubjectSection,
} from '../../../shared/contract/subject';
import { plainWords } from '../../../shared/domain/marked-words';
import { findingName } from '../../../shared/domain/finding-words';
import { useOutcome } from '../../state/answers';
import { useCall } from '../../state/calls';
import { showRows } from '../../state/drill';
import { goTo } from '../../state/navigation';
import { FaultNote } from '../../ui/fault-note';
import { cellText } from '../../ui/grid/cells';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import { PanelThing } from '../notes/panel-thing';
import { VERDICT_WORDS } from '../review/words';
import { isReached, Reached } from './reached';
import { shownColumns } from './shown-columns';
import { SubjectRows } from './subject-rows';
import { ValueOf } from './value-of';
import classes from './subject.module.css';

interface SubjectPanelProps {
  readonly subject: Subject;
  readonly frame: PanelFrame;
}

/** Rows of a section that stand in the panel; all of them open as a table. */
const FEW = 8;

/** All that is known of one lead, person, invoice or campaign, with ways on to what it is tied to. */
export function SubjectPanel({ subject, frame }: SubjectPanelProps) {
  const { data, fault } = useCall('subject', subject);
  const name = cellText(subject.id, SUBJECT_ID_KINDS[subject.kind]);
  return (
    <SidePanel
      {...frame}
      title={`${SUBJECT_NAMES[subject.kind]} ${name}`}
      subtitle={<span title={subject.id}>All that this folder says of it</span>}
      actions={
        <PanelThing of={{ kind: 'subject', subject }} title={`${SUBJECT_NAMES[subject.kind]} ${name}`} />
      }
    >
      {fault && <FaultNote fault={fault} />}
      {data && (
        <div className={classes.page}>
          {data.facts && <Facts query={data.facts} />}
          <Findings places={data.findings} />
          {data.sections.map((section) => (
            <Section key={section.title} section={section} of={subject} />
          ))}
          <Decisions decisions={data.decisions} />
        </div>
      )}
    </SidePanel>
  );
}

function Facts({ query }: { readonly query: GridQuery }) {
  const { data, fault } = useCall('page', { query, offset: 0, limit: 1 });
  if (fault) return <FaultNote fault={fault} />;
  if (!data) return null;
  const [row] = data.rows;
  if (!row) return <p className={classes.none}>No table of this run holds it.</p>;
  const { columns } = data;
  return (
    <>
      <dl className={classes.facts}>
        {shownColumns(data)
          .filter(({ column }) => !isReached(column.name))
          .map(({ column, valueOf }) => (
            <div key={column.name}>
              <dt title={column.description}>{column.label}</dt>
              <dd>
                <ValueOf column={column} value={valueOf(row)} />
              </dd>
            </div>
          ))}
      </dl>
      {columns.some(({ name }) => isReached(name)) && (
        <Reached valueOf={(name) => row[columns.findIndex((column) => column.name === name)] ?? null} />
      )}
    </>
  );
}

function Section({ section, of }: { readonly section: SubjectSection; readonly of: Subject }) {
  const { title, note, query } = section;
  const { data, fault } = useCall('page', { query, offset: 0, limit: FEW });
  const all = (): void => showRows(title, `${SUBJECT_NAMES[of.kind]} ${of.id}`, query);
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.head}>
        <h3>
          {title}
          {data && <span>{formatCount(data.total)}</span>}
        </h3>
        {data && data.total > 0 && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconListSearch size={14} aria-hidden="true" />}
            aria-label={`Show rows: ${title}`}
            onClick={all}
          >
            {data.total > FEW ? `All ${formatCount(data.total)}` : 'Show rows'}
          </Button>
        )}
      </header>
      {fault && <FaultNote fault={fault} />}
      {data && data.total === 0 && <p className={classes.none}>None.</p>}
      {data && data.total > 0 && (
        <>
          <p className={classes.note}>{note}</p>
          <SubjectRows title={title} page={data} of={of} />
        </>
      )}
    </section>
  );
}

function Findings({ places }: { readonly places: readonly number[] }) {
  const findings = useOutcome()?.findings ?? [];
  const named = places.flatMap((place) => {
    const finding = findings[place];
    return finding ? [{ place, finding }] : [];
  });
  if (named.length === 0) return null;
  return (
    <section className={classes.section} aria-label="Findings">
      <h3>Findings that name it</h3>
      <ul className={classes.list}>
        {named.map(({ place, finding }) => (
          <li key={place}>
            <button type="button" onClick={() => goTo('findings', { finding: String(place) })}>
              {findingName(finding.code)}
            </button>
            <span>{plainWords(formatSentence(finding.sentence))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decisions({ decisions }: { readonly decisions: readonly SubjectDecision[] }) {
  if (decisions.length === 0) return null;
  return (
    <section className={classes.section} aria-label="Decisions">
      <h3>Decisions</h3>
      <ul className={classes.list}>
        {decisions.map((decision, place) => (
          <li key={place}>
            {`${formatMoment(decision.at)} · ${decision.who}: ${VERDICT_WORDS[decision.verdict]}, ${decision.on}`}
            {decision.note !== '' && <span>{decision.note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
