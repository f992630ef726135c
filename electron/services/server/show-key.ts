import { cancelled, LeadlensError } from '../../../shared/domain/fault';
import type { ServerPlace } from '../../../shared/domain/server-place';
import { connect } from './connection';
import type { HostKey } from './host-key';
import { ConnectionLost, unreachable } from './server-faults';

/**
 * Asks a server for its key, and ends the connection before anybody signs in.
 * @param known the key that it is asked for before others
 * @throws LeadlensError `server_unreachable`, `cancelled`
 */
export async function keyShownBy(
  place: ServerPlace,
  known: HostKey | null,
  signal: AbortSignal,
): Promise<HostKey> {
  const shown: HostKey[] = [];
  try {
    await connect({ place, proof: null, known, isRight: (key) => shown.push(key) > 0, signal });
  } catch (error) {
    if (signal.aborted) throw cancelled();
    if (error instanceof ConnectionLost) throw unreachable(place, error);
    throw error;
  }
  const [key] = shown;
  if (key) return key;
  throw new LeadlensError({ kind: 'bug', code: 'bug', message: 'The server was reached and showed no key.' });
}
