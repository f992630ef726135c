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
  /** Bytes up to the end of the last whole record. */
  readonly wholeBytes: number;
  /** Bytes after it: a write that did not come to its end, or what stands where its line end should. */
  readonly tornBytes: number;
  /** The last record is whole, and its line end is not there. */
  readonly lacksLineEnd: boolean;
  /** Why the file could not be read at all; null where it could. */
  readonly unreadable: string | null;
  /** Numbers of the lines (1 is the first) that are damaged, missing, repeated or out of order, in words. */
  readonly damages: readonly string[];
  /** Format version, where it is newer than this program. */
  readonly newerVersion: number | null;
}

const LINE_END = 10;

/** Between two whole records that share a line, or after one: what is there in place of a line end. */
const LOST_LINE_END = /(?<=,"hash":"[0-9a-f]{64}"\}).?(?=\{"v":|$)/s;

/** No line as it was written has this in it: a quick look before the thorough one. */
const MAY_SHARE = /"\}.?\{"v":|"\}.$/s;

/** The records of one line: more than one where the line end between them was damaged. */
const piecesOf = (line: string): readonly string[] =>
  MAY_SHARE.test(line) ? line.split(LOST_LINE_END).filter((piece) => piece !== '') : [line];

/** A record at the end that is whole but for its line end; null where the end is torn. */
function wholeEnd(tail: string): string | null {
  const [record = '', ...others] = piecesOf(tail);
  return others.length === 0 && decodeLine(record).state === 'good' ? record : null;
}

/** A segment whose file cannot be read. */
export const unreadableSegment = (name: string, reason: string): ReadSegment => ({
  ...readSegment(name, new Uint8Array()),
  unreadable: reason,
});

/**
 * Reads a segment. A last line that does not come to its end was never acknowledged and counts as torn; a whole line
 * whose hash does not fit, or that does not follow the one before it, is damage. A whole record counts whatever became of
 * its line end.
 */
export function readSegment(name: string, bytes: Uint8Array): ReadSegment {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const endOfLines = bytes.lastIndexOf(LINE_END) + 1;
  const end = wholeEnd(decoder.decode(bytes.subarray(endOfLines)));
  const wholeBytes = endOfLines + (end === null ? 0 : new TextEncoder().encode(end).length);
  const text = decoder.decode(bytes.subarray(0, endOfLines));
  const fullLines = text === '' ? [] : text.slice(0, -1).split('\n');
  const lines = [...fullLines.flatMap(piecesOf), ...(end === null ? [] : [end])];
  let header: SegmentHeader | null = null;
  let newerVersion: number | null = null;
  const records = new Map<string, DecisionRecord>();
  const hashes: string[] = [];
  const damages = lines.length > fullLines.length + (end === null ? 0 : 1) ? ['a line end is damaged'] : [];
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
    lacksLineEnd: end !== null,
    unreadable: null,
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
  known.lines === 0 || segment?.hashes[known.lines - 1] === known.hash;

/** The bytes of a segment that count: whole records, each with its line end. @param bytes as the segment was read from */
export const wholeBytesOf = (segment: ReadSegment, bytes: Uint8Array): Uint8Array =>
  segment.lacksLineEnd
    ? Buffer.concat([bytes.subarray(0, segment.wholeBytes), Uint8Array.of(LINE_END)])
    : bytes.subarray(0, segment.wholeBytes);
