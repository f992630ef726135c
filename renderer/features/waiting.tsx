import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FaultDetails } from '../../shared/domain/fault';
import { FaultNote } from '../ui/fault-note';
import { Page } from '../ui/page';

interface AnsweredProps<T> {
  readonly title: string;
  readonly answer: { readonly data: T | null; readonly fault: FaultDetails | null };
  readonly children: (data: T) => ReactNode;
}

/** A screen whose numbers are on their way, could not be had, or are here. */
export function Answered<T>({ title, answer, children }: AnsweredProps<T>) {
  if (answer.fault) {
    return (
      <Page title={title}>
        <FaultNote fault={answer.fault} />
      </Page>
    );
  }
  if (answer.data === null) {
    return (
      <Page title={title}>
        <div aria-busy="true" aria-label="Counting">
          <Skeleton height={96} mb={16} animate={false} />
          <Skeleton height={280} animate={false} />
        </div>
      </Page>
    );
  }
  return children(answer.data);
}
