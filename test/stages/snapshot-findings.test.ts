import { describe, expect, test } from 'vitest';
import { fileReport } from '../support/file-report';
import { filesRead } from '../../shared/sql/run-parameters';
import type { Row } from '../../shared/sql/records';
import { snapshotFindings } from '../../shared/stages/measure/findings/snapshot-findings';
import { isBeforePart } from '../../shared/stages/measure/findings/snapshot-profiles';
import {
  deadStretches,
  snapshotProfiles,
  type DeadStretch,
  type SnapshotProfile,
} from '../../shared/stages/measure/measure-parameters';
import { rptContradictions } from '../../shared/stages/measure/rpt-contradictions.model';
import { being, filledWorkspace, runStep } from '../support/filled-workspace';

const FULL = { has_entry_on: 100, has_city: 100, has_state: 100, has_disposition: 100 };
const snapshot = (order: number, more: Partial<SnapshotProfile> = {}): SnapshotProfile => ({
  order,
  file: `crm_${String(order)}.csv`,
  series: null,
  rows: 100,
  live: FULL,
  vanished: 0,
  renumbered: 0,
  agedOut: 0,
  ...more,
});
const SNAPSHOTS = { table: 'rpt_snapshots', where: [] };

async function findings(
  profiles: readonly SnapshotProfile[],
  dead: readonly DeadStretch[] = [],
  contradictions: readonly Row[] = [],
  files: readonly ReturnType<typeof fileReport>[] = [],
) {
  const workspace = await filledWorkspace([rptContradictions, contradictions]);
  const parameters = [being(snapshotProfiles, profiles), being(deadStretches, dead), being(filesRead, files)];
  return (await runStep(workspace, snapshotFindings, ...parameters)).findings;
}

describe('The rows of a snapshot', () => {
  test('that are more by over three in ten, or fewer, are told with those before', async () => {
    expect(await findings([snapshot(1), snapshot(2, { rows: 131, live: {} })])).toContainEqual({
      code: 'row_count_jump',
      severity: 'warning',
      source: 'crm_report',
      message:
        '`crm_2.csv` has 131 rows where the snapshot before it, `crm_1.csv`, has 100 rows (+31.0 %). Check that the export is whole.',
      files: ['crm_1.csv', 'crm_2.csv'],
      evidence: ['crm_1.csv: 100 rows', 'crm_2.csv: 131 rows'],
      rows: SNAPSHOTS,
    });
    expect(await findings([snapshot(1), snapshot(2, { rows: 69 })])).toMatchObject([
      { code: 'row_count_jump', message: expect.stringContaining('has 100 rows (-31.0 %).') as string },
    ]);
  });

  test('are as expected where they are three in ten more or fewer, or the first ones', async () => {
    const live = { has_entry_on: 130, has_city: 130, has_state: 130, has_disposition: 130 };
    expect(await findings([snapshot(1), snapshot(2, { rows: 130, live })])).toEqual([]);
    expect(await findings([snapshot(1), snapshot(2, { rows: 70 })])).toEqual([]);
    expect(await findings([snapshot(1, { rows: 0 }), snapshot(2)])).toEqual([]);
    expect(await findings([])).toEqual([]);
  });

  test('are none in a report that is empty, which is said of the file, and in one whose records are no rows', async () => {
    const none = [snapshot(1), snapshot(2, { rows: 0, live: {} })];
    const file = (records: number) => [fileReport('crm_2.csv', { records })];
    expect(await findings(none, [], [], file(0))).toEqual([]);
    expect((await findings(none, [], [], file(3))).map(({ code }) => code)).toEqual(['row_count_jump']);
  });

  test('say nothing beside those of another series, and none where the one before lost most of its leads', async () => {
    expect(await findings([snapshot(1, { series: 'A' }), snapshot(2, { series: 'B', rows: 10 })])).toEqual(
      [],
    );
    const parts = await findings([snapshot(1, { vanished: 80 }), snapshot(2, { rows: 20, live: {} })]);
    expect(parts.map(({ code }) => code)).toEqual(['partial_snapshot']);
  });
});

