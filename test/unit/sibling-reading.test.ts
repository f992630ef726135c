import { describe, expect, it } from 'vitest';
import { tellSiblings, type SiblingFile } from '../../shared/stages/clean/crm/sibling-reading';
import type { DateDecision } from '../../shared/stages/clean/values/date-order';

const file = (entry: DateDecision, changes: Partial<SiblingFile> = {}): SiblingFile => ({
  header: 'a',
  dates: { entry_on: entry, appointment_at: { order: 'MDY', by: 'none' } },
  leadNumbers: { fewest: 5, most: 5, hasLeadingZeros: false },
  ...changes,
});

const DMY: DateDecision = { order: 'DMY', by: 'values' };
const MDY: DateDecision = { order: 'MDY', by: 'values' };
const OPEN: DateDecision = { order: 'MDY', by: 'default' };

describe('The order of day and month that files of one header prove', () => {
  it('holds for those of them whose values fit both orders, and for no others', () => {
    const files = [file(DMY), file(OPEN), file({ order: 'MDY', by: 'none' }), file(OPEN, { header: 'b' })];
    const told = tellSiblings(files);
    expect(files.map((of) => told.get(of)?.dates)).toEqual([{}, { entry_on: 'DMY' }, {}, {}]);
  });

  it('holds for those that took it from others before, and not for those that usage decides', () => {
    const files = [file(DMY), file({ order: 'MDY', by: 'siblings' }), file({ order: 'MDY', by: 'usage' })];
    const told = tellSiblings(files);
    expect(files.map((of) => told.get(of)?.dates)).toEqual([{}, { entry_on: 'DMY' }, {}]);
  });

  it('is that of each column of dates', () => {
    const both = (entry: DateDecision, appointment: DateDecision): SiblingFile => ({
      ...file(entry),
      dates: { entry_on: entry, appointment_at: appointment },
    });
    const open = both(OPEN, OPEN);
    expect(tellSiblings([both(DMY, MDY), open]).get(open)?.dates).toEqual({
      entry_on: 'DMY',
      appointment_at: 'MDY',
    });
  });

  it('is none where they contradict each other', () => {
    const files = [file(DMY), file(MDY), file(OPEN)];
    expect([...tellSiblings(files).values()].map(({ dates }) => dates)).toEqual([{}, {}, {}]);
  });
});

describe('The zeros before the lead numbers of files of one header', () => {
  const fixed = file(MDY, { leadNumbers: { fewest: 5, most: 5, hasLeadingZeros: true } });
  const digits = (other: SiblingFile): number | null | undefined =>
    tellSiblings([fixed, other]).get(other)?.leadDigits;

  it('are given back where other files have all numbers of one length, and this one has shorter ones', () => {
    expect(digits(file(MDY, { leadNumbers: { fewest: 4, most: 5, hasLeadingZeros: false } }))).toBe(5);
  });

  it('are not given to numbers that are longer, have zeros themselves, are no digits, or are of another header', () => {
    for (const leadNumbers of [
      { fewest: 4, most: 6, hasLeadingZeros: false },
      { fewest: 4, most: 5, hasLeadingZeros: true },
      { fewest: 0, most: 5, hasLeadingZeros: false },
      { fewest: 5, most: 5, hasLeadingZeros: false },
    ])
      expect(digits(file(MDY, { leadNumbers }))).toBeNull();
    const other = file(MDY, { header: 'b', leadNumbers: { fewest: 4, most: 5, hasLeadingZeros: false } });
    expect(digits(other)).toBeNull();
  });

  it('are of no file where files show different lengths, or numbers of no digits', () => {
    const other = file(MDY, { leadNumbers: { fewest: 4, most: 4, hasLeadingZeros: false } });
    const six = file(MDY, { leadNumbers: { fewest: 6, most: 6, hasLeadingZeros: true } });
    expect(tellSiblings([fixed, six, other]).get(other)?.leadDigits).toBeNull();
    expect(tellSiblings([six, six, other]).get(other)?.leadDigits).toBe(6);
    const none = file(MDY, { leadNumbers: { fewest: 0, most: 0, hasLeadingZeros: true } });
    expect(tellSiblings([none, other]).get(other)?.leadDigits).toBeNull();
    expect(tellSiblings([none, fixed, other]).get(other)?.leadDigits).toBe(5);
    expect(digits(file(MDY, { leadNumbers: { fewest: 5, most: 5, hasLeadingZeros: true } }))).toBeNull();
  });

  it('are of no file where no file shows how long a number is', () => {
    const loose = file(MDY, { leadNumbers: { fewest: 3, most: 5, hasLeadingZeros: true } });
    const short = file(MDY, { leadNumbers: { fewest: 4, most: 5, hasLeadingZeros: false } });
    expect(tellSiblings([loose, short]).get(short)?.leadDigits).toBeNull();
  });
});
