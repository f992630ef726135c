import { describe, expect, test } from 'vitest';
import {
  reachesTo,
  reachOf,
  readSegment,
  unreadableSegment,
  wholeBytesOf,
  type ReadSegment,
} from '../../electron/services/decision-log/read-segment';
import {
  decodeLine,
  encodeHeader,
  encodeRecord,
  NO_HASH,
  type SegmentHeader,
} from '../../electron/services/decision-log/segment-format';
import { isSound, problemsOf, recordsOf, SEGMENT } from '../../electron/services/decision-log/segments';
import type { DecisionRecord } from '../../shared/domain/decision';
import { entryAbout } from '../support/decision-entries';

const recordOf = (segment: string, n: number, clock = n): DecisionRecord => ({
  id: `${segment}:${String(n)}`,
  clock,
  at: '2026-06-01T00:00:00.000Z',
  who: { id: 'aa', name: 'Ada' },
  entry: entryAbout(`${segment} ${String(n)}`),
});

/** The lines of a segment, each with its line end. */
function linesOf(name: string, records: number, header: Partial<SegmentHeader> = {}): readonly string[] {
  const segment = `${name}.jsonl`;
  const createdAt = '2026-06-01T00:00:00.000Z';
  const first = encodeHeader({ segment, writer: 'aa', createdAt, knows: {}, restores: [], ...header });
  const lines = [first.text];
  let { hash } = first;
  for (let n = 1; n <= records; n++) {
    const line = encodeRecord(n, hash, recordOf(name, n));
    lines.push(line.text);
    hash = line.hash;
  }
  return lines;
}
const bytesOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join(''));
const read = (lines: readonly string[], name = 'aa-1'): ReadSegment =>
  readSegment(`${name}.jsonl`, bytesOf(lines));
const idsOf = ({ records }: ReadSegment): readonly string[] => records.map(({ id }) => id);

const [HEAD = '', ONE = '', TWO = '', THREE = ''] = linesOf('aa-1', 3);

