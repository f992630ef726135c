import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DecisionLogs } from '../../electron/services/decision-log/decision-logs';
import { diskFiles } from '../../electron/services/decision-log/log-files';
import {
  decidedSubjects,
  letGoOfUnsaved,
  onDecisionsChanged,
  useDecisions,
  type Judgement,
} from '../../renderer/state/decisions';
import { followDecisions } from '../../renderer/state/decision-pulse';
import { judge, redoLast, toggleRecord, undoAction, undoLast } from '../../renderer/state/judge';
import { openDecisions } from '../../renderer/state/open-decisions';
import { holdDecisions } from '../../renderer/state/recover-decisions';
import { provideServices, type Services } from '../../renderer/state/services';
import type { HostAnswers, HostMethod } from '../../shared/contract/host';
import { liveIds } from '../../shared/domain/decision-state';
import { entryAbout, leadNumbers } from '../support/decision-entries';
import { failingFiles, type FailingFiles } from '../support/failing-files';

const about = (leadNumber: string, verdict: Judgement['verdict'] = 'reject'): Judgement => {
  const { subject, leads, evidence, note } = entryAbout(leadNumber, verdict);
  return { subject, verdict, leads, evidence, note };
};

/** The lead numbers of which a decision stands, of those in the state of the page. */
const standing = (): readonly string[] =>
  [...decidedSubjects(useDecisions.getState().log).values()]
    .flatMap(({ subject }) => (subject.kind === 'identity' ? [subject.leadNumber ?? ''] : []))
    .sort();