describe('A column that a snapshot has empty more often, by two in ten of its rows,', () => {
  test.each([
    ['entry_on', 'has_entry_on'],
    ['city', 'has_city'],
    ['state', 'has_state'],
    ['disposition', 'has_disposition'],
  ])('is told with both shares: %s', async (column, count) => {
    const before = { ...FULL, [count]: 90 };
    const after = (filled: number) => snapshot(2, { live: { ...FULL, [count]: filled } });
    expect(await findings([snapshot(1, { live: before }), after(69)])).toEqual([
      {
        code: 'missing_rate_jump',
        severity: 'warning',
        source: 'crm_report',
        column,
        message: `\`crm_2.csv\`, column ${column}: 31.0 % of the rows are empty, 10.0 % in the snapshot before it.`,
        files: ['crm_2.csv'],
        rows: SNAPSHOTS,
      },
    ]);
    expect(await findings([snapshot(1, { live: before }), after(71)])).toEqual([]);
  });

  test('is not told again while it is dead', async () => {
    const gone = [snapshot(1), snapshot(2, { live: { ...FULL, has_city: 0 } })];
    const dead = (column: string, fromOrder: number, toOrder: number) =>
      findings(gone, [{ column, fromOrder, toOrder, reason: 'City is empty' }]);
    expect(await dead('city', 2, 2)).toEqual([]);
    expect(await dead('city', 1, 2)).toEqual([]);
    for (const told of [await dead('state', 2, 2), await dead('city', 3, 4), await dead('city', 1, 1)])
      expect(told.map(({ column }) => column)).toEqual(['city']);
  });

  test('is told also where nothing is known of it there', async () => {
    expect((await findings([snapshot(1), snapshot(2, { live: {} })])).map(({ column }) => column)).toEqual([
      'entry_on',
      'city',
      'state',
      'disposition',
    ]);
  });
});

describe('A report of a part of the leads', () => {
  test('is one that lacks half of what it covers, and more than one lead', () => {
    expect(isBeforePart(snapshot(1, { vanished: 50 }))).toBe(true);
    expect(isBeforePart(snapshot(1, { vanished: 49 }))).toBe(false);
    expect(isBeforePart(snapshot(1, { vanished: 45, agedOut: 10 }))).toBe(true);
    expect(isBeforePart(snapshot(1, { vanished: 1, rows: 1 }))).toBe(false);
    expect(isBeforePart(snapshot(1, { vanished: 2, rows: 4 }))).toBe(true);
  });

  test('is none where the leads stand there with their numbers written in another way', async () => {
    expect(isBeforePart(snapshot(1, { vanished: 60, renumbered: 11 }))).toBe(false);
    expect(isBeforePart(snapshot(1, { vanished: 60, renumbered: 10 }))).toBe(true);
    const all = await findings([snapshot(1, { vanished: 60, renumbered: 60 }), snapshot(2)]);
    expect(all).toMatchObject([{ code: 'leads_vanished', severity: 'info' }]);
    expect(all[0]?.message).toContain('60 of them stand there with their numbers written in another way.');
    const some = await findings([snapshot(1, { vanished: 2, renumbered: 1 }), snapshot(2)]);
    expect(some).toMatchObject([{ code: 'leads_vanished', severity: 'warning' }]);
    expect(some[0]?.message).toContain('1 of them stands there with its number written in another way.');
  });

  test('is told with the report before it', async () => {
    expect(await findings([snapshot(1, { vanished: 60 }), snapshot(2, { rows: 41, live: {} })])).toEqual([
      {
        code: 'partial_snapshot',
        severity: 'warning',
        source: 'crm_report',
        message:
          '`crm_2.csv` lacks 60 CRM leads of `crm_1.csv`, most of those that its dates of entry cover: it holds what is new or changed only, or the leads of another client. A lead keeps its last state, so nothing counts as vanished. If it should be a full report, export it again.',
        files: ['crm_1.csv', 'crm_2.csv'],
        evidence: ['crm_1.csv: 100 rows', 'crm_2.csv: 41 rows', 'Not in the later one: 60 leads'],
        rows: SNAPSHOTS,
      },
    ]);
  });

  test('is told once with all others', async () => {
    const profiles = [
      snapshot(1, { vanished: 60 }),
      snapshot(2, { vanished: 90 }),
      snapshot(3, { rows: 1, live: { ...FULL } }),
    ];
    expect((await findings(profiles)).filter(({ code }) => code === 'partial_snapshot')).toEqual([
      {
        code: 'partial_snapshot',
        severity: 'warning',
        source: 'crm_report',
        message:
          '`crm_2.csv`, `crm_3.csv` lack most of the CRM leads of the report before that their dates of entry cover: each holds what is new or changed only, the leads of one place or branch, or those of another client. A lead keeps its last state, so nothing counts as vanished. If they should be full reports, export them again.',
        files: ['crm_1.csv', 'crm_2.csv', 'crm_3.csv'],
        evidence: [
          'crm_2.csv: 100 rows, without 60 leads of the report before',
          'crm_3.csv: 1 row, without 90 leads of the report before',
        ],
        rows: SNAPSHOTS,
      },
    ]);
  });

  test('is none at the end of a series', async () => {
    const ends = [snapshot(1, { series: 'A', vanished: 60 }), snapshot(2, { series: 'B', vanished: 60 })];
    expect(await findings(ends)).toEqual([]);
  });
});

