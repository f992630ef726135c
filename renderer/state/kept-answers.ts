import type { EngineRequest } from '../../shared/contract/engine';
import type { HostAnswers } from '../../shared/contract/host';
import type { Progress, RunOutcome } from '../../shared/contract/run';
import { throwIfCancelled } from '../../shared/domain/fault';
import { services } from './services';
import { fillTables } from './tables-of-run';

const NOTHING: HostAnswers['keptAnswer'] = { ticket: null, answer: null };

/** What an earlier run of this very program kept. Never rejects: without it, the run that follows says what is wrong. */
async function keptAnswer(
  { folder, settings, decisions = [] }: EngineRequest<'run'>,
  mayRead: boolean,
): Promise<HostAnswers['keptAnswer']> {
  const { host, build } = services();
  if (build === null) return NOTHING;
  return host
    .call('keptAnswer', { grantId: folder, settings, decisions, build, mayRead })
    .catch(() => NOTHING);
}

interface RunOptions {
  /** Whether the engine has no tables yet: then a kept answer is shown first, and files may be read to prove it. */
  readonly isFirst: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Takes the answer of an earlier run where nothing changed since. */
  readonly onKept: (outcome: RunOutcome) => void;
}

/**
 * Runs the engine, and keeps what it found for the next opening.
 * @throws as the engine's run does
 */
export async function runWithKept(
  request: EngineRequest<'run'>,
  { isFirst, signal, onProgress, onKept }: RunOptions,
): Promise<RunOutcome> {
  const { ticket, answer } = await keptAnswer(request, isFirst);
  throwIfCancelled(signal);
  if (isFirst && answer) onKept(answer);
  const run = services().engine.call('run', request, { signal, onProgress });
  if (isFirst) fillTables(run);
  const outcome = await run;
  if (ticket !== null)
    // Where it cannot be kept, it is computed again.
    void services()
      .host.call('keepAnswer', { ticket, outcome })
      .catch(() => false);
  return outcome;
}
