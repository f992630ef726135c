import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DecisionLogs } from '../../electron/services/decision-log/decision-logs';
import { diskFiles } from '../../electron/services/decision-log/log-files';
import { encodeHeader, encodeRecord } from '../../electron/services/decision-log/segment-format';
import type { DecisionImport } from '../../shared/contract/decision';
import { currentDecisions } from '../../shared/domain/decision-state';
import { entryAbout, leadNumbers } from '../support/decision-entries';
import { failingFiles, type FailingFiles } from '../support/failing-files';

interface Person {
  readonly project: string;
  readonly files: FailingFiles;
  logs: DecisionLogs;
}

describe('taking in decisions', () => {
  let place: string;
  let people: Person[];
  let ada: Person;
  let bert: Person;

  const fresh = (name: string, files: FailingFiles): DecisionLogs =>
    new DecisionLogs({
      directory: join(place, `home of ${name}`),
      files,
      now: () => new Date(),
      warn: (message) => {
        throw new Error(message);
      },
      reviewer: () => Promise.resolve(name),
    });
  const person = (name: string): Person => {
    const files = failingFiles(diskFiles, () => Object.assign(new Error('EIO: refused'), { code: 'EIO' }));
    const made = { project: join(place, `${name}.leadlens`), files, logs: fresh(name, files) };
    people.push(made);
    return made;
  };
  const decide = async ({ logs, project }: Person, ...leads: readonly string[]): Promise<void> => {
    await logs.open(project, 'w', false);
    for (const lead of leads) await logs.append(project, 'w', [entryAbout(lead)]);
  };
  /** Ends the program and starts it again. */
  const again = async (who: Person, name: string): Promise<void> => {
    await who.logs.closeAll();
    who.logs = fresh(name, who.files);
  };
  const takeIn = ({ logs, project }: Person, name: string, text: string): Promise<DecisionImport> =>
    logs.import(project, 'w', name, text);
  const segmentsOf = async ({ project }: Person): Promise<readonly string[]> => {
    const names = (await readdir(join(project, 'decisions'))).filter((name) => name.endsWith('.jsonl'));
    const texts = await Promise.all(names.map((name) => readFile(join(project, 'decisions', name), 'utf8')));
    return [...texts].sort((a, b) => (a.includes('uuid-1"') ? -1 : b.includes('uuid-1"') ? 1 : 0));
  };
  const table = (csv: string): Record<string, string>[] => parse(csv, { columns: true });
  const csvOf = (rows: readonly Record<string, string>[]): string => stringify([...rows], { header: true });

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'leadlens-log-'));
    people = [];
    ada = person('ada');
    bert = person('bert');
  });
  afterEach(async () => {
    for (const { logs } of people) await logs.closeAll();
    await rm(place, { recursive: true, force: true });
  });

  test('of one segment without those that it follows is refused, says so, and leaves the own log sound', async () => {
    await decide(bert, '1');
    await again(bert, 'bert');
    await decide(bert, '2');
    await decide(ada, '9');
    const [first = '', second = ''] = await segmentsOf(bert);
    const alone = await takeIn(ada, 'second.jsonl', second);
    expect(alone.added).toBe(0);
    expect(alone.refused).toEqual([expect.stringMatching(/follows .*-1\.jsonl, which is not/)]);
    await again(ada, 'ada');
    expect((await ada.logs.open(ada.project, 'w', false)).hold).toBeNull();
    expect(await takeIn(ada, 'first.jsonl', first)).toMatchObject({ added: 1, refused: [] });
    expect(await takeIn(ada, 'second.jsonl', second)).toMatchObject({ added: 1, refused: [] });
    await again(ada, 'ada');
    const log = await ada.logs.open(ada.project, 'w', false);
    expect(log.hold).toBeNull();
    expect([...leadNumbers(log.records)].sort()).toEqual(['1', '2', '9']);
  });

  test('of a file whose line ends were changed on its way, or whose end is torn, gives what is whole', async () => {
    await decide(bert, '1', '2');
    await decide(ada);
    const log = await bert.logs.export(bert.project, 'log');
    expect(await takeIn(ada, 'a.jsonl', log.replaceAll('\n', '\r\n').slice(0, -90))).toMatchObject({
      added: 1,
      refused: [],
    });
    expect(await takeIn(ada, 'b.jsonl', log.replaceAll('\n', '\r\n'))).toMatchObject({
      added: 1,
      alreadyThere: 1,
      refused: [],
    });
  });

  test('never puts an older form of an own segment over what was acknowledged since', async () => {
    await decide(ada, '1');
    const older = await ada.logs.export(ada.project, 'log');
    await ada.logs.append(ada.project, 'w', [entryAbout('2')]);
    // The disk fails once: the segment is given up and the next decision begins another one.
    ada.files.fail('sync');
    await expect(ada.logs.append(ada.project, 'w', [entryAbout('x')])).rejects.toThrow();
    ada.files.fail();
    await ada.logs.append(ada.project, 'w', [entryAbout('3')]);
    expect(await takeIn(ada, 'older.jsonl', older)).toMatchObject({ added: 0, refused: [] });
    await again(ada, 'ada');
    const { records, hold } = await ada.logs.open(ada.project, 'w', false);
    expect(hold).toBeNull();
    expect(leadNumbers(records)).toEqual(['1', '2', '3']);
  });

  test('takes a changed row of an own decision for what it is: another saying, which is refused', async () => {
    await decide(ada, '1', '2');
    const rows = table(await ada.logs.export(ada.project, 'csv'));
    const changed = rows.map((row, i) => (i === 0 ? { ...row, verdict: 'reject', leads: '' } : row));
    const added = { ...rows[0], id: 'zz-1:1', lead_number: '3' };
    const done = await takeIn(ada, 'd.csv', csvOf([...changed, added]));
    expect(done).toMatchObject({ added: 1, alreadyThere: 1 });
    expect(done.refused).toEqual([expect.stringMatching(/^d\.csv, row 2: .*:1 is here already/)]);
    await again(ada, 'ada');
    const { records, hold } = await ada.logs.open(ada.project, 'w', false);
    expect(hold).toBeNull();
    expect([...currentDecisions(records).values()].map((s) => s.heads.map((h) => h.verdict))).toEqual([
      ['accept'],
      ['accept'],
      ['accept'],
    ]);
  });

  test('gives rows that have no id one each, the same every time', async () => {
    await decide(ada);
    await decide(bert, '1', '2');
    const rows = table(await bert.logs.export(bert.project, 'csv')).map((row) => ({ ...row, id: '' }));
    const done = await takeIn(ada, 'd.csv', csvOf(rows));
    expect(done).toMatchObject({ added: 2, refused: [] });
    expect(new Set(done.log.records.map((r) => r.id)).size).toBe(2);
    expect(await takeIn(ada, 'd.csv', csvOf(rows.slice(1)))).toMatchObject({ added: 0, alreadyThere: 1 });
  });

  test('refuses a logical time after which no other could come', async () => {
    await decide(ada, '1');
    await decide(bert, '2');
    const rows = table(await bert.logs.export(bert.project, 'csv'));
    const late = String(Number.MAX_SAFE_INTEGER);
    const done = await takeIn(ada, 'd.csv', csvOf(rows.map((row) => ({ ...row, clock: late }))));
    expect(done).toMatchObject({ added: 0, refused: [expect.stringMatching(/row 2.*clock/)] });
    const header = encodeHeader({
      segment: 'cc-1.jsonl',
      writer: 'cc',
      createdAt: '',
      knows: {},
      restores: [],
    });
    const record = encodeRecord(1, header.hash, {
      id: 'cc-1:1',
      clock: Number.MAX_SAFE_INTEGER,
      at: '',
      who: { id: 'cc', name: 'Carl' },
      entry: entryAbout('3'),
    });
    const log = await takeIn(ada, 'c.jsonl', header.text + record.text);
    expect(log).toMatchObject({ added: 0, refused: [expect.stringMatching(/logical time/)] });
    await ada.logs.append(ada.project, 'w', [entryAbout('4')]);
  });

  test('of a project that was copied and judged in both places gives all of both', async () => {
    await decide(ada, '1');
    await ada.logs.closeAll();
    const copy = join(place, 'copy.leadlens');
    await cp(ada.project, copy, { recursive: true });
    await again(ada, 'ada');
    await decide(ada, '2');
    await ada.logs.open(copy, 'w', false);
    await ada.logs.append(copy, 'w', [entryAbout('3')]);
    const done = await takeIn(ada, 'copy.jsonl', await ada.logs.export(copy, 'log'));
    expect(done).toMatchObject({ added: 1, refused: [] });
    expect([...leadNumbers(done.log.records)].sort()).toEqual(['1', '2', '3']);
  });

  test('that the disk refuses leaves the log as it was', async () => {
    await decide(ada, '1');
    await decide(bert, '2');
    const text = await bert.logs.export(bert.project, 'log');
    ada.files.fail('replace');
    const done = await takeIn(ada, 'b.jsonl', text);
    expect(done).toMatchObject({ added: 0, refused: [expect.stringMatching(/EIO/)] });
    ada.files.fail();
    expect(await takeIn(ada, 'b.jsonl', text)).toMatchObject({ added: 1, refused: [] });
  });
});