describe('A segment of decisions', () => {
  test('is sound where every line follows the one before it', () => {
    const segment = read([HEAD, ONE, TWO, THREE]);
    expect(segment).toMatchObject({
      name: 'aa-1.jsonl',
      header: { segment: 'aa-1.jsonl', writer: 'aa', knows: {}, restores: [] },
      tornBytes: 0,
      lacksLineEnd: false,
      unreadable: null,
      damages: [],
      newerVersion: null,
    });
    expect(segment.hashes).toHaveLength(4);
    expect(idsOf(segment)).toEqual(['aa-1:1', 'aa-1:2', 'aa-1:3']);
    expect(isSound(segment)).toBe(true);
  });

  test('without a byte holds nothing, and is not damaged', () => {
    expect(read([])).toMatchObject({ header: null, records: [], hashes: [], damages: [], wholeBytes: 0 });
  });

  test('says which line is damaged, missing, repeated or out of order, and keeps all others', () => {
    const flipped = ONE.replace('Ada', 'Eda');
    const damagesOf = (...lines: readonly string[]): readonly string[] => read(lines).damages;
    expect(damagesOf(HEAD, flipped, TWO)).toEqual(['line 2 is damaged']);
    expect(idsOf(read([HEAD, flipped, TWO]))).toEqual(['aa-1:2']);
    expect(damagesOf(HEAD, TWO)).toEqual(['1 lines before line 2 are missing']);
    expect(damagesOf(HEAD, THREE)).toEqual(['2 lines before line 2 are missing']);
    expect(damagesOf(ONE)).toEqual(['1 lines before line 1 are missing']);
    expect(damagesOf(HEAD, ONE, ONE, TWO)).toEqual(['line 3 is repeated or out of order']);
    expect(idsOf(read([HEAD, ONE, ONE, TWO]))).toEqual(['aa-1:1', 'aa-1:2']);
    expect(damagesOf(HEAD, TWO, ONE)).toEqual([
      '1 lines before line 2 are missing',
      'line 3 is repeated or out of order',
    ]);
    expect(damagesOf(HEAD, flipped, THREE)).toEqual([
      'line 2 is damaged',
      '1 lines before line 3 are missing',
    ]);
    expect(damagesOf(HEAD, 'poem\n', ONE)).toEqual(['line 2 is damaged']);
  });

  test('says which line follows another one than that before it', () => {
    const other = encodeRecord(2, NO_HASH, recordOf('aa-1', 2)).text;
    expect(read([HEAD, ONE, other, THREE]).damages).toEqual([
      'line 3 does not follow the line before it',
      'line 4 does not follow the line before it',
    ]);
  });

  test('has a hole in its hashes where a line cannot be read', () => {
    const { hashes } = read([HEAD, ONE.replace('Ada', 'Eda'), TWO]);
    expect(hashes.map((hash) => hash.length)).toEqual([64, 0, 64]);
  });

  test('keeps its first header', () => {
    const [other = ''] = linesOf('bb-1', 0);
    expect(read([HEAD, other]).header?.segment).toBe('aa-1.jsonl');
  });

  test('ends with its last whole record: what stands behind it was never acknowledged', () => {
    const torn = read([HEAD, ONE, TWO.slice(0, -9)]);
    expect(torn).toMatchObject({ tornBytes: bytesOf([TWO]).length - 9, lacksLineEnd: false, damages: [] });
    expect(torn.wholeBytes).toBe(bytesOf([HEAD, ONE]).length);
    expect(idsOf(torn)).toEqual(['aa-1:1']);
    const bytes = bytesOf([HEAD, ONE, TWO.slice(0, -9)]);
    expect(wholeBytesOf(torn, bytes)).toEqual(bytesOf([HEAD, ONE]));
  });

  test('that lacks its last line end has its last record all the same, and gets the line end', () => {
    const bytes = bytesOf([HEAD, ONE.slice(0, -1)]);
    const segment = readSegment('aa-1.jsonl', bytes);
    expect(segment).toMatchObject({ tornBytes: 0, lacksLineEnd: true, damages: [] });
    expect(idsOf(segment)).toEqual(['aa-1:1']);
    expect(new Uint8Array(wholeBytesOf(segment, bytes))).toEqual(bytesOf([HEAD, ONE]));
    // Another byte stands in its place.
    const odd = bytesOf([HEAD, `${ONE.slice(0, -1)}\x0b`]);
    const read2 = readSegment('aa-1.jsonl', odd);
    expect(read2).toMatchObject({ tornBytes: 1, lacksLineEnd: true });
    expect(new Uint8Array(wholeBytesOf(read2, odd))).toEqual(bytesOf([HEAD, ONE]));
  });

  test('whose line end became another byte is damaged, and keeps both records', () => {
    const segment = read([HEAD, `${ONE.slice(0, -1)}\x0b`, TWO]);
    expect(segment.damages).toEqual(['a line end is damaged']);
    expect(idsOf(segment)).toEqual(['aa-1:1', 'aa-1:2']);
    expect(idsOf(read([HEAD, ONE.slice(0, -1), TWO]))).toEqual(['aa-1:1', 'aa-1:2']);
  });

  test('that cannot be read says why, and holds nothing', () => {
    expect(unreadableSegment('aa-1.jsonl', 'EIO')).toMatchObject({
      name: 'aa-1.jsonl',
      unreadable: 'EIO',
      records: [],
      damages: [],
    });
    expect(isSound(unreadableSegment('aa-1.jsonl', 'EIO'))).toBe(false);
  });

  test('reaches as far as another one knew it, or not', () => {
    const [short, long] = [read([HEAD, ONE]), read([HEAD, ONE, TWO])];
    expect(reachOf(short).lines).toBe(2);
    expect(reachOf(read([]))).toEqual({ lines: 0, hash: NO_HASH });
    expect(reachesTo(long, reachOf(short))).toBe(true);
    expect(reachesTo(short, reachOf(long))).toBe(false);
    expect(reachesTo(undefined, reachOf(short))).toBe(false);
    expect(reachesTo(undefined, { lines: 0, hash: NO_HASH })).toBe(true);
    expect(reachesTo(short, { lines: 2, hash: NO_HASH })).toBe(false);
  });

  test('is named by its writer and its number', () => {
    const names = [
      'aa-1.jsonl',
      'aa-12.jsonl',
      'a_a-1.jsonl',
      'aa.jsonl',
      'aa-1.jsonl.torn-x',
      'x aa-1.jsonl',
    ];
    expect(names.filter((name) => SEGMENT.test(name))).toEqual(['aa-1.jsonl', 'aa-12.jsonl']);
  });
});

