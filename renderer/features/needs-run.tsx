import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { RunOutcome } from '../../shared/contract/run';
import { useOutcome } from '../state/answers';
import { goTo } from '../state/navigation';
import { analyze, useSession } from '../state/session';
import { MarkedText } from '../ui/marked-text';
import { EmptyState } from '../ui/empty-state';

interface NotRunYetProps {
  readonly icon: ReactNode;
  /** What the screen would show. */
  readonly purpose: string;
}

/** A screen before the first finished run: nothing while one is under way, else what would fill it. */
export function NotRunYet({ icon, purpose }: NotRunYetProps) {
  const running = useSession((s) => s.run.state === 'running');
  if (running) return null;
  return (
    <EmptyState
      icon={icon}
      title="Not read yet"
      action={<Button onClick={() => void analyze()}>Run the analysis</Button>}
    >
      <p>{purpose}</p>
    </EmptyState>
  );
}

interface NeedsAnswerProps extends NotRunYetProps {
  readonly question: RunOutcome['answered'][number];
  readonly children: (outcome: RunOutcome) => ReactNode;
}

/** A screen that needs the answer to a question; without it it says what is missing and what to do. */
export function NeedsAnswer({ question, icon, purpose, children }: NeedsAnswerProps) {
  const outcome = useOutcome();
  if (!outcome) {
    return <NotRunYet icon={icon} purpose={purpose} />;
  }
  if (!outcome.answered.includes(question)) {
    return <NotAnswered icon={icon} purpose={purpose} missing={outcome.missing} />;
  }
  return children(outcome);
}

/** A screen of a folder that lacks what would fill it: what that is, and where to look. */
export function NotAnswered({
  icon,
  purpose,
  missing,
}: NotRunYetProps & { readonly missing: RunOutcome['missing'] }) {
  return (
    <EmptyState
      icon={icon}
      title="This folder does not answer it yet"
      action={<Button onClick={() => goTo('sources')}>Look at the sources</Button>}
    >
      <p>{purpose}</p>
      {missing.map((sentence) => (
        <p key={sentence}>
          <MarkedText text={sentence} />
        </p>
      ))}
    </EmptyState>
  );
}
