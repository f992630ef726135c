import { createHash } from 'node:crypto';
import { z } from 'zod';
import { decisionRecord } from '../../../shared/contract/decision';
import type { DecisionRecord } from '../../../shared/domain/decision';

/** The version that this program writes. Readers of older ones stand in `READERS`. */
export const FORMAT_VERSION = 1;

/** No logical time that grew by deciding is greater. One that is would leave none for the decisions after it. */
export const MOST_CLOCK = 2 ** 52;

/** What stands before the first line of a chain. */
export const NO_HASH = '0'.repeat(64);

/** How far a segment was known to reach when another one was begun: its lines and the hash of the last. */
const reach = z.object({ lines: z.int(), hash: z.string() });
export type Reach = z.infer<typeof reach>;

const header = z.object({
  segment: z.string(),
  writer: z.string(),
  createdAt: z.string(),
  /** Every other segment that the writer knew: one that is gone or shorter later is missed. */
  knows: z.record(z.string(), reach),
  /** Damaged or lost segments whose records stand in this one. */
  restores: z.array(z.string()),
});
export type SegmentHeader = z.infer<typeof header>;

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('header'), header }),
  z.object({ kind: z.literal('record'), record: decisionRecord }),
]);
type Content = z.infer<typeof line>;

export interface SegmentLine {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  readonly content: Content;
}

const envelope = z.object({ v: z.int(), seq: z.int(), prev: z.string(), content: z.unknown() });

/** By version: what its content becomes in the present one. */
const READERS: Readonly<Record<number, (content: unknown) => Content>> = {
  1: (content) => line.parse(content),
};

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** One line with its own hash, which is that of the line's text without it. @returns text with its line end, and the hash */
function encodeLine(
  seq: number,
  prev: string,
  content: Content,
): { readonly text: string; readonly hash: string } {
  const body = JSON.stringify({ v: FORMAT_VERSION, seq, prev, content });
  const hash = sha256(body);
  return { text: `${body.slice(0, -1)},"hash":"${hash}"}\n`, hash };
}

export const encodeHeader = (content: SegmentHeader): { readonly text: string; readonly hash: string } =>
  encodeLine(0, NO_HASH, { kind: 'header', header: content });

export const encodeRecord = (
  seq: number,
  prev: string,
  record: DecisionRecord,
): { readonly text: string; readonly hash: string } => encodeLine(seq, prev, { kind: 'record', record });

const HASH_AT_END = /^(?<body>.*),"hash":"(?<hash>[0-9a-f]{64})"\}$/s;

export type ReadLine =
  | { readonly state: 'good'; readonly line: SegmentLine }
  | { readonly state: 'damaged' }
  | { readonly state: 'newer'; readonly version: number };

/** Reads one line without its line end; `damaged` where its hash does not fit its text. */
export function decodeLine(text: string): ReadLine {
  const found = HASH_AT_END.exec(text)?.groups;
  const [body, hash] = [found?.['body'], found?.['hash']];
  if (body === undefined || hash === undefined || sha256(`${body}}`) !== hash) return { state: 'damaged' };
  try {
    const { v, seq, prev, content } = envelope.parse(JSON.parse(text));
    if (v > FORMAT_VERSION) return { state: 'newer', version: v };
    const read = READERS[v];
    return read ? { state: 'good', line: { seq, prev, hash, content: read(content) } } : { state: 'damaged' };
  } catch {
    // The hash fits and the content does not: whoever wrote it knew another format.
    return { state: 'damaged' };
  }
}