describe('judging in a window, with the log on a disk', () => {
  let place: string;
  let logs: DecisionLogs;
  let files: FailingFiles;
  /** Milliseconds that the clock of the log is ahead. */
  let later = 0;

  const project = (grantId: string): string => join(place, `${grantId}.leadlens`);

  beforeEach(async () => {
    later = 0;
    place = await mkdtemp(join(tmpdir(), 'leadlens-reviewing-'));
    files = failingFiles(diskFiles, () => new Error('ENOSPC: no space left on device'));
    const items = new Map<string, string>([['leadlens-window', 'one']]);
    vi.stubGlobal('window', { sessionStorage: { getItem: (key: string) => items.get(key) ?? null } });
    logs = new DecisionLogs({
      directory: join(place, 'home'),
      files,
      now: () => new Date(Date.now() + later),
      warn: (message) => {
        throw new Error(message);
      },
      reviewer: () => Promise.resolve('Ada'),
    });
    const call = async (method: HostMethod, request: unknown): Promise<HostAnswers[HostMethod]> => {
      const { grantId, windowId, entries, takeOver } = request as {
        readonly grantId: string;
        readonly windowId: string;
        readonly entries: Parameters<DecisionLogs['append']>[2];
        readonly takeOver: boolean;
      };
      switch (method) {
        case 'openDecisions':
          return logs.open(project(grantId), windowId, takeOver);
        case 'appendDecisions':
          return logs.append(project(grantId), windowId, entries);
        case 'renewDecisions':
          return logs.renew(project(grantId), windowId);
        case 'closeDecisions':
          await logs.close(project(grantId), windowId);
          return null;
        default:
          throw new Error(`${method} is not asked here.`);
      }
    };
    provideServices({ host: { call } } as unknown as Services);
    await openDecisions('leads');
  });
  afterEach(async () => {
    await openDecisions('nothing');
    await logs.closeAll();
    vi.unstubAllGlobals();
    await rm(place, { recursive: true, force: true });
  });

  /** Ids of the records that are on disk and not taken back, by their lead numbers. */
  const onDisk = async (grantId = 'leads'): Promise<readonly string[]> => {
    const { records } = await logs.open(project(grantId), 'one', false);
    const live = liveIds(records);
    return [...leadNumbers(records.filter((record) => live.has(record.id)))].sort();
  };

  test('an action is taken back by name whatever was done since, once, and can be done again', async () => {
    const alike = await judge([about('1'), about('2')]);
    await judge([about('3')]);
    if (alike === null) throw new Error('Nothing was saved.');
    await undoAction(alike);
    expect(await onDisk()).toEqual(['3']);
    expect(standing()).toEqual(['3']);
    await undoAction(alike);
    expect(await onDisk()).toEqual(['3']);
    await redoLast();
    expect(await onDisk()).toEqual(['1', '2', '3']);
    await undoLast();
    expect(await onDisk()).toEqual(['3']);
  });

  test('a window that only looks on keeps the right to write while its pulse beats, and loses it with the pulse', async () => {
    for (let beats = 0; beats < 6; beats++) {
      later += 20_000;
      await followDecisions();
    }
    expect((await logs.open(project('leads'), 'two', false)).hold).toMatchObject({ code: 'held' });
    await judge([about('1')]);
    expect(await onDisk()).toEqual(['1']);

    later += 61_000;
    expect((await logs.open(project('leads'), 'two', false)).hold).toBeNull();
    expect(useDecisions.getState().log?.hold).toBeNull();
    await followDecisions();
    expect(useDecisions.getState().log?.hold).toMatchObject({ code: 'held', holder: 'another window' });
    // A pulse takes nothing from who has it now.
    await followDecisions();
    expect(await logs.renew(project('leads'), 'two')).toBe(true);
  });

  test('a window that may only look follows what another one decides, and tells that the numbers changed', async () => {
    let told = 0;
    onDecisionsChanged(() => (told += 1));
    await logs.open(project('leads'), 'two', true);
    await followDecisions();
    expect(useDecisions.getState().log?.hold).toMatchObject({ code: 'held' });
    expect(told).toBe(0);
    await logs.append(project('leads'), 'two', [entryAbout('7', 'reject')]);
    await followDecisions();
    expect(standing()).toEqual(['7']);
    expect(told).toBe(1);
    await followDecisions();
    expect(told).toBe(1);
    expect(useDecisions.getState().log?.hold).toMatchObject({ code: 'held' });
  });

  test('undo pressed twice at once takes back the last two, one each', async () => {
    await Promise.all(['1', '2', '3'].map((lead) => judge([about(lead)])));
    await Promise.all([undoLast(), undoLast()]);
    expect(standing()).toEqual(['1']);
    expect(await onDisk()).toEqual(['1']);
    await Promise.all([redoLast(), redoLast(), redoLast()]);
    expect(standing()).toEqual(['1', '2', '3']);
    expect(await onDisk()).toEqual(['1', '2', '3']);
  });

  test('undo takes back what was given just before it and is still on its way', async () => {
    const given = judge([about('1'), about('2')]);
    const undone = undoLast();
    expect(useDecisions.getState().pending).toHaveLength(2);
    await given;
    expect(await undone).toMatchObject({ kind: 'identity', leadNumber: '1' });
    expect(standing()).toEqual([]);
  });

  test('what could not be saved stands nowhere, is told, and is saved when tried again', async () => {
    await judge([about('1')]);
    files.fail('write');
    await Promise.all([judge([about('2')]), judge([about('3')])]);
    expect(standing()).toEqual(['1']);
    expect(useDecisions.getState()).toMatchObject({
      pending: [],
      fault: { code: 'decision_not_saved' },
      unsaved: [{ judgements: [about('2')] }, { judgements: [about('3')] }],
    });
    files.fail();
    await holdDecisions(false);
    expect(useDecisions.getState()).toMatchObject({ pending: [], unsaved: [], fault: null });
    expect(await onDisk()).toEqual(['1', '2', '3']);
  });

  test('a later judgement that is saved does not hide that an earlier one was not', async () => {
    files.fail('write');
    await judge([about('1')]);
    files.fail();
    const later = judge([about('2')]);
    expect(useDecisions.getState().fault?.code).toBe('decision_not_saved');
    await later;
    expect(useDecisions.getState()).toMatchObject({
      fault: { code: 'decision_not_saved' },
      unsaved: [{ judgements: [about('1')] }],
    });
    expect(await onDisk()).toEqual(['2']);
  });

  test('judging anew replaces what could not be saved; letting go of it leaves it open', async () => {
    files.fail('write');
    await judge([about('1', 'accept')]);
    await judge([about('2')]);
    files.fail();
    await judge([about('1', 'reject')]);
    expect(useDecisions.getState().unsaved).toEqual([{ judgements: [about('2')] }]);
    letGoOfUnsaved();
    await holdDecisions(false);
    expect(await onDisk()).toEqual(['1']);
  });

  test('what is on its way when another project is opened is saved in its own', async () => {
    const given = judge([about('1')]);
    await openDecisions('others');
    await given;
    expect(standing()).toEqual([]);
    expect(await onDisk('leads')).toEqual(['1']);
    expect(await onDisk('others')).toEqual([]);
  });

  test('what another window holds is not written; taking over saves what was given meanwhile', async () => {
    await logs.open(project('leads'), 'two', true);
    await judge([about('1')]);
    expect(useDecisions.getState()).toMatchObject({
      log: { hold: { code: 'held' } },
      fault: { code: 'log_read_only' },
      unsaved: [{ judgements: [about('1')] }],
    });
    await holdDecisions(true);
    expect(useDecisions.getState()).toMatchObject({ log: { hold: null }, fault: null, unsaved: [] });
    expect(standing()).toEqual(['1']);
  });

  test('one decision of many that were taken back together comes back alone', async () => {
    await judge([about('1'), about('2'), about('3')]);
    await undoLast();
    const [, second] = useDecisions.getState().log?.records ?? [];
    if (!second) throw new Error('Three decisions were taken.');
    await toggleRecord(second);
    expect(standing()).toEqual(['2']);
    expect(await onDisk()).toEqual(['2']);
    await undoLast();
    expect(standing()).toEqual([]);
  });
});
