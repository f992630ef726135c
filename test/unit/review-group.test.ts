import { describe, expect, test } from 'vitest';
import type { LinkItem } from '../../shared/contract/review';
import { NO_TALLY, type Tally } from '../../shared/domain/review-tally';
import { compareItems, effectOf } from '../../shared/queries/review/review-effect';
import { groupOf, type Member } from '../../shared/queries/review/review-group';
import type { Row } from '../../shared/sql/records';

const UUIDS = new Map([
  [1, 'lead-c'],
  [2, 'lead-a'],
  [3, 'lead-b'],
]);

type Link = Member['links'][number];
const link = (lead: number, keys: 'email' | 'phone' | 'both', likely = false): Link => ({
  lead,
  email: keys !== 'phone',
  phone: keys !== 'email',
  likely,
});
const member = (
  identity: number,
  tier: Member['tier'],
  links: readonly Link[],
  isStrict = false,
): Member => ({
  identity,
  tier,
  isStrict,
  links: [...links],
});
const said = (...rows: readonly (readonly [identity: number, row: Row])[]): ReadonlyMap<number, Row> =>
  new Map(rows);

describe('An item of the queue', () => {
  const STRICT = member(10, 'both', [link(1, 'both', true)], true);
  const EMAIL = member(11, 'email_only', [link(3, 'email'), link(2, 'email', true)]);
  const reports = said(
    [
      10,
      {
        lead_number: 'L-1',
        email_key: 'e1',
        phone_key: 'p1',
        is_set: true,
        is_appointment: true,
        is_demo: true,
        is_sale: true,
        is_taken_back: true,
      },
    ],
    [11, { lead_number: 'L-2', email_key: 'e2', phone_key: null, is_set: true }],
  );

  test('has its leads by their ids, the identities that ask first, and what their places in it are', () => {
    expect(groupOf([STRICT, EMAIL], [1, 2, 3], UUIDS, reports)).toEqual({
      leadIds: [2, 3, 1],
      identityIds: [11, 10],
      item: {
        what: 'links',
        id: 'links:lead-a',
        kind: 'one_key',
        title: 'L-2',
        leads: ['lead-a', 'lead-b', 'lead-c'],
        identities: [
          {
            subject: { kind: 'identity', leadNumber: 'L-2', emailKey: 'e2', phoneKey: null },
            evidence: 'email_only; lead-a=email lead-b=email; group lead-a lead-b lead-c',
            tier: 'email_only',
            isStrict: false,
            isOpenByTier: true,
            leads: [0, 1],
            likely: [0],
            agreeing: [
              { email: true, phone: false },
              { email: true, phone: false },
            ],
            isSet: true,
            isAppointment: false,
            isDemo: false,
            isSale: false,
            isTakenBack: false,
          },
          {
            subject: { kind: 'identity', leadNumber: 'L-1', emailKey: 'e1', phoneKey: 'p1' },
            evidence: 'both; lead-c=email+phone; group lead-a lead-b lead-c',
            tier: 'both',
            isStrict: true,
            isOpenByTier: false,
            leads: [2],
            likely: [2],
            agreeing: [{ email: true, phone: true }],
            isSet: true,
            isAppointment: true,
            isDemo: true,
            isSale: true,
            isTakenBack: true,
          },
        ],
        effect: { ...NO_TALLY, matched: 2, set_reported: 2 },
        pattern: 'one_key; 3 leads; both ep; email_only e,e',
      },
    });
  });

  test.each([
    [
      'conflict',
      [member(1, 'conflict', [link(1, 'email'), link(2, 'phone')]), member(2, 'both', [link(1, 'both')])],
    ],
    ['shared_key', [member(1, 'email_only', [link(1, 'email')]), member(2, 'both', [link(1, 'both')])]],
    ['one_key', [member(1, 'phone_only', [link(1, 'phone')]), member(2, 'both', [link(1, 'both')], true)]],
    ['many_crm_leads', [member(1, 'both', [link(1, 'both')], true), member(2, 'none', [])]],
  ] as const)('is named by what is hardest in it that asks: %s', (kind, members) => {
    expect(groupOf(members, [1, 2], UUIDS, said()).item.kind).toBe(kind);
  });

  test('is called by the numbers of those that ask, else by all, each number once', () => {
    const open = (identity: number): Member => member(identity, 'phone_only', [link(1, 'phone')]);
    const numbers = said(
      [1, { lead_number: 'L-1' }],
      [2, { lead_number: 'L-2' }],
      [3, { lead_number: 'L-1' }],
    );
    const titleOf = (...members: readonly Member[]): string =>
      groupOf(members, [1], UUIDS, numbers).item.title;
    expect(titleOf(open(1), open(3))).toBe('L-1');
    expect(titleOf(open(2), open(1), open(3))).toBe('L-1 and 1 more');
    expect(titleOf(open(2), member(1, 'both', [link(1, 'both')], true))).toBe('L-2');
    expect(titleOf(member(2, 'both', [], true), member(1, 'both', [], true))).toBe('L-1 and 1 more');
    expect(titleOf(open(9), open(1))).toBe('– and 1 more');
  });

  test('has identities in the order of their numbers, then of their evidence, then of their keys', () => {
    const open = (identity: number, ...links: readonly Link[]): Member =>
      member(identity, 'phone_only', links);
    const reported = said(
      [1, { lead_number: 'L-2' }],
      [2, { lead_number: 'L-1', email_key: 'b' }],
      [3, { lead_number: 'L-1', email_key: 'a' }],
      [4, { lead_number: 'L-1', email_key: 'z' }],
    );
    const members = [
      open(1, link(1, 'phone')),
      open(2, link(1, 'phone')),
      open(3, link(1, 'phone')),
      open(4, link(2, 'phone')),
    ];
    for (const order of [members, members.toReversed()])
      expect(groupOf(order, [1, 2], UUIDS, reported).identityIds).toEqual([4, 3, 2, 1]);
  });

  test('says of a key that agrees which it is, and of one that does not neither', () => {
    const { item } = groupOf(
      [member(1, 'conflict', [link(1, 'phone'), { lead: 2, email: false, phone: false, likely: false }])],
      [1, 2],
      UUIDS,
      said(),
    );
    expect(item.pattern).toBe('conflict; 2 leads; conflict ,p');
  });
});

