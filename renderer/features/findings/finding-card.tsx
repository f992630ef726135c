import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleX,
  IconInfoCircle,
  IconListSearch,
  IconTool,
} from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { formatSentence } from '../../../shared/charts/format';
import { thingKey } from '../../../shared/contract/thing';
import type { Finding, Repair, Severity } from '../../../shared/domain/finding';
import { figuresOf, queryOf, showRows } from '../../state/drill';
import { showPanel } from '../../state/panel';
import { useSession } from '../../state/session';
import { MarkedText } from '../../ui/marked-text';
import { nameParts } from '../sources/file-groups';
import { plainWords } from '../../../shared/domain/marked-words';
import { findingName } from '../../../shared/domain/finding-words';
import { ThingMenu } from '../notes/thing-menu';
import { findingThing } from '../notes/things-of';
import { isAccepted } from './repairs';
import { toggleRepair, useAccepted } from './use-accepted';
import classes from './findings.module.css';

const ICONS: { readonly [S in Severity]: ReactNode } = {
  error: <IconCircleX size={16} aria-hidden="true" />,
  warning: <IconAlertTriangle size={16} aria-hidden="true" />,
  info: <IconInfoCircle size={16} aria-hidden="true" />,
};

interface FindingCardProps {
  readonly finding: Finding;
  /** Whether the reader was sent to just this one. */
  readonly wanted: boolean;
}

/** One finding: what, where, how it is known, and what can be done. */
export function FindingCard({ finding, wanted }: FindingCardProps) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (wanted) card.current?.focus();
  }, [wanted]);
  const { rows, repair } = finding;
  const name = findingName(finding.code);
  const message = formatSentence(finding.sentence);
  return (
    <li
      ref={card}
      tabIndex={-1}
      className={classes.card}
      data-severity={finding.severity}
      data-thing={thingKey(findingThing(finding))}
      data-title={name}
    >
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
        <p className={classes.message}>
          <MarkedText text={message} />
        </p>
        {finding.evidence.length > 0 && (
          <dl className={classes.evidence}>
            {finding.evidence.map(({ label, value }) => (
              <div key={label}>
                <dt title={label}>{shortLabel(label)}</dt>
                <dd>
                  <MarkedText text={formatSentence(value)} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        <Files files={finding.files} />
        {repair && <RepairOffer repair={repair} />}
      </div>
      <ThingMenu of={findingThing(finding)} title={name} />
      {rows && (
        <Button
          variant="default"
          leftSection={<IconListSearch size={14} aria-hidden="true" />}
          onClick={() => showRows(name, plainWords(message), queryOf(rows), null, figuresOf(rows))}
        >
          Show rows
        </Button>
      )}
    </li>
  );
}

/** Evidence per file goes by the name of the file. */
const shortLabel = (label: string): string => (/\/[^/]+\.\w+$/.test(label) ? nameParts(label).name : label);

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

const WORDS: { readonly [K in Repair['kind']]: { offered: string; done: string; action: string } } = {
  repair: { offered: 'Repair offered.', done: 'Repair accepted.', action: 'Accept the repair' },
  acknowledge: { offered: 'Nothing is to repair.', done: 'Acknowledged.', action: 'Acknowledge' },
};

function RepairOffer({ repair }: { readonly repair: Repair }) {
  const taken = useAccepted();
  const running = useSession((s) => s.run.state === 'running');
  const accepted = isAccepted(taken, repair.code);
  const words = WORDS[repair.kind];
  const toggle = (): void => {
    void toggleRepair(repair.code, taken);
  };
  return (
    <div className={classes.repair} data-accepted={accepted}>
      {accepted ? <IconCheck size={16} aria-hidden="true" /> : <IconTool size={16} aria-hidden="true" />}
      <p>
        <strong>{words[accepted ? 'done' : 'offered']}</strong>{' '}
        <MarkedText text={formatSentence(repair.sentence)} />
      </p>
      <Button variant={accepted ? 'default' : 'light'} disabled={running} onClick={toggle}>
        {accepted ? 'Take it back' : words.action}
      </Button>
    </div>
  );
}
