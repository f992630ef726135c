import { describe, expect, test } from 'vitest';
import type { Row } from '../../shared/sql/records';
import { srcCrmPresence, srcSnapshots } from '../../shared/stages/clean/crm/src-crm-snapshots';
import { maximumMatching } from '../../shared/stages/measure/bipartite-matching';
import { wordFindings } from '../../shared/stages/measure/findings/word-findings';
import { intCrmStates } from '../../shared/stages/measure/int-crm-states.model';
import { ungroupedWords } from '../../shared/stages/measure/measure-parameters';
import { rptReversals } from '../../shared/stages/measure/rpt-reversals.model';
import { rptSnapshots } from '../../shared/stages/measure/rpt-snapshots.model';
import { being, filledWorkspace, modelRows, runStep } from '../support/filled-workspace';

const state = (crm_lead_id: number, valid_from: number, valid_to: number, more: Row = {}): Row => ({
  crm_lead_id,
  lead_number: `L${String(crm_lead_id)}`,
  valid_from,
  valid_to,
  row_count: 1,
  newness: valid_to * 4294967296,
  is_set: false,
  is_appointment: false,
  is_demo: false,
  is_sale: false,
  entry_on: '2024-01-10',
  ...more,
});
const snapshot = (snapshot_order: number, series = ''): Row => ({
  snapshot_order,
  file: `${String(snapshot_order)}.csv`,
  as_of: `2024-0${String(snapshot_order)}-01`,
  series,
});

describe('What comes and goes from one snapshot to the next', () => {
  async function counts(snapshots: readonly Row[], states: readonly Row[]): Promise<unknown[][]> {
    const presence = states.map(({ crm_lead_id = null, valid_from = null, valid_to = null }) => ({
      crm_lead_id,
      first_order: valid_from,
      last_order: valid_to,
    }));
    const workspace = await filledWorkspace(
      [srcSnapshots, snapshots],
      [intCrmStates, states],
      [srcCrmPresence, presence],
    );
    const columns = ['snapshot_order', 'series', 'rows', 'new_leads', 'aged_out', 'vanished'];
    return (await modelRows(workspace, rptSnapshots, undefined, columns)).map((row) =>
      columns.map((name) => row[name]),
    );
  }

  test('is told within a series: the end of one is not where its leads vanish', async () => {
    const states = [state(1, 1, 1), state(2, 1, 2), state(3, 3, 3)];
    expect(await counts([snapshot(1, 'a'), snapshot(2, 'a'), snapshot(3, 'b')], states)).toEqual([
      [1, 'a', 2, 2, 1, 0],
      [2, 'a', 1, 0, 0, 0],
      [3, 'b', 1, 1, 0, 0],
    ]);
  });

  test('is a lead that aged out where it entered by the first day that the next one has, else one that vanished', async () => {
    const states = [
      state(1, 1, 1, { entry_on: '2024-01-09' }),
      state(2, 1, 1, { entry_on: '2024-01-10' }),
      state(3, 1, 1, { entry_on: '2024-01-11' }),
      state(4, 1, 1, { entry_on: null }),
      state(5, 2, 2, { entry_on: '2024-01-10' }),
    ];
    expect(await counts([snapshot(1), snapshot(2)], states)).toEqual([
      [1, null, 4, 4, 2, 2],
      [2, null, 1, 1, 0, 0],
    ]);
  });

  test('has rows for each equal one, also in a snapshot in which nothing changes', async () => {
    expect(
      await counts(
        [snapshot(1), snapshot(2), snapshot(3)],
        [state(1, 1, 3, { row_count: 2 }), state(2, 1, 1)],
      ),
    ).toEqual([
      [1, null, 3, 2, 1, 0],
      [2, null, 2, 0, 0, 0],
      [3, null, 2, 0, 0, 0],
    ]);
  });
});

