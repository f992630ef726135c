import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DecisionLog } from '../../electron/services/decision-log/decision-log';
import { diskFiles } from '../../electron/services/decision-log/log-files';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import type { LinkItem } from '../../shared/contract/review';
import type { Summary } from '../../shared/contract/summary';
import { builtApp, leadlens, type Ended } from '../support/built-app';
import { decide, linkItems } from '../support/decide';
import { FOLDER, openEngine, settingsWith } from '../support/engine';

describe('analyze with a project that holds decisions', () => {
  let place: string;
  let folder: string;
  let project: string;
  let items: readonly LinkItem[];

  const analyse = async (
    ...more: readonly string[]
  ): Promise<{ readonly ended: Ended; readonly summary: Summary }> => {
    const ended = await leadlens('analyze', folder, '--json', ...more);
    return { ended, summary: JSON.parse(ended.stdout) as Summary };
  };

  beforeAll(async () => {
    await builtApp();
    place = await mkdtemp(join(tmpdir(), 'leadlens-decided-'));
    [folder, project] = [join(place, 'exports'), join(place, 'client.leadlens')];
    await leadlens('sample', folder, '--leads', '800', '--snapshots', '4');
    const engine = await openEngine(await nodeFileSource(folder));
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    items = await linkItems(engine.client);
    await engine.close();
    const log = await DecisionLog.open({
      project,
      writer: { id: 'aa', name: 'Ada' },
      files: diskFiles,
      now: () => new Date(),
    });
    await log.append(
      items.flatMap((item) =>
        item.identities
          .filter((i) => i.tier === 'email_only' || i.tier === 'phone_only')
          .map((identity) => {
            const { subject, verdict, leads, evidence, note } = decide(item, identity, 'reject');
            return { kind: 'decide' as const, subject, verdict, leads, evidence, note, supersedes: [] };
          }),
      ),
    );
    await log.close();
  });

  afterAll(() => rm(place, { recursive: true, force: true }));

  test('applies them, and says how many are open, stale and decided', async () => {
    const without = (await analyse()).summary.leadQuality;
    const { ended, summary } = await analyse('--project', project);
    const decided = summary.leadQuality;
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const oneKey = (without?.identities.email_only ?? 0) + (without?.identities.phone_only ?? 0);
    expect(oneKey).toBeGreaterThan(5);
    expect(decided?.funnel.ever_linked).toEqual(without?.funnel.ever_strict);
    expect(decided?.review).toEqual({
      open: (without?.review.open ?? 0) - oneKey,
      stale: 0,
      decided: oneKey,
    });
  });

  test('says that the log ends in the middle of a record, changes nothing of it, and applies the rest', async () => {
    const decisions = join(project, 'decisions');
    const [segment = ''] = (await readdir(decisions)).filter((name) => name.endsWith('.jsonl'));
    await appendFile(join(decisions, segment), '{"v":1,"seq":');
    const before = await readFile(join(decisions, segment));
    const { ended, summary } = await analyse('--project', project);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/ends in the middle of a record/);
    expect(summary.leadQuality?.review.decided).toBeGreaterThan(5);
    expect(await readFile(join(decisions, segment))).toEqual(before);
  });
});
