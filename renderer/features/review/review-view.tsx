import { SegmentedControl } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useLayoutEffect } from 'react';
import { useOutcome } from '../../state/answers';
import { setParams, useNavigation } from '../../state/navigation';
import { reviewIn } from '../../state/review-place';
import { useSession } from '../../state/session';
import { EmptyState } from '../../ui/empty-state';
import { FaultNote } from '../../ui/fault-note';
import { Page } from '../../ui/page';
import { HeadlineTable } from './headline-table';
import { HistoryView } from './history-view';
import { LogNote } from './log-note';
import { QueueView } from './queue-view';
import { useQueue, useReview } from './use-review';
import type { ReviewQueue } from '../../../shared/contract/review';

/** Where a person settles what machines cannot: the queue and the history of decisions. */
export function ReviewView() {
  const outcome = useOutcome();
  const { queue, fault } = useQueue();
  if (queue) return <Reviewing queue={queue} />;
  return (
    <Page title="Review">
      {fault ? (
        <FaultNote fault={fault} />
      ) : (
        <EmptyState icon={<IconGavel size={20} />} title={outcome ? 'Reading the queue' : 'No numbers yet'}>
          Review lists what the keys alone cannot settle: one key only, conflicts, and people who may be one.
          It fills when a run has ended.
        </EmptyState>
      )}
    </Page>
  );
}

function Reviewing({ queue }: { readonly queue: ReviewQueue }) {
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
      actions={
        <>
          {review.headline && <HeadlineTable headline={review.headline} />}
          <SegmentedControl
            aria-label="View"
            value={tab}
            onChange={(chosen) => setParams({ tab: chosen })}
            data={[
              { value: 'queue', label: 'Queue' },
              { value: 'history', label: 'History' },
            ]}
          />
        </>
      }
    >
      <LogNote />
      {tab === 'history' ? <HistoryView queue={queue} /> : <QueueView review={review} />}
    </Page>
  );
}
