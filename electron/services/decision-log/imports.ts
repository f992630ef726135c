import { createHash } from 'node:crypto';
import { decisionRecord } from '../../../shared/contract/decision';
import type { DecisionRecord } from '../../../shared/domain/decision';
import { LeadlensError } from '../../../shared/domain/fault';
import { decisionsFromCsv } from './decisions-csv';
import { reachesTo, reachOf, readSegment, wholeBytesOf, type ReadSegment } from './read-segment';
import { encodeHeader, encodeRecord, MOST_CLOCK } from './segment-format';
import { isSound, recordsOf, SEGMENT } from './segments';

/** A segment that somebody brings. */
export interface IncomingSegment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file brings. */
export interface Incoming {
  readonly segments: readonly IncomingSegment[];
  /** What of it is not taken, and why. */
  readonly refused: readonly string[];
  /** Ids of records that are here already, as they are. */
  readonly known: readonly string[];
}

/**
 * The segments in a file: one, or several one after the other. Each header begins a segment.
 * @throws LeadlensError `no_decisions`
 */
export function segmentsOfLog(name: string, text: string): Incoming {
  const segments: { name: string; lines: string[] }[] = [];
  for (const line of text.replaceAll('\r\n', '\n').split(/(?<=\n)/)) {
    const header = /"content":\{"kind":"header","header":\{"segment":"(?<segment>[A-Za-z0-9-]+\.jsonl)"/.exec(
      line,
    );
    const segment = header?.groups?.['segment'];
    if (segment !== undefined) segments.push({ name: segment, lines: [line] });
    else if (line !== '\n') segments.at(-1)?.lines.push(line);
  }
  if (segments.length === 0) {
    throw new LeadlensError({
      kind: 'input',
      code: 'no_decisions',
      message: `${name} holds no decisions.`,
      hint: 'Choose a file that was exported from the history of decisions: CSV, or the log itself.',
      file: name,
    });
  }
  return {
    refused: [],
    known: [],
    segments: segments.map((segment) => ({
      name: segment.name,
      bytes: new TextEncoder().encode(segment.lines.join('')),
    })),
  };
}

const saying = (record: DecisionRecord): string => JSON.stringify(decisionRecord.parse(record));

/**
 * The rows of a table that are new, as a segment named by what is in it: the same rows make the same segment.
 * @param records those that are here
 * @throws LeadlensError `no_decisions`
 */
export function segmentsOfCsv(
  name: string,
  csv: string,
  records: readonly DecisionRecord[],
  createdAt: string,
): Incoming {
  const read = decisionsFromCsv(name, csv);
  const here = new Map(records.map((record) => [record.id, saying(record)]));
  const fresh = new Map<string, DecisionRecord>();
  const known: string[] = [];
  const refused = [...read.refused];
  for (const { row, record } of read.records) {
    const said = here.get(record.id);
    if (said === undefined) {
      here.set(record.id, saying(record));
      fresh.set(record.id, record);
    } else if (said === saying(record)) known.push(record.id);
    else {
      refused.push(
        `${name}, row ${String(row)}: ${record.id} is here already and says something else. A decision is not changed: decide anew, or leave its id empty.`,
      );
    }
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([...fresh.values()]))
    .digest('hex')
    .slice(0, 12);
  const writer = `import${digest}`;
  const segment = `${writer}-1.jsonl`;
  let { text, hash } = encodeHeader({ segment, writer, createdAt, knows: {}, restores: [] });
  [...fresh.values()].forEach((record, i) => {
    const line = encodeRecord(i + 1, hash, record);
    text += line.text;
    hash = line.hash;
  });
  return {
    refused,
    known,
    segments: fresh.size === 0 ? [] : [{ name: segment, bytes: new TextEncoder().encode(text) }],
  };
}

/** Why a segment by itself is refused; null where it is not. */
function refusalOf(segment: ReadSegment, said: ReadonlyMap<string, string>): string | null {
  const { name, header, newerVersion, damages, records } = segment;
  if (newerVersion !== null) return `${name} was written by a newer Leadlens.`;
  if (!isSound(segment)) return `${name}: ${damages.join('; ')}.`;
  if (!SEGMENT.test(name) || header?.segment !== name) return `${name} is no segment of a decision log.`;
  if (records.some(({ clock }) => clock > MOST_CLOCK))
    return `${name}: a logical time is beyond what any log reaches.`;
  const other = records.find((record) => (said.get(record.id) ?? saying(record)) !== saying(record));
  return other ? `${name}: ${other.id} is here already and says something else.` : null;
}

/** Segments that the header of one names and that are not there as far as it knew them. */
function missingOf({ header }: ReadSegment, all: ReadonlyMap<string, ReadSegment>): readonly string[] {
  const restored = new Set([...all.values()].flatMap((s) => s.header?.restores ?? []));
  return Object.entries(header?.knows ?? {}).flatMap(([name, reach]) =>
    restored.has(name) || reachesTo(all.get(name), reach) ? [] : [name],
  );
}

interface Judged {
  /** To be written in this order: each after those that it follows. */
  readonly taken: readonly IncomingSegment[];
  readonly refused: readonly string[];
  /** Ids of all records in what is not refused. */
  readonly ids: readonly string[];
}

/**
 * Which segments come in beside those that are here: sound ones, that say nothing else under a known id, whose
 * predecessors are here or come along. A longer form of a segment takes the place of a shorter one, never the other way.
 * @param beingWritten name of the segment that this process writes
 */
export function judgeIncoming(
  onDisk: readonly ReadSegment[],
  incoming: readonly IncomingSegment[],
  beingWritten: string | null,
): Judged {
  const here = new Map(onDisk.map((segment) => [segment.name, segment]));
  const said = new Map(recordsOf(onDisk).map((record) => [record.id, saying(record)]));
  const refused: string[] = [];
  const ids: string[] = [];
  const coming = new Map<string, { readonly segment: ReadSegment; readonly bytes: Uint8Array }>();
  for (const { name, bytes } of incoming) {
    const segment = readSegment(name, bytes);
    const reason = refusalOf(segment, said);
    const known = coming.get(name)?.segment ?? here.get(name);
    if (reason !== null) refused.push(reason);
    else if (known && reachesTo(known, reachOf(segment))) ids.push(...segment.records.map((r) => r.id));
    else if (name === beingWritten || (known && !reachesTo(segment, reachOf(known))))
      refused.push(`${name} is here already, with other records.`);
    else coming.set(name, { segment, bytes });
  }
  const taken: IncomingSegment[] = [];
  const there = new Map(here);
  // Segments follow one another without a circle, so what can be taken is found from its beginning.
  for (;;) {
    const next = [...coming.values()].find(({ segment }) => {
      const all = new Map([...there, [segment.name, segment] as const]);
      return missingOf(segment, all).length === 0;
    });
    if (!next) break;
    coming.delete(next.segment.name);
    there.set(next.segment.name, next.segment);
    taken.push({ name: next.segment.name, bytes: wholeBytesOf(next.segment, next.bytes) });
    ids.push(...next.segment.records.map((r) => r.id));
  }
  for (const { segment } of coming.values()) {
    refused.push(
      `${segment.name} follows ${missingOf(segment, there).join(', ')}, which is not here as it knew it: take in the whole log.`,
    );
  }
  return { taken, refused, ids };
}