describe('CRM leads that are gone from a report that covers them', () => {
  test('are told with the reports that had them last, and how many aged out', async () => {
    const profiles = [
      snapshot(1, { vanished: 1, agedOut: 2 }),
      snapshot(2, { agedOut: 5 }),
      snapshot(3, { vanished: 3 }),
      snapshot(4),
    ];
    expect(await findings(profiles)).toEqual([
      {
        code: 'leads_vanished',
        severity: 'warning',
        source: 'crm_report',
        message:
          '4 CRM leads disappear from a later snapshot although its window still covers the date of entry. Leads that are older than the window (7 leads) are no loss and not counted here.',
        files: ['crm_1.csv', 'crm_3.csv'],
        evidence: ['Gone after crm_1.csv: 1 lead', 'Gone after crm_3.csv: 3 leads'],
        rows: { table: 'rpt_vanished_leads', where: [] },
      },
    ]);
  });
});

describe('What cannot be together in a report', () => {
  const contradiction = (kind: string, lead_number: string, series: string | null = null): Row => ({
    kind,
    lead_number,
    series,
  });

  test.each([
    ['appointment_before_entry', 'appointment_at', 'an appointment before the date of entry'],
    ['demo_without_appointment', 'is_demo', 'a demo without an appointment'],
    ['sale_without_appointment', 'disposition', 'a sale without an appointment or a demo'],
  ])('is told with its CRM leads, each once: %s', async (kind, column, said) => {
    const rows = [
      contradiction(kind, 'L1'),
      contradiction(kind, 'L1'),
      contradiction(kind, 'L2'),
      contradiction(kind, 'L2', 'B'),
    ];
    expect(await findings([], [], rows)).toEqual([
      {
        code: 'impossible_combination',
        severity: 'info',
        source: 'crm_report',
        column,
        message: `3 CRM leads have ${said}: counted as reported.`,
        rows: {
          table: 'rpt_contradictions',
          where: [{ column: 'kind', value: kind }],
          counts: { column: 'lead_number', label: 'Lead numbers' },
        },
      },
    ]);
    const dead = (of: string) => findings([], [{ column: of, fromOrder: 1, toOrder: 1, reason: '' }], rows);
    expect(await dead(column)).toEqual([]);
    expect(await dead('city')).toHaveLength(1);
  });
});
