import { IconAlertTriangle, IconClock, IconUsers } from '@tabler/icons-react';
import { formatIsoTime, shortenHash } from '../../../shared/charts/format';
import type { Decision } from '../../../shared/domain/decision-state';
import type { Standing } from './item-state';
import { Note } from './note';
import classes from './standing-note.module.css';
import { VERDICT_WORDS } from './words';

/** "Accepted B by Ada, Jan 2, 2026, 9:12 AM UTC", the moment as the reader writes it. */
const byWords = (decision: Decision, leadName: (uuid: string) => string): string =>
  [
    VERDICT_WORDS[decision.verdict],
    decision.leads.map(leadName).join(', '),
    `by ${decision.who.name}, ${formatIsoTime(decision.at)} UTC`,
  ]
    .filter(Boolean)
    .join(' ');

/** What was decided before, and why it asks again where it does. */
export function StandingNote({
  standing,
  evidence,
  leadName = shortenHash,
}: {
  readonly standing: Standing;
  readonly evidence: string;
  /** What a delivered lead is called here. */
  readonly leadName?: (uuid: string) => string;
}) {
  const { heads, isDisputed, isStale, isPending, verdict } = standing;
  const last = heads.at(-1);
  if (isPending && verdict)
    return (
      <Note>
        <IconClock size={14} aria-hidden="true" /> {VERDICT_WORDS[verdict]}. Saving.
      </Note>
    );
  if (isDisputed)
    return (
      <Note tone="warning">
        <IconUsers size={14} aria-hidden="true" />
        <div>
          Two people decided without knowing of each other. It is open again; deciding settles it.
          <ul>
            {heads.map((head) => (
              <li key={head.id}>
                {byWords(head, leadName)}
                {head.note !== '' && `: ${head.note}`}
              </li>
            ))}
          </ul>
        </div>
      </Note>
    );
  if (isStale && last)
    return (
      <Note tone="warning">
        <IconAlertTriangle size={14} aria-hidden="true" />
        <div>
          {byWords(last, leadName)}. What it was decided on has changed, so it does not count until it is
          decided again.
          <dl className={classes.evidenceThen}>
            <dt>Then</dt>
            <dd>{last.evidence}</dd>
            <dt>Now</dt>
            <dd>{evidence}</dd>
          </dl>
        </div>
      </Note>
    );
  if (!last) return null;
  return (
    <Note>
      {byWords(last, leadName)}
      {last.note !== '' && `: ${last.note}`}
    </Note>
  );
}