describe('What an item can move', () => {
  const identities = (...members: readonly Member[]) =>
    groupOf(members, [1, 2], UUIDS, said([1, { is_sale: true, is_set: true }], [2, { is_sale: true }])).item
      .identities;

  test('is the difference of rejecting and accepting what asks', () => {
    expect(effectOf(identities(member(1, 'email_only', [link(1, 'email')])))).toEqual({
      ...NO_TALLY,
      matched: 1,
      set_reported: 1,
      sale: 1,
      net_sale: 1,
    });
    expect(effectOf(identities(member(1, 'conflict', [link(1, 'email'), link(2, 'phone')])))).toMatchObject({
      matched: 2,
      sale: 2,
    });
  });

  test('is of a conflict at least that of giving it to its first or to its last lead', () => {
    // The first lead is a sale anyhow: only the last one gains.
    const held = identities(
      member(1, 'conflict', [link(1, 'email'), link(2, 'phone')]),
      member(2, 'both', [link(2, 'both')], true),
    );
    expect(effectOf(held)).toMatchObject({ matched: 1, sale: 1, set_reported: 2 });
  });

  test('is that of one rejection where nothing asks', () => {
    const strict = (identity: number, lead: number): Member =>
      member(identity, 'both', [link(lead, 'both')], true);
    expect(effectOf(identities(strict(1, 1), strict(2, 2)))).toMatchObject({
      matched: 1,
      sale: 1,
      set_reported: 1,
    });
    expect(effectOf(identities(strict(1, 1), strict(2, 1)))).toMatchObject({
      matched: 0,
      sale: 0,
      set_reported: 1,
    });
    expect(effectOf([])).toEqual(NO_TALLY);
  });
});

describe('The queue', () => {
  const item = (
    id: string,
    kind: LinkItem['kind'] = 'one_key',
    effect: Partial<Tally> = {},
    title = 'L',
  ): LinkItem => ({
    what: 'links',
    id,
    kind,
    title,
    leads: [],
    identities: [],
    effect: { ...NO_TALLY, ...effect },
    pattern: '',
  });
  const order = (...items: readonly LinkItem[]): string =>
    [...items]
      .sort(compareItems)
      .map(({ id }) => id)
      .join('');

  test('begins with what moves most sales, then net sales and so on back to links', () => {
    expect(
      order(
        item('g'),
        item('f', 'one_key', { matched: 9 }),
        item('e', 'one_key', { set_reported: 1, matched: 1 }),
        item('d', 'one_key', { appointment: 1 }),
        item('c', 'one_key', { demo: 1 }),
        item('b', 'one_key', { net_sale: 1, demo: 9 }),
        item('a', 'one_key', { sale: 1 }),
      ),
    ).toBe('abcdefg');
    expect(order(item('b', 'one_key', { sale: 1 }), item('a', 'one_key', { sale: 2 }))).toBe('ab');
  });

  test('goes on with conflicts, shared keys and single keys, then by title and id', () => {
    expect(
      order(
        item('e', 'one_key', {}, 'M'),
        item('d', 'one_key', {}, 'L'),
        item('c', 'one_key', {}, 'L'),
        item('b', 'shared_key'),
        item('a', 'conflict'),
      ),
    ).toBe('abcde');
  });

  test('ends with what nobody must judge, whatever it moves', () => {
    expect(order(item('b', 'many_crm_leads', { sale: 9 }), item('a', 'one_key'))).toBe('ab');
    expect(order(item('b', 'many_crm_leads'), item('a', 'many_crm_leads', { sale: 1 }))).toBe('ab');
  });
});
