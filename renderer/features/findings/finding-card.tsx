import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleX,
  IconInfoCircle,
  IconListSearch,
  IconTool,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Finding, Repair, Severity } from '../../../shared/domain/finding';
import { queryOf, showRows } from '../../state/drill';
import { showPanel } from '../../state/panel';
import { changeSettings, useSession } from '../../state/session';
import { findingName } from './finding-words';
import classes from './findings.module.css';

const ICONS: { readonly [S in Severity]: ReactNode } = {
  error: <IconCircleX size={16} aria-hidden="true" />,
  warning: <IconAlertTriangle size={16} aria-hidden="true" />,
  info: <IconInfoCircle size={16} aria-hidden="true" />,
};

/** One finding: what, where, how it is known, and what can be done. */
export function FindingCard({ finding }: { readonly finding: Finding }) {
  const { rows, repair } = finding;
  const name = findingName(finding.code);
  return (
    <li className={classes.card} data-severity={finding.severity}>
      <span className={classes.icon}>{ICONS[finding.severity]}</span>
      <div className={classes.content}>
        <p className={classes.name}>
          {name}
          {finding.column !== null && (
            <>
              {' · '}
              <code>{finding.column}</code>
            </>
          )}
        </p>
        <p className={classes.message}>{finding.message}</p>
        {finding.evidence.length > 0 && (
          <dl className={classes.evidence}>
            {finding.evidence.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        <Files files={finding.files} />
        {repair && <RepairOffer repair={repair} />}
      </div>
      {rows && (
        <Button
          variant="default"
          leftSection={<IconListSearch size={14} />}
          onClick={() => showRows(name, finding.message, queryOf(rows))}
        >
          Show rows
        </Button>
      )}
    </li>
  );
}

const FEW = 4;

function Files({ files }: { readonly files: readonly string[] }) {
  const [all, setAll] = useState(false);
  if (files.length === 0) return null;
  const shown = all ? files : files.slice(0, FEW);
  return (
    <p className={classes.files}>
      {shown.map((file) => (
        <button key={file} type="button" onClick={() => showPanel({ kind: 'file', file })}>
          {file}
        </button>
      ))}
      {files.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          and {files.length - shown.length} more
        </button>
      )}
    </p>
  );
}

function RepairOffer({ repair }: { readonly repair: Repair }) {
  const accepted = useSession((s) => s.settings?.acceptedRepairs ?? NONE);
  const running = useSession((s) => s.run.state === 'running');
  const isAccepted = accepted.includes(repair.code);
  const toggle = (): void => {
    void changeSettings({
      acceptedRepairs: isAccepted
        ? accepted.filter((code) => code !== repair.code)
        : [...accepted, repair.code],
    });
  };
  return (
    <div className={classes.repair} data-accepted={isAccepted}>
      {isAccepted ? <IconCheck size={16} aria-hidden="true" /> : <IconTool size={16} aria-hidden="true" />}
      <p>
        <strong>{isAccepted ? 'Repair accepted.' : 'Repair offered.'}</strong> {repair.effect}
      </p>
      <Button variant={isAccepted ? 'default' : 'light'} disabled={running} onClick={toggle}>
        {isAccepted ? 'Take it back' : 'Accept the repair'}
      </Button>
    </div>
  );
}

const NONE: string[] = [];
