import { describe, expect, it } from 'vitest';
import { acceptedCodes, isAccepted, toggled } from '../../renderer/features/findings/repairs';
import { addsUp, fileGroups, totalsOf } from '../../renderer/features/sources/file-groups';
import { hashOf, placeOf, SCREENS } from '../../renderer/state/navigation';
import { fileReport } from '../support/file-report';

describe('the address of a screen', () => {
  it('leads back to the same screen with the same parameters', () => {
    for (const screen of SCREENS) {
      const place = { screen, params: { basis: 'latest', table: 'a b&c' } };
      expect(placeOf(hashOf(place))).toEqual(place);
    }
  });

  it('is home when it names no screen', () => {
    for (const hash of ['', '#', '#/', '#/nowhere', '#/__proto__']) {
      expect(placeOf(hash).screen).toBe('home');
    }
  });
});

describe('the files of a folder on the Sources screen', () => {
  const snapshot = (order: number) => ({ order, asOf: null, orderedBy: 'natural_name' as const });
  const files = [
    fileReport('b.csv', { snapshot: snapshot(2), records: 5, rows: 4, separatorRows: 1 }),
    fileReport('copy.csv', { status: 'duplicate', records: 5, rows: 5 }),
    fileReport('a.csv', { snapshot: snapshot(1), records: 3, rows: 2, rejectedRecords: 1 }),
    fileReport('what.csv', { status: 'unknown' }),
  ];

  it('come with those first that need the reader, and snapshots oldest first', () => {
    expect(fileGroups(files).map((g) => g.files.map((f) => f.file))).toEqual([
      ['what.csv'],
      ['a.csv', 'b.csv'],
      ['copy.csv'],
    ]);
  });

  it('add up their records over the files that were read', () => {
    const totals = totalsOf(files);
    expect(totals).toEqual({
      records: 8,
      rows: 6,
      separatorRows: 1,
      totalRows: 0,
      footerRows: 0,
      rejectedRecords: 1,
      cellIssues: 0,
    });
    expect(addsUp(totals)).toBe(true);
    expect(addsUp({ ...totals, rows: 5 })).toBe(false);
  });
});

describe('repairs', () => {
  const key = 'a4e3b6a6';
  const none = { acceptedRepairs: [], notAKey: [] };

  it('are accepted and taken back by their code', () => {
    const accepted = { ...none, ...toggled(none, 'appointment_evidence') };
    expect(accepted).toEqual({ acceptedRepairs: ['appointment_evidence'], notAKey: [] });
    expect(isAccepted(accepted, 'appointment_evidence')).toBe(true);
    expect({ ...accepted, ...toggled(accepted, 'appointment_evidence') }).toEqual(none);
  });

  it('take a value out of matching where they say that it is not a key', () => {
    const accepted = { ...none, ...toggled(none, `not_a_key:${key}`) };
    expect(accepted).toEqual({ acceptedRepairs: [], notAKey: [key] });
    expect(acceptedCodes(accepted)).toEqual([`not_a_key:${key}`]);
    expect({ ...accepted, ...toggled(accepted, `not_a_key:${key}`) }).toEqual(none);
  });
});
