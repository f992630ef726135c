import { describe, expect, it } from 'vitest';
import {
  addTally,
  linkedLeads,
  NO_TALLY,
  tallyGroup,
  type TallyIdentity,
} from '../../shared/domain/review-tally';

const identity = (says: Partial<TallyIdentity>): TallyIdentity => ({
  tier: 'email_only',
  isStrict: false,
  leads: [0],
  likely: [],
  isSet: false,
  isAppointment: false,
  isDemo: false,
  isSale: false,
  isTakenBack: false,
  ...says,
});

describe('The leads that an identity counts for', () => {
  it('are under strict those of both keys alone, under linked also those of one key', () => {
    const one = identity({ tier: 'email_only', leads: [3] });
    expect(linkedLeads(one, null, 'strict')).toEqual([]);
    expect(linkedLeads(one, null, 'linked')).toEqual([3]);
    const both = identity({ tier: 'both', isStrict: true, leads: [3] });
    expect(linkedLeads(both, null, 'strict')).toEqual([3]);
    expect(linkedLeads(both, null, 'linked')).toEqual([3]);
  });

  it('are none of a conflict, except under likely the one that it goes to by weight', () => {
    const conflict = identity({ tier: 'conflict', leads: [0, 1], likely: [1] });
    expect(linkedLeads(conflict, null, 'linked')).toEqual([]);
    expect(linkedLeads(conflict, null, 'strict')).toEqual([]);
    expect(linkedLeads(conflict, null, 'likely')).toEqual([1]);
  });

  it('are what was decided, under every setting', () => {
    const conflict = identity({ tier: 'conflict', leads: [0, 1], likely: [1] });
    for (const setting of ['strict', 'linked', 'likely'] as const) {
      expect(linkedLeads(conflict, [0], setting)).toEqual([0]);
      expect(linkedLeads(identity({ tier: 'both', isStrict: true }), [], setting)).toEqual([]);
    }
  });
});

describe('The count of a group', () => {
  it('has a lead reach what any of its identities has', () => {
    const group = [identity({ isSet: true, isAppointment: true }), identity({ isDemo: true })];
    expect(tallyGroup(group, [null, null], 'linked')).toEqual({
      ...NO_TALLY,
      matched: 1,
      set_reported: 1,
      appointment: 1,
      demo: 1,
    });
  });

  it('lets a sale stand although another CRM lead of the same delivered lead was cancelled', () => {
    const group = [identity({ isSale: true }), identity({ isSale: true, isTakenBack: true })];
    expect(tallyGroup(group, [null, null], 'linked')).toMatchObject({ sale: 1, net_sale: 1 });
    expect(tallyGroup(group, [[], null], 'linked')).toMatchObject({ sale: 1, net_sale: 0 });
  });

  it('counts a delivered lead once, however many identities it has', () => {
    const group = [identity({ leads: [0, 1] }), identity({ leads: [1] })];
    expect(tallyGroup(group, [null, null], 'linked').matched).toBe(2);
  });

  it('adds up, and can be taken away again', () => {
    const one = { ...NO_TALLY, matched: 5, sale: 2 };
    const other = { ...NO_TALLY, matched: 1, sale: 2, net_sale: 1 };
    expect(addTally(one, other)).toMatchObject({ matched: 6, sale: 4, net_sale: 1 });
    expect(addTally(one, other, -1)).toMatchObject({ matched: 4, sale: 0, net_sale: -1 });
  });
});
