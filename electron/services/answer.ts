import type { FaultDetails } from '../../shared/domain/fault';
import { SECURITY_HEADERS } from './security-headers';

/** What a door sends back; the door turns it into its own kind of response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** null: nothing but the headers. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array> | null;
}

/** An answer with the headers that every answer has. */
export const answer = (
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Answer['body'],
): Answer => ({ status, headers: { ...SECURITY_HEADERS, ...headers }, body });

/** `value` as JSON. */
export function jsonAnswer(status: number, value: unknown): Answer {
  const body = new TextEncoder().encode(JSON.stringify(value));
  return answer(
    status,
    { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(body.length) },
    body,
  );
}

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  file_gone: 404,
  unknown_grant: 404,
  not_found: 404,
  unknown_method: 404,
  file_changed: 412,
  path_refused: 403,
  wrong_door: 403,
  method_not_allowed: 405,
  too_large: 413,
};

/** A fault as JSON: 4xx for what the asker can change, 5xx for what is ours or the machine's. */
export function faultAnswer(fault: FaultDetails): Answer {
  const other = fault.kind === 'environment' || fault.code === 'bug' ? 500 : 400;
  return jsonAnswer(STATUS_OF_CODE[fault.code] ?? other, fault);
}
