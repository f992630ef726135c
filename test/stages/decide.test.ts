import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import type { LinkItem, ReviewQueue } from '../../shared/contract/review';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { Decision } from '../../shared/domain/decision-state';
import { decide, linkItems } from '../support/decide';
import { FOLDER, numbersOf, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const hash = (value: string): string => createHash('sha1').update(value).digest('hex');
const HEADER = 'lead_number,email_hash,phone_hash,entry_on,state,city,is_set,is_demo,disposition,job_status';

interface Row {
  readonly lead: string;
  readonly email: string;
  readonly phone: string;
  readonly demo?: 0 | 1;
}

const line = ({ lead, email, phone, demo = 0 }: Row): string =>
  [lead, hash(email), hash(phone), '2024-01-13', 'TX', 'Austin', 0, demo, 'Data', ''].join(',');

/** Files of delivered leads a, b, c, … (each with its own e-mail and phone) and of snapshots. */
function folder(people: string, ...snapshots: (readonly Row[])[]): Record<string, string> {
  const leads = [...people].map((p) => `uuid-${p},${hash(p)},${hash(`+1${p}`)}`);
  const files: Record<string, string> = {
    'leads.csv': `lead_uuid,email_hash,phone_hash\n${leads.join('\n')}\n`,
  };
  snapshots.forEach((rows, i) => {
    files[`report_2024-02-0${String(i + 1)}.csv`] = `${[HEADER, ...rows.map(line)].join('\n')}\n`;
  });
  return files;
}

const of = (person: string, lead = `L-${person}`, demo: 0 | 1 = 0): Row => ({
  lead,
  email: person,
  phone: `+1${person}`,
  demo,
});
/** The e-mail of one delivered lead, a phone of nobody. */
const emailOf = (person: string, lead: string, demo: 0 | 1 = 1): Row => ({
  lead,
  email: person,
  phone: `+1${lead}`,
  demo,
});

describe('decisions of a reviewer', () => {
  let engine: TestEngine | null = null;
  afterEach(async () => {
    await engine?.close();
    engine = null;
  });

  const open = async (files: Record<string, string>): Promise<TestEngine> => {
    engine = await openEngine(memoryFiles(files));
    return engine;
  };
  const run = async (decisions: readonly Decision[] = []): Promise<LeadQualitySummary> => {
    if (!engine) throw new Error('No engine');
    return numbersOf(
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith(), decisions }),
    );
  };
  const itemOf = async (lead: string): Promise<LinkItem> => {
    if (!engine) throw new Error('No engine');
    const item = (await linkItems(engine.client)).find((i) =>
      i.identities.some((identity) => identity.subject.leadNumber === lead),
    );
    if (!item) throw new Error(`No item for ${lead}`);
    return item;
  };
  const identityIn = (item: LinkItem, lead: string): LinkItem['identities'][number] => {
    const found = item.identities.find((i) => i.subject.leadNumber === lead);
    if (!found) throw new Error(`No identity of ${lead}`);
    return found;
  };

  test('accept makes a one-key link strict, reject takes it out of linked, unsure changes nothing', async () => {
    await open(folder('ab', [of('a'), emailOf('b', 'X')]));
    expect((await run()).matchedLeads).toEqual({ strict: 1, linked: 2 });
    const item = await itemOf('X');
    const identity = identityIn(item, 'X');
    expect(item.kind).toBe('one_key');
    const accepted = await run([decide(item, identity, 'accept')]);
    expect(accepted.matchedLeads).toEqual({ strict: 2, linked: 2 });
    expect(accepted.funnel.ever_strict.demo).toBe(1);
    expect(accepted.review).toEqual({ open: 0, stale: 0, decided: 1 });
    const rejected = await run([decide(item, identity, 'reject')]);
    expect(rejected.matchedLeads).toEqual({ strict: 1, linked: 1 });
    expect(rejected.review).toEqual({ open: 0, stale: 0, decided: 1 });
    const unsure = await run([decide(item, identity, 'unsure')]);
    expect(unsure.matchedLeads).toEqual({ strict: 1, linked: 2 });
    expect(unsure.review).toEqual({ open: 1, stale: 0, decided: 0 });
  });

  test('a conflict counts for the lead that was picked, and for no other', async () => {
    await open(folder('ab', [{ lead: 'X', email: 'a', phone: '+1b', demo: 1 }]));
    expect((await run()).matchedLeads).toEqual({ strict: 0, linked: 0 });
    const item = await itemOf('X');
    expect(item.kind).toBe('conflict');
    expect(item.leads).toEqual(['uuid-a', 'uuid-b']);
    const numbers = await run([decide(item, identityIn(item, 'X'), 'accept', [1])]);
    expect(numbers.matchedLeads).toEqual({ strict: 1, linked: 1 });
    const { rows } = await (engine as TestEngine).client.call('page', {
      query: {
        ...allRows('int_lead_outcomes'),
        filters: [
          { op: 'equals', column: 'link_setting', value: 'strict' },
          { op: 'equals', column: 'is_matched', value: true },
        ],
      },
      offset: 0,
      limit: 10,
    });
    expect(JSON.stringify(rows)).toContain('uuid-b');
    expect(JSON.stringify(rows)).not.toContain('uuid-a');
  });

  test('a link by both keys can be rejected too', async () => {
    await open(folder('a', [of('a', 'L-1'), of('a', 'L-2'), of('a', 'L-3', 1)]));
    expect((await run()).funnel.ever_strict.demo).toBe(1);
    const item = await itemOf('L-3');
    expect(item.kind).toBe('many_crm_leads');
    const numbers = await run([decide(item, identityIn(item, 'L-3'), 'reject')]);
    expect(numbers.funnel.ever_strict).toMatchObject({ matched: 1, demo: 0 });
  });

  test('survive a new snapshot, renamed files and shuffled rows, since they name what the reports say', async () => {
    const first = [of('a'), emailOf('b', 'X'), of('c')];
    const running = await open(folder('abc', first));
    await run();
    const item = await itemOf('X');
    const decisions = [decide(item, identityIn(item, 'X'), 'reject')];
    const counted = { strict: 2, linked: 2 };
    expect((await run(decisions)).matchedLeads).toEqual(counted);

    const shuffled = [...first].reverse();
    for (const files of [
      folder('abc', shuffled),
      folder('cab', first),
      folder('abc', first, [...shuffled, of('a', 'L-new')]),
      {
        'leads.csv': folder('abc')['leads.csv'] ?? '',
        'other_2024-03-01.csv': folder('abc', first)['report_2024-02-01.csv'] ?? '',
      },
    ]) {
      running.use(memoryFiles(files));
      const numbers = await run(decisions);
      expect(numbers.matchedLeads).toEqual(counted);
      expect(numbers.review).toEqual({ open: 0, stale: 0, decided: 1 });
    }
  });

  test('are stale when what they rest on has changed: kept, counted, asked again, and not applied', async () => {
    const running = await open(folder('ab', [of('a'), emailOf('b', 'X')]));
    await run();
    const item = await itemOf('X');
    const decisions = [decide(item, identityIn(item, 'X'), 'reject')];
    await run(decisions);
    // A delivered lead came in that has the phone of X: its keys now point to different leads.
    const files = folder('ab', [of('a'), emailOf('b', 'X')]);
    running.use(
      memoryFiles({
        ...files,
        'leads.csv': `${files['leads.csv'] ?? ''}uuid-z,${hash('z')},${hash('+1X')}\n`,
      }),
    );
    const numbers = await run(decisions);
    expect(numbers.identities.conflict).toBe(1);
    expect(numbers.review).toEqual({ open: 0, stale: 1, decided: 0 });
    const queue: ReviewQueue = await running.client.call('review', {});
    expect(queue.notApplied).toMatchObject([{ state: 'stale', decisionId: decisions[0]?.id }]);
    expect(queue.notApplied[0]?.evidenceNow).toMatch(/^conflict/);
  });

  test('are no longer stale when the evidence is what it was', async () => {
    const files = folder('ab', [of('a'), emailOf('b', 'X')]);
    const running = await open(files);
    await run();
    const item = await itemOf('X');
    const decisions = [decide(item, identityIn(item, 'X'), 'accept')];
    running.use(
      memoryFiles({
        ...files,
        'leads.csv': `${files['leads.csv'] ?? ''}uuid-z,${hash('z')},${hash('+1X')}\n`,
      }),
    );
    await run(decisions);
    running.use(memoryFiles(files));
    expect((await run(decisions)).review).toEqual({ open: 0, stale: 0, decided: 1 });
  });

  test('that no report has an identity for are kept and do not count', async () => {
    const running = await open(folder('ab', [of('a'), emailOf('b', 'X')]));
    await run();
    const item = await itemOf('X');
    const decisions = [decide(item, identityIn(item, 'X'), 'reject')];
    running.use(memoryFiles(folder('ab', [of('a')])));
    expect((await run(decisions)).review).toEqual({ open: 0, stale: 0, decided: 0 });
    expect((await running.client.call('review', {})).notApplied).toMatchObject([{ state: 'unattached' }]);
  });

  test('rest on keys and candidates, never on outcomes', async () => {
    const running = await open(folder('ab', [of('a'), emailOf('b', 'X', 0)]));
    await run();
    const item = await itemOf('X');
    const decisions = [decide(item, identityIn(item, 'X'), 'accept')];
    running.use(memoryFiles(folder('ab', [of('a'), emailOf('b', 'X', 1)])));
    const numbers = await run(decisions);
    expect(numbers.review).toEqual({ open: 0, stale: 0, decided: 1 });
    expect(numbers.funnel.ever_strict.demo).toBe(1);
  });

  test('take a rejected lead to the worklists, with the reason', async () => {
    const running = await open(folder('ab', [of('a'), emailOf('b', 'X')]));
    await run();
    const item = await itemOf('X');
    await run([decide(item, identityIn(item, 'X'), 'reject')]);
    const { reasons } = await running.client.call('matches', {});
    expect(reasons.filter((r) => r.code === 'rejected').map((r) => [r.side, r.count])).toEqual([
      ['crm', 1],
      ['delivered', 1],
    ]);
  });
});