describe('A status that went back', () => {
  const demo = { is_demo: true };
  async function reversals(...states: readonly Row[]): Promise<unknown[][]> {
    const files = [1, 2, 3, 4].map((n) => ({ snapshot_order: n, file: `${String(n)}.csv` }));
    const workspace = await filledWorkspace([intCrmStates, states], [rptSnapshots, files]);
    const columns = [
      'step',
      'lead_number',
      'snapshot_order',
      'next_order',
      'disposition_before',
      'disposition_after',
    ];
    return (await modelRows(workspace, rptReversals, undefined, columns)).map((row) =>
      columns.map((name) => row[name]),
    );
  }

  test('is told with the last snapshot that has it, and the next one of the lead', async () => {
    expect(
      await reversals(
        state(1, 1, 2, { ...demo, disposition: 'Demo' }),
        state(1, 4, 4, { disposition: 'Data' }),
        state(2, 1, 4, demo),
        state(3, 1, 1),
        state(3, 2, 4, demo),
      ),
    ).toEqual([['demo', 'L1', 2, 4, 'Demo', 'Data']]);
  });

  test('is none as long as any row of the next snapshot has it', async () => {
    expect(await reversals(state(1, 1, 1, demo), state(1, 2, 2), state(1, 2, 2, demo))).toEqual([]);
    expect(await reversals(state(1, 1, 1, demo), state(1, 2, 2), state(1, 2, 2))).toHaveLength(1);
  });

  test.each([
    ['set_reported', { is_set: true }],
    ['appointment', { is_appointment: true }],
    ['sale', { is_sale: true }],
  ])('is told of each step by its own flag: %s', async (step, flag) => {
    expect((await reversals(state(1, 1, 1, flag), state(1, 2, 2))).map(([of]) => of)).toEqual([step]);
  });
});

describe('Leads that conflicts can be given to', () => {
  test('are as many as can each have a conflict of their own', () => {
    expect(maximumMatching([])).toBe(0);
    expect(
      maximumMatching([
        [1, 1],
        [1, 2],
      ]),
    ).toBe(1);
    expect(
      maximumMatching([
        [1, 1],
        [2, 1],
      ]),
    ).toBe(1);
    // The first must give way for the second to have any, and so on.
    expect(
      maximumMatching([
        [1, 1],
        [1, 2],
        [2, 1],
      ]),
    ).toBe(2);
    expect(
      maximumMatching([
        [1, 1],
        [1, 2],
        [2, 1],
        [2, 3],
        [3, 1],
        [3, 2],
      ]),
    ).toBe(3);
    expect(
      maximumMatching([
        [1, 1],
        [1, 2],
        [2, 1],
        [2, 2],
        [3, 1],
        [3, 2],
      ]),
    ).toBe(2);
  });
});

describe('Words that no group holds', () => {
  const words = (to: number) =>
    Array.from({ length: to }, (_, i) => ({ word: `w${String(i + 1)}`, crmLeads: 2 }));
  const findings = async (unknown: ReturnType<typeof words>, doubtful: ReturnType<typeof words>) =>
    (await runStep(await filledWorkspace(), wordFindings, being(ungroupedWords, { unknown, doubtful })))
      .findings;

  test('are told with the CRM leads that have them, dispositions and job statuses apart', async () => {
    expect(await findings(words(2), words(1))).toEqual([
      {
        code: 'unknown_words',
        severity: 'warning',
        source: 'crm_report',
        column: 'disposition',
        message:
          'No group holds 2 dispositions, with the CRM leads that have them: “w1” (2), “w2” (2). They count as no sale. Put them into a group where they mean one.',
        evidence: ['w1: 2', 'w2: 2'],
      },
      {
        code: 'unknown_words',
        severity: 'warning',
        source: 'crm_report',
        column: 'job_status',
        message:
          '1 job status may mean a cancellation and is in no group, with the CRM leads that have it: “w1” (2). Their sales count as net. Put it into the group of cancellations where it means one.',
        evidence: ['w1: 2'],
      },
    ]);
    expect(await findings([], [])).toEqual([]);
  });

  test('are named up to twelve', async () => {
    const [twelve] = await findings(words(12), []);
    expect(twelve?.['message']).toContain('“w12” (2). They count');
    const [more] = await findings(words(14), []);
    expect(more?.['message']).toContain('“w12” (2) and 2 more. They count');
  });
});
