import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconKeyboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSettings,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { Summary } from '../../../shared/contract/summary';
import { useOutcome } from '../../state/answers';
import { useUnseenChanges } from '../../state/run-changes';
import { goTo, type Screen } from '../../state/navigation';
import { showShortcuts } from '../../state/overlays';
import { useRail } from '../../state/rail';
import { isAccepted } from '../findings/repairs';
import { useAccepted } from '../findings/use-accepted';
import classes from './rail.module.css';
import { useScreenEntries, type ScreenEntry } from './screens';

interface BadgeCounts {
  readonly count: number;
  readonly urgent: boolean;
  readonly meaning: string;
}

/** Items of the queue that somebody must still judge; a pair of people is one. */
const itemsToJudge = ({ leadQuality, revenue }: Summary): number =>
  (leadQuality?.toJudge.items ?? 0) + (revenue?.review.open ?? 0);

/** What waits on a screen, as a badge beside its name. */
function useBadges(): Partial<Record<Screen, BadgeCounts>> {
  const outcome = useOutcome();
  const accepted = useAccepted();
  const unseen = useUnseenChanges();
  if (!outcome) return {};
  const findings = outcome.findings.filter(
    (f) => f.severity !== 'info' && !(f.repair && isAccepted(accepted, f.repair.code)),
  );
  const asking = outcome.files.filter((f) => f.status === 'needs_mapping' || f.status === 'unknown');
  return {
    home: { count: unseen, urgent: true, meaning: 'changes to look at' },
    findings: {
      count: findings.length,
      urgent: findings.some((f) => f.severity === 'error'),
      meaning: 'open findings',
    },
    sources: { count: asking.length, urgent: true, meaning: 'files that need you' },
    review: {
      count: itemsToJudge(outcome.summary),
      urgent: false,
      meaning: 'items to judge',
    },
  };
}

/** The screens in the order of the work; folds to icons. */
export function Rail({ screen }: { readonly screen: Screen }) {
  const { isFolded: folded, toggle } = useRail();
  const badges = useBadges();
  const entries = useScreenEntries();
  return (
    <nav
      className={folded ? `${classes.rail ?? ''} ${classes.folded ?? ''}` : classes.rail}
      aria-label="Screens"
    >
      <div className={classes.brand}>
        <Mark />
        {!folded && <span>Leadlens</span>}
      </div>
      <ul className={classes.list}>
        {entries.map((entry) => (
          <li key={entry.screen}>
            <RailEntry
              entry={entry}
              active={entry.screen === screen}
              folded={folded}
              badge={badges[entry.screen]}
            />
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <Tooltip label="Preferences" position="right">
          <ActionIcon
            onClick={() => goTo('preferences')}
            aria-label="Preferences"
            aria-current={screen === 'preferences' ? 'page' : undefined}
          >
            <IconSettings size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Shortcuts" position="right">
          <ActionIcon onClick={() => showShortcuts(true)} aria-label="Shortcuts">
            <IconKeyboard size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        <ActionIcon
          onClick={toggle}
          aria-label={folded ? 'Unfold the rail' : 'Fold the rail'}
          aria-expanded={!folded}
        >
          {folded ? (
            <IconLayoutSidebarLeftExpand size={16} aria-hidden="true" />
          ) : (
            <IconLayoutSidebarLeftCollapse size={16} aria-hidden="true" />
          )}
        </ActionIcon>
      </div>
    </nav>
  );
}

interface RailEntryProps {
  readonly entry: ScreenEntry;
  readonly active: boolean;
  readonly folded: boolean;
  readonly badge: BadgeCounts | undefined;
}

function RailEntry({ entry, active, folded, badge }: RailEntryProps) {
  const waiting = badge && badge.count > 0 ? badge : null;
  const button = (
    <UnstyledButton
      className={classes.entry ?? ''}
      data-tour={entry.screen}
      aria-current={active ? 'page' : undefined}
      aria-label={waiting ? `${entry.name}, ${formatCount(waiting.count)} ${waiting.meaning}` : entry.name}
      onClick={() => goTo(entry.screen)}
    >
      <entry.icon size={17} stroke={1.6} aria-hidden="true" />
      {!folded && <span className={classes.name}>{entry.name}</span>}
      {waiting && (
        <span className={classes.badge} data-urgent={waiting.urgent} aria-hidden="true">
          {folded ? '' : formatCount(waiting.count)}
        </span>
      )}
    </UnstyledButton>
  );
  return folded ? (
    <Tooltip label={entry.name} position="right">
      {button}
    </Tooltip>
  ) : (
    button
  );
}

/** The mark of the program: a lens over three bars. */
function Mark(): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" className={classes.mark} aria-hidden="true">
      <rect x="4" y="9" width="2.4" height="5" rx="0.6" />
      <rect x="7.8" y="6.5" width="2.4" height="7.5" rx="0.6" />
      <rect x="11.6" y="10.5" width="2.4" height="3.5" rx="0.6" />
      <circle cx="9" cy="9.5" r="7.4" fill="none" />
      <path d="M14.4 14.9 18.4 18.9" />
    </svg>
  );
}
