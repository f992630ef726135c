import { useMemo } from 'react';
import type { ProjectSettings } from '../../../shared/contract/project';
import type { DecisionSubject } from '../../../shared/domain/decision';
import { effectiveDecisions } from '../../../shared/domain/decision-state';
import { useDecisions } from '../../state/decisions';
import { judge } from '../../state/judge';
import { analyzeAndSay } from '../../state/run-with-words';
import { changeSettings, useSession } from '../../state/session';
import { isAccepted, NOT_A_KEY, toggled, type Accepted } from './repairs';

const subjectOf = (code: string): DecisionSubject =>
  code.startsWith(NOT_A_KEY)
    ? { kind: 'key', value: code.slice(NOT_A_KEY.length) }
    : { kind: 'repair', code };

/** What is accepted: by decisions of the log, and by settings of projects from before there was one. */
export function useAccepted(): Accepted {
  const settings = useSession((s) => s.settings);
  const log = useDecisions((s) => s.log);
  const pending = useDecisions((s) => s.pending);
  return useMemo(() => {
    const verdicts = new Map<string, boolean>();
    const take = (subject: DecisionSubject, verdict: string): void => {
      if (subject.kind === 'key') verdicts.set(`${NOT_A_KEY}${subject.value}`, verdict === 'accept');
      if (subject.kind === 'repair') verdicts.set(subject.code, verdict === 'accept');
    };
    for (const { subject, verdict } of effectiveDecisions(log?.records ?? [])) take(subject, verdict);
    for (const { subject, verdict } of pending) take(subject, verdict);
    const accepted = [...verdicts].flatMap(([code, isTaken]) => (isTaken ? [code] : []));
    const keys = accepted.flatMap((code) =>
      code.startsWith(NOT_A_KEY) ? [code.slice(NOT_A_KEY.length)] : [],
    );
    const codes = accepted.filter((code) => !code.startsWith(NOT_A_KEY));
    return {
      acceptedRepairs: [...new Set([...(settings?.acceptedRepairs ?? []), ...codes])],
      notAKey: [...new Set([...(settings?.notAKey ?? []), ...keys])],
    };
  }, [settings, log, pending]);
}

/** Accepts a repair as a decision of the log, or takes it back; the run that follows applies it. */
export async function toggleRepair(code: string, accepted: Accepted): Promise<void> {
  const settings: ProjectSettings | null = useSession.getState().settings;
  if (settings && isAccepted(settings, code)) {
    await changeSettings((now) => toggled(now, code));
    return;
  }
  const takesBack = isAccepted(accepted, code);
  await judge([
    {
      subject: subjectOf(code),
      verdict: takesBack ? 'reject' : 'accept',
      leads: [],
      evidence: `finding; ${code}`,
      note: '',
    },
  ]);
  if (useDecisions.getState().fault === null) await analyzeAndSay(takesBack ? 'Taken back.' : 'Accepted.');
}
