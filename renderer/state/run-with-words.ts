import { changeWords } from '../../shared/charts/change-words';
import { formatCountOf } from '../../shared/charts/format';
import { runChanges } from '../../shared/charts/run-changes';
import type { RunOutcome } from '../../shared/contract/run';
import { numbersOf } from '../../shared/contract/run-numbers';
import { readAnswer } from './answer-cache';
import { headlineKey } from '../../shared/domain/headline';
import { notify, type NewNotice } from './notices';
import { services } from './services';
import { analyze, OUTCOME_KEY, useSession } from './session';

const outcome = (): RunOutcome | null => {
  const answer = readAnswer(OUTCOME_KEY);
  return answer?.state === 'ready' ? (answer.data as RunOutcome) : null;
};

/** Runs the analysis after something was accepted or taken back, and says what that changed. @param title what it was */
export async function analyzeAndSay(title: string, action?: NewNotice['action']): Promise<void> {
  const before = outcome();
  await analyze();
  const after = outcome();
  if (!before || !after || after === before) return;
  notify({
    kind: 'changed',
    title,
    text: changeWords(before.summary, after.summary),
    ...(action ? { action } : {}),
  });
}

/** What somebody should look at of what a run changed: "2 changes to look at."; empty where it is nothing. */
function toLookAt(before: RunOutcome, after: RunOutcome): string {
  const { leadQuality } = after.summary;
  const key = leadQuality ? headlineKey(leadQuality) : 'ever_linked';
  const changes = runChanges([numbersOf(before, 0)], numbersOf(after, 0), key);
  return changes.toLookAt.length === 0
    ? ''
    : ` ${formatCountOf(changes.toLookAt.length, 'change')} to look at.`;
}

/**
 * Runs the analysis while perhaps nobody is there: how it ended is said in the window, and by a notification of the system
 * where there is one.
 */
export async function analyzeUnattended(title: string): Promise<void> {
  const before = outcome();
  await analyze();
  const { run, grant, settings } = useSession.getState();
  const after = outcome();
  if (run.state !== 'done' && run.state !== 'failed') return;
  const text =
    run.state === 'failed'
      ? `The run failed: ${run.fault.message}`
      : before && after
        ? changeWords(before.summary, after.summary) + toLookAt(before, after)
        : 'The numbers are there.';
  notify({ kind: 'changed', title, text, ...(run.state === 'failed' ? { tone: 'bad' as const } : {}) });
  const project = settings?.projectName === '' ? undefined : settings?.projectName;
  await services()
    .host.call('tellUser', {
      title: `${project ?? grant?.name ?? 'Leadlens'}: ${title}`.slice(0, 200),
      text: text.slice(0, 1000),
    })
    // The window says it too.
    .catch(() => false);
}