describe('A line of the log', () => {
  test('is good only with its own hash, in a form that is known', () => {
    const text = ONE.slice(0, -1);
    expect(decodeLine(text)).toMatchObject({ state: 'good', line: { seq: 1, content: { kind: 'record' } } });
    expect(decodeLine(text.replace(/"hash":"./, '"hash":"z'))).toEqual({ state: 'damaged' });
    expect(decodeLine(` ${text}`)).toEqual({ state: 'damaged' });
    expect(decodeLine('')).toEqual({ state: 'damaged' });
    const odd = encodeRecord(1, NO_HASH, { ...recordOf('aa-1', 1), clock: 'late' as unknown as number });
    expect(decodeLine(odd.text.slice(0, -1))).toEqual({ state: 'damaged' });
  });
});

describe('The records of several segments', () => {
  test('stand once each, in the order of their clocks', () => {
    const ordered = recordsOf([read([HEAD, ONE, TWO]), read(linesOf('bb-1', 1), 'bb-1')]);
    expect(ordered.map(({ id }) => id)).toEqual(['aa-1:1', 'bb-1:1', 'aa-1:2']);
  });

  test('stand as their own segment says it, whichever is read first', () => {
    const copy = { ...read([HEAD, ONE]), name: 'zz-1.jsonl' };
    const said = (record: DecisionRecord): ReadSegment => ({ ...copy, records: [record] });
    const changed = { ...recordOf('aa-1', 1), at: '2020-01-01T00:00:00.000Z' };
    const own = read([HEAD, ONE]);
    expect(recordsOf([said(changed), own]).map(({ at }) => at)).toEqual(['2026-06-01T00:00:00.000Z']);
    expect(recordsOf([own, said(changed)]).map(({ at }) => at)).toEqual(['2026-06-01T00:00:00.000Z']);
    expect(recordsOf([said(changed)]).map(({ at }) => at)).toEqual(['2020-01-01T00:00:00.000Z']);
  });
});

describe('What is wrong with segments', () => {
  const sound = read([HEAD, ONE, TWO]);
  const knowing = (known: ReadSegment, restores: readonly string[] = []): ReadSegment =>
    read(linesOf('bb-1', 1, { knows: { [known.name]: reachOf(known) }, restores: [...restores] }), 'bb-1');

  test('is nothing where all are whole and as the others knew them', () => {
    expect(problemsOf([sound, knowing(sound)], [sound])).toEqual([]);
    expect(problemsOf([sound, knowing(read([HEAD, ONE]))])).toEqual([]);
  });

  test('is said of each: what cannot be read, a newer one, damage, an end that is torn or lacks its line end', () => {
    const problem = (code: string, message: string): object => ({
      file: 'aa-1.jsonl',
      code,
      message,
      keptAs: null,
    });
    expect(problemsOf([unreadableSegment('aa-1.jsonl', 'EIO: i/o error')])).toEqual([
      problem('unreadable', 'aa-1.jsonl cannot be read: EIO: i/o error.'),
    ]);
    expect(problemsOf([{ ...sound, newerVersion: 2, damages: ['line 2 is damaged'] }])).toEqual([
      problem('newer_version', 'aa-1.jsonl was written by a newer Leadlens (format 2).'),
    ]);
    expect(problemsOf([{ ...sound, damages: ['one', 'two', 'three'] }])).toEqual([
      problem('damaged_record', 'aa-1.jsonl: one; two; three. The other records are read.'),
    ]);
    expect(problemsOf([{ ...sound, damages: ['one', 'two', 'three', 'four', 'five'] }])).toEqual([
      problem('damaged_record', 'aa-1.jsonl: one; two; three and 2 more places. The other records are read.'),
    ]);
    expect(problemsOf([read([HEAD, ONE.slice(0, -1)])])).toEqual([
      problem('torn_tail', 'aa-1.jsonl ends without a line end: its last record is whole, and is read.'),
    ]);
    expect(problemsOf([read([HEAD, ONE.slice(0, -9)])])).toEqual([
      problem(
        'torn_tail',
        'aa-1.jsonl ends in the middle of a record: its writer was stopped before it was saved.',
      ),
    ]);
  });

  test('is that one is gone or shorter, by what another one or a copy knew of it', () => {
    const gone = { file: 'aa-1.jsonl', code: 'damaged_record', keptAs: null };
    const goneMessage = 'aa-1.jsonl is gone: it held 2 records.';
    const shorter = 'aa-1.jsonl is shorter than it was, or has other records.';
    expect(problemsOf([knowing(sound)])).toEqual([{ ...gone, message: goneMessage }]);
    expect(problemsOf([], [sound])).toEqual([{ ...gone, message: goneMessage }]);
    const short = read([HEAD, ONE]);
    expect(problemsOf([short, knowing(sound)])).toEqual([{ ...gone, message: shorter }]);
    expect(problemsOf([short], [sound])).toEqual([{ ...gone, message: shorter }]);
    // The longest that was known counts.
    expect(problemsOf([knowing(short)], [sound])).toEqual([{ ...gone, message: goneMessage }]);
    expect(problemsOf([knowing(sound)], [short])).toEqual([{ ...gone, message: goneMessage }]);
  });

  test('is nothing of one whose records stand in another one, and is said once of a damaged one', () => {
    expect(problemsOf([knowing(sound, ['aa-1.jsonl'])])).toEqual([]);
    const damaged = read([HEAD, ONE.replace('Ada', 'Eda'), TWO]);
    expect(problemsOf([damaged, knowing(sound)]).map(({ message }) => message)).toEqual([
      'aa-1.jsonl: line 2 is damaged. The other records are read.',
    ]);
    // A damaged copy knows nothing.
    expect(problemsOf([], [damaged])).toEqual([]);
  });
});
