import { changeWords } from '../../shared/charts/change-words';
import type { RunOutcome } from '../../shared/contract/run';
import { readAnswer } from './answer-cache';
import { notify, type NewNotice } from './notices';
import { analyze, OUTCOME_KEY } from './session';

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
