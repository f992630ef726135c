import { SegmentedControl } from '@mantine/core';
import { IconChecks, IconGavel } from '@tabler/icons-react';
import { useLayoutEffect } from 'react';
import { useOutcome } from '../../state/answers';
import { setParams, useNavigation } from '../../state/navigation';
import { reviewIn } from '../../state/review-place';
import { useSession } from '../../state/session';
import { EmptyState } from '../../ui/empty-state';
import { FaultNote } from '../../ui/fault-note';
import { Page } from '../../ui/page';
import { NotAnswered, NotRunYet } from '../needs-run';
import { HeadlineTable } from './headline-table';
import { HistoryView } from './history-view';
import { LogNote } from './log-note';
import { QueueView } from './queue-view';
import { useQueue, useReview } from './use-review';
import type { ReviewQueue } from '../../../shared/contract/review';
import type { RunOutcome } from '../../../shared/contract/run';

const PURPOSE =
  'Review lists what the keys alone cannot settle: one key only, conflicts, and people who may be one.';

/** Where a person settles what machines cannot: the queue and the history of decisions. */
export function ReviewView() {
  const outcome = useOutcome();
  const { queue, fault } = useQueue();
  if (queue && outcome) return <Reviewing queue={queue} outcome={outcome} />;
  if (!outcome) return <NotRunYet icon={<IconGavel size={20} aria-hidden="true" />} purpose={PURPOSE} />;
  return (
    <Page title="Review">
      {fault ? (
        <FaultNote fault={fault} />
      ) : (
        <EmptyState icon={<IconGavel size={20} aria-hidden="true" />} title="Reading the queue">
          <p>{PURPOSE}</p>
        </EmptyState>
      )}
    </Page>
  );
}

interface ReviewingProps {
  readonly queue: ReviewQueue;
  readonly outcome: RunOutcome;
}

function Reviewing({ queue, outcome }: ReviewingProps) {
  const grantId = useSession((s) => s.grant?.grantId ?? null);
  useLayoutEffect(() => {
    if (grantId !== null) reviewIn(grantId);
  }, [grantId]);
  const review = useReview(queue);
  const tab = useNavigation((place) => place.params['tab'] ?? 'queue');
  return (
    <Page
      title="Review"
      lead="Every decision is saved as it is taken and survives new snapshots."
      fill
      numbers={review.headline ? <HeadlineTable headline={review.headline} /> : undefined}
      actions={
        <SegmentedControl
          aria-label="View"
          value={tab}
          onChange={(chosen) => setParams({ tab: chosen })}
          data={[
            { value: 'queue', label: 'Queue' },
            { value: 'history', label: 'History' },
          ]}
        />
      }
    >
      <LogNote />
      {tab === 'history' ? (
        <HistoryView queue={queue} />
      ) : queue.items.length === 0 ? (
        <NothingToReview outcome={outcome} />
      ) : (
        <QueueView review={review} />
      )}
    </Page>
  );
}

/** A queue without items: of a folder that lacks what would fill it, or of one in which the keys settle everything. */
function NothingToReview({ outcome: { answered, missing } }: Pick<ReviewingProps, 'outcome'>) {
  if (answered.length === 0)
    return (
      <NotAnswered icon={<IconGavel size={20} aria-hidden="true" />} purpose={PURPOSE} missing={missing} />
    );
  return (
    <EmptyState icon={<IconChecks size={20} aria-hidden="true" />} title="Nothing to review">
      <p>{PURPOSE}</p>
      <p>
        {answered.includes('leadQuality')
          ? 'In this folder they settle everything.'
          : 'No two people of this folder may be one. Identities come with delivered leads and CRM reports.'}
      </p>
    </EmptyState>
  );
}
