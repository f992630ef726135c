import type { DecisionRecord } from '../../../shared/domain/decision';
import { decodeLine, NO_HASH, type Reach, type SegmentHeader } from './segment-format';

/** What a segment file holds, read without changing a byte of it. */
export interface ReadSegment {
  readonly name: string;
  readonly header: SegmentHeader | null;
  /** Every record whose own hash fits, also those after a damaged place. */
  readonly records: readonly DecisionRecord[];
  /** Hash of each whole line in its place; empty text where the line is damaged. */
  readonly hashes: readonly string[];
  /** Bytes up to the end of the last whole line. */
  readonly wholeBytes: number;
  /** Bytes after it: a write that did not come to its end. */
  readonly tornBytes: number;
  /** Numbers of the lines (1 is the first) that are damaged, missing, repeated or out of order, in words. */
  readonly damages: readonly string[];
  /** Format version, where it is newer than this program. */
  readonly newerVersion: number | null;
}

const LINE_END = 10;

/**
 * Reads a segment. A last line without its end was never acknowledged and counts as torn; a whole line whose hash does
 * not fit, or that does not follow the one before it, is damage.
 */
export function readSegment(name: string, bytes: Uint8Array): ReadSegment {
  const wholeBytes = bytes.lastIndexOf(LINE_END) + 1;
  const text = new TextDecoder().decode(bytes.subarray(0, wholeBytes));
  const lines = text === '' ? [] : text.slice(0, -1).split('\n');
  let header: SegmentHeader | null = null;
  let newerVersion: number | null = null;
  const records = new Map<string, DecisionRecord>();
  const hashes: string[] = [];
  const damages: string[] = [];
  let last = { seq: -1, hash: NO_HASH };
  // Lines since the last good one that cannot be read: they may well be the ones that are not there.
  let unread = 0;
  lines.forEach((line, i) => {
    const read = decodeLine(line);
    const place = `line ${String(i + 1)}`;
    if (read.state !== 'good') {
      if (read.state === 'newer') newerVersion = Math.max(newerVersion ?? 0, read.version);
      else damages.push(`${place} is damaged`);
      hashes.push('');
      unread++;
      return;
    }
    const { seq, prev, hash, content } = read.line;
    hashes.push(hash);
    const missing = seq - last.seq - 1 - unread;
    if (seq <= last.seq) damages.push(`${place} is repeated or out of order`);
    else if (missing > 0) damages.push(`${String(missing)} lines before ${place} are missing`);
    else if (unread === 0 && prev !== last.hash) damages.push(`${place} does not follow the line before it`);
    if (seq > last.seq) {
      last = { seq, hash };
      unread = 0;
    }
    if (content.kind === 'header') header ??= content.header;
    else if (!records.has(content.record.id)) records.set(content.record.id, content.record);
  });
  return {
    name,
    header,
    records: [...records.values()],
    hashes,
    wholeBytes,
    tornBytes: bytes.length - wholeBytes,
    damages,
    newerVersion,
  };
}

/** How far a segment reaches. */
export const reachOf = (segment: ReadSegment): Reach => ({
  lines: segment.hashes.length,
  hash: segment.hashes.at(-1) ?? NO_HASH,
});

/** Whether a segment still holds all that it was once known to hold. */
export const reachesTo = (segment: ReadSegment | undefined, known: Reach): boolean =>
  segment !== undefined && (known.lines === 0 || segment.hashes[known.lines - 1] === known.hash);
