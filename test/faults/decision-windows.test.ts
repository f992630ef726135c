import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DecisionLogs } from '../../electron/services/decision-log/decision-logs';
import { readDecisions } from '../../electron/services/decision-log/read-decisions';
import { diskFiles } from '../../electron/services/decision-log/log-files';
import { currentDecisions, effectiveDecisions } from '../../shared/domain/decision-state';
import { entryAbout, leadNumbers } from '../support/decision-entries';

describe('the decisions of a project', () => {
  let place: string;
  let time: number;
  let opened: DecisionLogs[];

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'leadlens-log-'));
    time = Date.parse('2026-06-01T00:00:00Z');
    opened = [];
  });
  afterEach(async () => {
    for (const logs of opened) await logs.closeAll();
    await rm(place, { recursive: true, force: true });
  });

  const person = (name: string): { readonly logs: DecisionLogs; readonly project: string } => {
    const project = join(place, `${name}.leadlens`);
    const logs = new DecisionLogs({
      directory: join(place, `home of ${name}`),
      files: diskFiles,
      now: () => new Date(time),
      warn: (message) => {
        throw new Error(message);
      },
      reviewer: () => Promise.resolve(name),
    });
    opened.push(logs);
    return { project, logs };
  };

  test('are read where the program can keep nothing of its own, without any write, and written all the same', async () => {
    const { logs, project } = person('ada');
    await logs.open(project, 'one', false);
    await logs.append(project, 'one', [entryAbout('1')]);
    await logs.closeAll();

    // The data directory cannot be made: a file is in its place.
    const taken = join(place, 'taken');
    await writeFile(taken, '');
    const warned: string[] = [];
    const later = new DecisionLogs({
      directory: join(taken, 'home'),
      files: diskFiles,
      now: () => new Date(time),
      warn: (message) => warned.push(message),
      reviewer: () => Promise.resolve('ada'),
    });
    opened.push(later);
    const view = await later.open(project, 'two', false);
    expect(leadNumbers(view.records)).toEqual(['1']);
    expect(view.hold).toBeNull();
    await later.append(project, 'two', [entryAbout('2')]);
    expect(leadNumbers((await later.open(project, 'two', false)).records)).toEqual(['1', '2']);
    expect(warned).toEqual([expect.stringContaining('The id of this installation cannot be kept')]);
  });

  describe('in two windows of one program', () => {
    test('are written by the first; the second reads, and says who holds them', async () => {
      const { logs, project } = person('ada');
      expect((await logs.open(project, 'one', false)).hold).toBeNull();
      const second = await logs.open(project, 'two', false);
      expect(second.hold).toMatchObject({ code: 'held', holder: 'another window' });
      await expect(logs.append(project, 'two', [entryAbout('1')])).rejects.toMatchObject({
        details: { code: 'log_read_only' },
      });
      await logs.append(project, 'one', [entryAbout('1')]);
      expect(leadNumbers((await logs.open(project, 'two', false)).records)).toEqual(['1']);
    });

    test('go over to the second when it takes over, when the first closes, or is silent for a minute', async () => {
      const { logs, project } = person('ada');
      await logs.open(project, 'one', false);
      expect((await logs.open(project, 'two', true)).hold).toBeNull();
      await expect(logs.append(project, 'one', [entryAbout('1')])).rejects.toMatchObject({
        details: { code: 'log_read_only' },
      });
      await logs.close(project, 'two');
      expect((await logs.open(project, 'three', false)).hold).toBeNull();
      time += 61_000;
      expect((await logs.open(project, 'four', false)).hold).toBeNull();
    });

    test('stay with a window that is idle, as long as it says that it is there', async () => {
      const { logs, project } = person('ada');
      await logs.open(project, 'one', false);
      for (let i = 0; i < 10; i++) {
        time += 40_000;
        expect(await logs.renew(project, 'one')).toBe(true);
      }
      expect((await logs.open(project, 'two', false)).hold).toMatchObject({ code: 'held' });
      // Who only reads keeps nothing by saying so.
      expect(await logs.renew(project, 'two')).toBe(false);
      time += 61_000;
      expect((await logs.open(project, 'two', false)).hold).toBeNull();
      expect(await logs.renew(project, 'one')).toBe(false);
      await logs.append(project, 'two', [entryAbout('1')]);
    });

    test('are opened by nobody who only says that it is there', async () => {
      const { logs, project } = person('ada');
      expect(await logs.renew(project, 'one')).toBe(false);
      expect(logs.isWriting(project)).toBe(false);
      await logs.open(project, 'one', false);
      await logs.close(project, 'one');
      expect(await logs.renew(project, 'one')).toBe(false);
      expect(logs.isWriting(project)).toBe(false);
    });

    test('stay with a window that was loaded again', async () => {
      const { logs, project } = person('ada');
      await logs.open(project, 'one', false);
      await logs.append(project, 'one', [entryAbout('1')]);
      const again = await logs.open(project, 'one', false);
      expect(again.hold).toBeNull();
      expect(leadNumbers(again.records)).toEqual(['1']);
    });
  });

  test('are never held against the very program that holds them, however its windows come and go', async () => {
    const { logs, project } = person('ada');
    for (let i = 0; i < 20; i++) {
      const views = await Promise.all([
        logs.open(project, 'one', false),
        logs.close(project, 'one'),
        logs.open(project, 'one', false),
        logs.open(project, 'one', true),
      ]);
      expect(views.flatMap((view) => (view?.hold ? [view.hold.message] : []))).toEqual([]);
    }
    await logs.append(project, 'one', [entryAbout('1')]);
  });

  describe('of a colleague', () => {
    test.each(['log', 'csv'] as const)(
      'come in as %s beside the own ones, once; where the two disagree the subject is open and shows both',
      async (format) => {
        const ada = person('ada');
        const bert = person('bert');
        await ada.logs.open(ada.project, 'w', false);
        await bert.logs.open(bert.project, 'w', false);
        await ada.logs.append(ada.project, 'w', [entryAbout('1', 'accept'), entryAbout('2', 'accept')]);
        await bert.logs.append(bert.project, 'w', [
          entryAbout('1', 'reject'),
          entryAbout('2', 'accept'),
          entryAbout('=3', 'unsure'),
        ]);
        const text = await bert.logs.export(bert.project, format);
        const name = format === 'csv' ? 'decisions.csv' : 'decisions.jsonl';
        const done = await ada.logs.import(ada.project, 'w', name, text);
        expect(done).toMatchObject({ added: 3, alreadyThere: 0, refused: [] });
        const states = [...currentDecisions(done.log.records).values()].map((s) => [
          s.subject.kind === 'identity' ? s.subject.leadNumber : '',
          s.isDisputed,
          s.heads.map((h) => `${h.who.name} ${h.verdict}`).sort(),
        ]);
        expect(states).toEqual([
          ['1', true, ['ada accept', 'bert reject']],
          ['2', false, ['ada accept', 'bert accept']],
          ['=3', false, ['bert unsure']],
        ]);
        const again = await ada.logs.import(ada.project, 'w', name, text);
        expect(again.added).toBe(0);
        expect(again.log.records).toEqual(done.log.records);

        // Who decides with both before the eyes settles it.
        const heads = [...currentDecisions(done.log.records).values()][0]?.heads.map((h) => h.id) ?? [];
        await ada.logs.append(ada.project, 'w', [entryAbout('1', 'reject', heads)]);
        const { records } = await ada.logs.open(ada.project, 'w', false);
        expect(currentDecisions(records).size).toBe(3);
        expect(effectiveDecisions(records).map((d) => d.verdict)).toEqual(['accept', 'unsure', 'reject']);
      },
    );

    test('that went on since come in with what is new', async () => {
      const ada = person('ada');
      const bert = person('bert');
      await bert.logs.open(bert.project, 'w', false);
      await bert.logs.append(bert.project, 'w', [entryAbout('1')]);
      await ada.logs.open(ada.project, 'w', false);
      await ada.logs.import(ada.project, 'w', 'a.jsonl', await bert.logs.export(bert.project, 'log'));
      await bert.logs.append(bert.project, 'w', [entryAbout('2')]);
      const done = await ada.logs.import(
        ada.project,
        'w',
        'b.jsonl',
        await bert.logs.export(bert.project, 'log'),
      );
      expect(done).toMatchObject({ added: 1, alreadyThere: 1, refused: [] });
    });

    test('that are damaged, or no decisions at all, are refused with the reason', async () => {
      const ada = person('ada');
      const bert = person('bert');
      await bert.logs.open(bert.project, 'w', false);
      await bert.logs.append(bert.project, 'w', [entryAbout('1'), entryAbout('2')]);
      await ada.logs.open(ada.project, 'w', false);
      const log = await bert.logs.export(bert.project, 'log');
      const damaged = await ada.logs.import(ada.project, 'w', 'd.jsonl', log.replace('uuid-1', 'uuid-9'));
      expect(damaged.added).toBe(0);
      expect(damaged.refused).toEqual([expect.stringMatching(/line 2 is damaged/)]);
      await expect(ada.logs.import(ada.project, 'w', 'x.jsonl', 'poem')).rejects.toMatchObject({
        details: { code: 'no_decisions', file: 'x.jsonl' },
      });
      await expect(ada.logs.import(ada.project, 'w', 'x.csv', 'a,b\n1,2\n')).rejects.toMatchObject({
        details: { code: 'no_decisions', file: 'x.csv' },
      });
    });
  });

  test('leave as CSV without a cell that a spreadsheet would run', async () => {
    const { logs, project } = person('ada');
    await logs.open(project, 'w', false);
    await logs.append(project, 'w', [entryAbout('=HYPERLINK("x")'), entryAbout('-1'), entryAbout('+1')]);
    const csv = await logs.export(project, 'csv');
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).toMatch(/,'-1,/);
    expect(csv).toMatch(/,'\+1,/);
  });

  test('are read by the command line without a lock and without a changed byte', async () => {
    const { logs, project } = person('ada');
    await logs.open(project, 'w', false);
    await logs.append(project, 'w', [entryAbout('1')]);
    const before = await readdir(join(project, 'decisions'));
    expect(leadNumbers((await readDecisions(diskFiles, project)).records)).toEqual(['1']);
    expect(await readdir(join(project, 'decisions'))).toEqual(before);
  });
});
