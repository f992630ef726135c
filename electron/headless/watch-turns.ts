import { faultOf } from '../../shared/domain/fault';
import { nextDue, type Schedule } from '../../shared/domain/schedule';
import type { Fetched } from '../services/server/fetch-place';
import type { CliContext } from './cli-context';
import type { FolderChanges } from './folder-changes';
import { waitUntil } from './schedule';

/** What a server has is asked for so often where no schedule says when. */
const ASK_EVERY_MS = 5 * 60_000;

/** What only a person can set right: who starts the watching is there to be told. */
const NEEDS_A_PERSON = [
  'server_refused_user',
  'server_no_proof',
  'key_file',
  'server_key_changed',
  'server_key_unlike',
];

/** Fetches what is on the server before a run. */
export class Arrivals {
  readonly #fetch: () => Promise<Pick<Fetched, 'isOther'>>;
  readonly #fail: (error: unknown) => void;
  readonly #signal: AbortSignal;
  #isFirst = true;

  constructor(
    fetch: () => Promise<Pick<Fetched, 'isOther'>>,
    fail: (error: unknown) => void,
    signal: AbortSignal,
  ) {
    this.#fetch = fetch;
    this.#fail = fail;
    this.#signal = signal;
  }

  /**
   * A fetch that fails is a line, too: the next one may find the server again.
   * @returns `came`: files, or something else to tell of them; `failed`: what is here is not what is there
   * @throws LeadlensError at first, where nothing but a person helps
   */
  async turn(): Promise<'came' | 'same' | 'failed'> {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    try {
      return (await this.#fetch()).isOther ? 'came' : 'same';
    } catch (error) {
      if (this.#signal.aborted) return 'failed';
      if (isFirst && NEEDS_A_PERSON.includes(faultOf(error).code)) throw error;
      this.#fail(error);
      return 'failed';
    }
  }
}

interface Dues {
  readonly schedule: Schedule | null;
  readonly changes: FolderChanges | null;
  /** Null: the files do not come from a server. */
  readonly arrivals: Arrivals | null;
  readonly askEveryMs?: number;
}

/** Waits until there is something else to read. @returns false where the user stops */
async function untilOther(
  { changes, arrivals, askEveryMs = ASK_EVERY_MS }: Dues,
  signal: AbortSignal,
): Promise<boolean> {
  if (arrivals === null) return (await changes?.next(signal)) ?? false;
  while (!signal.aborted) {
    const isTime = new AbortController();
    const stop = (): void => isTime.abort();
    const timer = setTimeout(stop, askEveryMs);
    signal.addEventListener('abort', stop, { once: true });
    const isChanged = await changes?.next(isTime.signal);
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (isChanged === true) return true;
    if ((await arrivals.turn()) === 'came') {
      await changes?.settle();
      return true;
    }
  }
  return false;
}

/** Each time that a run is due; ends when the user stops. */
export async function* duesOf(
  dues: Dues,
  { signal, stderr }: Pick<CliContext, 'signal' | 'stderr'>,
): AsyncGenerator<void> {
  const { schedule, arrivals } = dues;
  while (!signal.aborted) {
    if (schedule === null) {
      if (!(await untilOther(dues, signal))) return;
    } else {
      const due = nextDue(schedule, Date.now());
      stderr(`leadlens: the next run is due at ${new Date(due).toISOString().slice(0, 19)}Z.\n`);
      if (!(await waitUntil(due, signal))) return;
      if (arrivals !== null && (await arrivals.turn()) === 'failed') continue;
    }
    yield;
  }
}
