import { describe, expect, test } from 'vitest';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { Row } from '../../shared/sql/records';
import { leadQualityNumbers } from '../../shared/sql/run-parameters';
import type { StepSpec } from '../../shared/sql/stage';
import { doubtfulKeyFindings } from '../../shared/stages/match/doubtful-key-findings';
import { intCrmIdentities } from '../../shared/stages/match/int-crm-identities.model';
import { intDeliveredLeads } from '../../shared/stages/match/int-delivered-leads.model';
import { intIdentityTiers } from '../../shared/stages/match/int-identity-tiers.model';
import { intLinkCandidates } from '../../shared/stages/match/int-link-candidates.model';
import { intPlaceholderKeys } from '../../shared/stages/match/int-placeholder-keys.model';
import { intSharedKeys } from '../../shared/stages/match/int-shared-keys.model';
import { keyFindings } from '../../shared/stages/match/key-findings';
import { AS_IS, type KeyPlan } from '../../shared/stages/match/key-plan';
import { matchFindings } from '../../shared/stages/match/match-findings';
import { keyPlan } from '../../shared/stages/match/match-parameters';
import { numberFormFindings } from '../../shared/stages/match/number-form-findings';
import { reusedNumberFindings } from '../../shared/stages/match/reused-number-findings';
import { rptDoubtfulKeys } from '../../shared/stages/match/rpt-doubtful-keys.model';
import { rptNumberForms } from '../../shared/stages/match/rpt-number-forms.model';
import { rptReusedNumbers } from '../../shared/stages/match/rpt-reused-numbers.model';
import { being, filledWorkspace, runStep, type Filled } from '../support/filled-workspace';

const over = async (
  step: StepSpec,
  parameters: readonly ReturnType<typeof being>[],
  ...tables: readonly Filled[]
) => (await runStep(await filledWorkspace(...tables), step, ...parameters)).findings;

const PLAN: KeyPlan = { delivered: AS_IS, crm: AS_IS, notAKey: [], rekeyed: { email: [], phone: [] } };
const LONG = 'a'.repeat(36) + '0123';
const upTo = (to: number): number[] => Array.from({ length: to }, (_, i) => i + 1);

describe('A key that many share', () => {
  const shared = (key_value: string, more: Row = {}): Row => ({
    key_name: 'email',
    key_value,
    crm_leads: 3,
    delivered_leads: 2,
    partners: 4,
    delivered_partners: 5,
    ...more,
  });
  const findings = (keys: readonly Row[], placeholders: readonly Row[] = []) =>
    over(
      keyFindings,
      [],
      [intSharedKeys, keys],
      [intPlaceholderKeys, placeholders],
      [intDeliveredLeads, []],
      [intCrmIdentities, []],
      [intLinkCandidates, []],
    );

  test('is told with how many share it on both sides, the one with the most links first', async () => {
    expect(
      await findings([shared(LONG), shared('twelve chars', { key_name: 'phone', crm_leads: 9 })]),
    ).toEqual([
      {
        code: 'shared_key',
        column: 'phone_hash',
        evidence: [
          'Key: `twelve chars`',
          'Delivered leads: 2',
          'CRM leads: 9',
          'Partners in the reports: 4',
          'Partners among the delivered leads: 5',
        ],
        message:
          'The phone twelve chars is shared by 2 delivered leads and 9 CRM leads: it may be a placeholder, a dummy, the line of a call centre, or one household. Alone it is no strict evidence; its links are up for review.',
        rows: {
          table: 'int_delivered_leads',
          where: [
            {
              column: 'phone_key',
              value: 'twelve chars',
            },
          ],
        },
        severity: 'warning',
        source: 'delivered_leads',
      },
      {
        code: 'shared_key',
        column: 'email_hash',
        evidence: [
          'Key: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123`',
          'Delivered leads: 2',
          'CRM leads: 3',
          'Partners in the reports: 4',
          'Partners among the delivered leads: 5',
        ],
        message:
          'The e-mail aaaaaa…0123 is shared by 2 delivered leads and 3 CRM leads: it may be a placeholder, a dummy, the line of a call centre, or one household. Alone it is no strict evidence; its links are up for review.',
        rows: {
          table: 'int_delivered_leads',
          where: [
            {
              column: 'email_key',
              value: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123',
            },
          ],
        },
        severity: 'warning',
        source: 'delivered_leads',
      },
    ]);
  });

  test('is told elsewhere where one side alone has it, or where it is a placeholder', async () => {
    expect(await findings([shared('a', { crm_leads: 0 }), shared('b', { delivered_leads: 0 })])).toEqual([]);
    expect(await findings([shared('a')], [{ key_value: 'a' }])).toEqual([]);
  });

  test('is named up to ten, and the others are told in one', async () => {
    const keys = upTo(12).map((n) => shared(`key ${String(n)}`));
    expect(await findings(keys.slice(0, 10))).toHaveLength(10);
    const told = await findings(keys);
    expect(told).toHaveLength(11);
    expect(told.at(-1)).toEqual({
      code: 'shared_key',
      message: '2 further keys are shared by many delivered leads or CRM leads. Show them.',
      rows: {
        table: 'int_shared_keys',
        where: [],
      },
      severity: 'warning',
      source: 'delivered_leads',
    });
  });
});

/** An MD5 of somebody. */
const hashed = (digit: string, n: number): string => String(n).padStart(32, digit);

describe('A key that never matches', () => {
  /** So many identities and delivered leads that have each key, and so many identities that match by each. */
  function findings(
    matched: { readonly email: number; readonly phone: number },
    more: { readonly delivered?: Row; readonly crm?: Row } = {},
  ) {
    return over(
      keyFindings,
      [],
      [intSharedKeys, []],
      [intPlaceholderKeys, []],
      [
        intDeliveredLeads,
        upTo(100).map((n) => ({
          lead_id: n,
          email_key: hashed('a', n),
          phone_key: hashed('c', n),
          ...more.delivered,
        })),
      ],
      [
        intCrmIdentities,
        upTo(200).map((n) => ({
          identity_id: n,
          email_key: hashed('b', n),
          phone_key: hashed('c', n),
          ...more.crm,
        })),
      ],
      [
        intLinkCandidates,
        [
          ...upTo(matched.email).map((n) => ({
            identity_id: n,
            lead_id: 1,
            is_email_equal: true,
            is_phone_equal: false,
          })),
          ...upTo(matched.phone).map((n) => ({
            identity_id: n,
            lead_id: 1,
            is_email_equal: false,
            is_phone_equal: true,
          })),
        ],
      ],
    );
  }

  test('while the other one does is most likely hashed in another form', async () => {
    expect(await findings({ email: 1, phone: 11 })).toEqual([
      {
        code: 'key_never_matches',
        column: 'email_hash',
        evidence: [
          'Identities with the key: 200',
          'Delivered leads with the key: 100',
          'Identities that match by e-mail: 1',
          'Identities that match by phone: 11',
        ],
        message:
          'The e-mail never matches: 200 identities have one and so have 100 delivered leads, yet 1 find a lead by it, while 11 do by phone. The two sides most likely hash it in different forms (lower-cased or not, trimmed or not, Gmail dots). Ask for raw values of one side, or for the form in which it was hashed.',
        rows: {
          table: 'int_crm_identities',
          where: [],
        },
        severity: 'warning',
        source: 'delivered_leads',
      },
    ]);
    expect((await findings({ email: 11, phone: 0 }))[0]?.['message']).toEqual(
      'The phone never matches: 200 identities have one and so have 100 delivered leads, yet 0 find a lead by it, while 11 do by e-mail. The two sides most likely hash it in different forms (with or without + or the country code). Ask for raw values of one side, or for the form in which it was hashed.',
    );
  });

  test('and is raw on both sides is of other people, or written in two ways', async () => {
    const raw = { delivered: { email_key: 'ann@a.example' }, crm: { email_key: 'bob@b.example' } };
    expect((await findings({ email: 1, phone: 11 }, raw))[0]?.['message']).toContain(
      'Both sides have raw values: they are of other people, or written in two ways',
    );
  });

  test('is none where chance alone would give as many, or where the other one does not match either', async () => {
    expect(await findings({ email: 2, phone: 11 })).toEqual([]);
    expect(await findings({ email: 1, phone: 10 })).toEqual([]);
    expect(await findings({ email: 0, phone: 0 })).toEqual([]);
  });

  test('is none where a side does not have it', async () => {
    expect(await findings({ email: 0, phone: 50 }, { delivered: { email_key: null } })).toEqual([]);
    expect(await findings({ email: 0, phone: 50 }, { crm: { email_key: null } })).toEqual([]);
  });
});

describe('A key that is nobody’s own', () => {
  const doubtful = (more: Row): Row => ({
    key_name: 'email',
    key_value: LONG,
    side: 'delivered',
    reason: 'contradicted',
    leads: 3,
    told_leads: 2,
    other_values: 2,
    ...more,
  });
  const LEADS: Filled = [
    intDeliveredLeads,
    [
      { lead_id: 1, email_key: LONG, phone_key: 'p1' },
      { lead_id: 2, email_key: 'x', phone_key: 'p2' },
    ],
  ];
  const IDENTITIES: Filled = [
    intCrmIdentities,
    [
      { identity_id: 1, crm_lead_id: 1, email_key: LONG, phone_key: 'p2' },
      { identity_id: 2, crm_lead_id: 2, email_key: LONG, phone_key: 'p1' },
    ],
  ];
  const findings = (keys: readonly Row[], shared: readonly Row[] = [], placeholders: readonly Row[] = []) =>
    over(
      doubtfulKeyFindings,
      [being(keyPlan, PLAN)],
      [rptDoubtfulKeys, keys],
      [intPlaceholderKeys, placeholders],
      [intSharedKeys, shared],
      LEADS,
      IDENTITIES,
    );

  test('since its leads are found by the other key is told with what the decision would change', async () => {
    expect(await findings([doubtful({})])).toEqual([
      {
        code: 'shared_key',
        column: 'email_hash',
        evidence: [
          'Key: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123`',
          'Delivered leads: 3',
          'Found by their phone: 2',
          'Different e-mail keys there: 2',
        ],
        message:
          "The e-mail aaaaaa…0123 stands in 3 delivered leads, and 2 of them are found by the phone among the CRM leads, with 2 other e-mail keys: it is most likely nobody's own. These leads have no second key that agrees, so they are no strict links, and where it points to other leads they are conflicts. Decide that it is not a key.",
        repair: {
          code: 'not_a_key:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123',
          effect:
            'Both keys 1 → 0, one key 0 → 2, conflicts 1 → 0, matched leads (linked) 1 → 2; before any decision.',
          kind: 'repair',
        },
        rows: {
          table: 'int_delivered_leads',
          where: [
            {
              column: 'email_key',
              value: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123',
            },
          ],
        },
        severity: 'warning',
        source: 'delivered_leads',
      },
    ]);
  });

  test('since several places have it, or since the other side lacks it, is told with what to do', async () => {
    const none = { told_leads: 0, other_values: 0 };
    const told = await findings([
      doubtful({ ...none, key_name: 'phone', key_value: 'p9', side: 'crm', reason: 'pair', leads: 4 }),
      doubtful({ ...none, reason: 'one_sided' }),
      doubtful({ ...none, key_value: 'z', reason: 'one_sided', leads: 1, side: 'crm' }),
    ]);
    expect(told.map(({ repair, ...rest }) => ({ ...rest, isRepairable: repair !== undefined }))).toEqual([
      {
        code: 'shared_key',
        column: 'phone_hash',
        evidence: ['Key: `p9`', 'CRM leads: 4'],
        isRepairable: true,
        message:
          'The phone p9 stands in 4 CRM leads at different places with the same e-mail, and in several delivered leads: it may be one person, or no value. Each of these delivered leads counts the outcomes of all these CRM leads. Look at them, and decide that it is not a key where they are several people.',
        rows: {
          table: 'int_crm_identities',
          where: [
            {
              column: 'phone_key',
              value: 'p9',
            },
          ],
        },
        severity: 'warning',
        source: 'crm_report',
      },
      {
        code: 'shared_key',
        column: 'email_hash',
        evidence: ['Key: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123`', 'Delivered leads: 3'],
        isRepairable: false,
        message:
          'The e-mail aaaaaa…0123 stands in 3 delivered leads, and no CRM lead has it: it most likely stands for no value or for many people, and these leads are not linked by it. Where both keys are such, what became of them is missing from every number. Ask for their own.',
        rows: {
          table: 'int_delivered_leads',
          where: [
            {
              column: 'email_key',
              value: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123',
            },
          ],
        },
        severity: 'warning',
        source: 'delivered_leads',
      },
      {
        code: 'shared_key',
        column: 'email_hash',
        evidence: ['Key: `z`', 'CRM leads: 1'],
        isRepairable: false,
        message:
          'The e-mail z stands in 1 CRM lead, and no delivered lead has it: it most likely stands for no value or for many people, and this lead is not linked by it. Where both keys are such, what became of them is missing from every number. Ask for their own.',
        rows: {
          table: 'int_crm_identities',
          where: [
            {
              column: 'email_key',
              value: 'z',
            },
          ],
        },
        severity: 'warning',
        source: 'crm_report',
      },
    ]);
  });

  test('is told elsewhere where many of both sides share it, or where it is a placeholder of the reports', async () => {
    const shared = { key_name: 'email', key_value: LONG, crm_leads: 1, delivered_leads: 1 };
    expect(await findings([doubtful({})], [shared])).toEqual([]);
    expect(await findings([doubtful({})], [{ ...shared, key_name: 'phone' }])).toHaveLength(1);
    expect(await findings([doubtful({})], [{ ...shared, crm_leads: 0 }])).toHaveLength(1);
    expect(await findings([doubtful({})], [{ ...shared, delivered_leads: 0 }])).toHaveLength(1);
    expect(await findings([doubtful({})], [shared], [{ key_value: LONG }])).toHaveLength(1);
    expect(await findings([doubtful({ side: 'crm' })], [], [{ key_value: LONG }])).toEqual([]);
  });

  test('is named up to ten, those of most leads first, and the others are told in one', async () => {
    const keys = upTo(11).map((n) =>
      doubtful({ key_value: `key ${String(n)}`, leads: n, reason: 'one_sided' }),
    );
    const told = await findings(keys);
    expect(told).toHaveLength(11);
    expect(told[0]?.['message']).toContain('The e-mail key 11 stands in 11 delivered leads');
    expect(told.at(-1)).toEqual({
      code: 'shared_key',
      message: "1 further key of several leads is most likely nobody's own. Show them.",
      rows: {
        table: 'rpt_doubtful_keys',
        where: [],
      },
      severity: 'warning',
      source: 'crm_report',
    });
    expect(await findings(keys.slice(1))).toHaveLength(10);
  });
});

describe('A placeholder among the keys', () => {
  const placeholder = (key_value: string, more: Row = {}): Row => ({
    key_value,
    email_crm_leads: 5,
    phone_crm_leads: 0,
    partners: 4,
    is_in_both_columns: false,
    ...more,
  });
  const numbers = (identities: Partial<LeadQualitySummary['identities']>) =>
    being(leadQualityNumbers, {
      identities: { both: 0, email_only: 0, phone_only: 0, conflict: 0, none: 0, ...identities },
    } as LeadQualitySummary);
  const findings = (
    placeholders: readonly Row[],
    identities: Partial<LeadQualitySummary['identities']> = {},
  ) =>
    over(
      matchFindings,
      [being(keyPlan, PLAN), numbers(identities)],
      [intPlaceholderKeys, placeholders],
      [intCrmIdentities, [{ identity_id: 1, crm_lead_id: 1, email_key: 'e', phone_key: 'p' }]],
      [intDeliveredLeads, [{ lead_id: 1, email_key: 'e', phone_key: 'p' }]],
      [intIdentityTiers, []],
    );

  test('is told by what it stands beside, or as a key of both kinds, with what the decision would change', async () => {
    expect(
      await findings([
        placeholder(LONG),
        placeholder('e', { email_crm_leads: 3, phone_crm_leads: 4, is_in_both_columns: true }),
      ]),
    ).toEqual([
      {
        code: 'placeholder_hash',
        column: 'phone_hash',
        evidence: [
          'Hash: `e`',
          'CRM leads with it as e-mail: 3',
          'CRM leads with it as phone: 4',
          'Different partners: 4',
        ],
        message:
          'The hash e is the e-mail of 3 CRM leads and the phone of 4 CRM leads: it most likely stands for “no value”, and what it links is chance. Decide that it is not a key, and the identities are tiered without it.',
        repair: {
          code: 'not_a_key:e',
          effect:
            'Both keys 1 → 0, one key 0 → 1, conflicts 0 → 0, matched leads (linked) 1 → 1; before any decision.',
          kind: 'repair',
        },
        rows: {
          table: 'int_crm_identities',
          where: [
            {
              column: 'phone_key',
              value: 'e',
            },
          ],
        },
        severity: 'warning',
        source: 'crm_report',
      },
      {
        code: 'placeholder_hash',
        column: 'email_hash',
        evidence: [
          'Hash: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123`',
          'CRM leads with it as e-mail: 5',
          'CRM leads with it as phone: 0',
          'Different partners: 4',
        ],
        message:
          'The hash aaaaaa…0123 stands beside 4 different keys of the other kind: it most likely stands for “no value”, and what it links is chance. Decide that it is not a key, and the identities are tiered without it.',
        repair: {
          code: 'not_a_key:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123',
          effect:
            'Both keys 1 → 1, one key 0 → 0, conflicts 0 → 0, matched leads (linked) 1 → 1; before any decision.',
          kind: 'repair',
        },
        rows: {
          table: 'int_crm_identities',
          where: [
            {
              column: 'email_key',
              value: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0123',
            },
          ],
        },
        severity: 'warning',
        source: 'crm_report',
      },
    ]);
  });

  test('is named up to twenty, and the others are told in one', async () => {
    const told = await findings(upTo(22).map((n) => placeholder(`k${String(n)}`)));
    expect(told).toHaveLength(21);
    expect(told.at(-1)).toEqual({
      code: 'placeholder_hash',
      message: '2 further keys stand beside many different partners. Show them.',
      rows: {
        table: 'int_placeholder_keys',
        where: [],
      },
      severity: 'warning',
      source: 'crm_report',
    });
    expect(await findings(upTo(20).map((n) => placeholder(`k${String(n)}`)))).toHaveLength(20);
  });

  test('is another matter than few identities that find a lead: conflicts have found one', async () => {
    expect(await findings([], { both: 30, conflict: 19, none: 51 })).toEqual([
      {
        code: 'low_join_coverage',
        evidence: ['Identities: 100', 'With a delivered lead: 49'],
        message:
          'Only 49.0 % of the identities of the CRM reports find a delivered lead. Check that the leads file covers the time of the reports, and that both sides hash in the same way.',
        rows: {
          table: 'int_identity_tiers',
          where: [
            {
              column: 'tier',
              value: 'none',
            },
          ],
        },
        severity: 'warning',
        source: 'crm_report',
      },
    ]);
    expect(await findings([], { both: 31, conflict: 19, none: 50 })).toEqual([]);
    // From a fifth on they are a matter of their own.
    expect((await findings([], { both: 30, conflict: 20, none: 50 })).map(({ message }) => message)).toEqual([
      'The keys of 20.0 % of the identities of the CRM reports point to different delivered leads, e-mail to one and phone to another: strict and linked leave them out until they are settled. That many are seldom chance. Check whether a key column is shifted by a row, sorted by itself, or that of somebody else.',
    ]);
    expect(await findings([], { conflict: 4, both: 1 })).toEqual([]);
    expect(await findings([])).toEqual([]);
  });
});

describe('Lead numbers', () => {
  const form = (plain_number: string, lead_number: string, more: Row = {}): Row => ({
    plain_number,
    lead_number,
    is_same_lead: false,
    file: 'b.csv',
    ...more,
  });
  const reused = (more: Row): Row => ({
    snapshot_order: 2,
    file: 'b.csv',
    lead_number: 'L1',
    earlier_file: 'a.csv',
    is_later_entry: false,
    known_numbers: 4,
    ...more,
  });
  const again = (...rows: readonly Row[]) => over(reusedNumberFindings, [], [rptReusedNumbers, rows]);

  test('that are written in several ways are named, three of them, those of the same people first', async () => {
    const forms = [
      form('1', '01'),
      form('1', '1', { file: 'a.csv' }),
      form('2', '02', { is_same_lead: true }),
      form('2', '2', { is_same_lead: true }),
      form('3', '03'),
      form('3', '3'),
      form('3', '003', { series: 'b' }),
      form('3', '3', { series: 'b' }),
    ];
    expect(await over(numberFormFindings, [], [rptNumberForms, forms])).toEqual([
      {
        code: 'lead_number_forms',
        column: 'lead_number',
        evidence: ['Lead numbers: 4', 'Ways to write them: 8', 'Of the same people: 1'],
        files: ['a.csv', 'b.csv'],
        message:
          '4 lead numbers are written in several ways, such as “02” and “2”, “01” and “1”, “03” and “3”: 1 of them is of the same people, by a key or by entry date and place. Each way counts as a CRM lead of its own, 8 in all: a cancellation under one way takes no sale of another back, and a lead that changes its way vanishes. Delivered leads are linked by their keys and count once. Ask for the numbers in one way.',
        rows: {
          table: 'rpt_number_forms',
          where: [],
        },
        severity: 'warning',
        source: 'crm_report',
      },
    ]);
    const [told] = await over(numberFormFindings, [], [rptNumberForms, forms.slice(0, 2)]);
    expect([told?.['severity'], told?.['message']]).toEqual([
      'info',
      '1 lead number is written in several ways, such as “01” and “1”: 0 of them are of the same people, by a key or by entry date and place. Each way counts as a CRM lead of its own, 2 in all: a cancellation under one way takes no sale of another back, and a lead that changes its way vanishes. Delivered leads are linked by their keys and count once. Ask for the numbers in one way.',
    ]);
    expect(await over(numberFormFindings, [], [rptNumberForms, []])).toEqual([]);
  });

  test('that are mostly those of other people are an error: the reports are those of two clients', async () => {
    expect(await again(reused({}), reused({ lead_number: 'L2' }))).toEqual([
      {
        code: 'reused_lead_numbers',
        column: 'lead_number',
        evidence: ['Numbers in common: 4', 'Of other people: 2'],
        files: ['a.csv', 'b.csv'],
        message:
          '`b.csv`: of 4 lead numbers that earlier reports have too, 2 belong to other people there (another e-mail and another phone than in `a.csv`). These look like the reports of two clients. CRM leads are counted by their number, so these numbers are one CRM lead each instead of two. Say on Sources whose the reports are, or put those of each client into a folder of its own.',
        rows: {
          table: 'rpt_reused_numbers',
          where: [
            {
              column: 'file',
              value: 'b.csv',
            },
          ],
        },
        severity: 'error',
        source: 'crm_report',
      },
    ]);
    // Fewer than half of the known ones, or one alone.
    expect(
      await again(reused({ known_numbers: 5 }), reused({ lead_number: 'L2', known_numbers: 5 })),
    ).toEqual([]);
    expect(await again(reused({ known_numbers: 1 }))).toEqual([]);
  });

  test('that are given again later are a warning', async () => {
    expect(
      await again(reused({ is_later_entry: true }), reused({ lead_number: 'L2', known_numbers: 9 })),
    ).toEqual([
      {
        code: 'reused_lead_numbers',
        column: 'lead_number',
        evidence: ['Given again: 1'],
        files: ['a.csv', 'b.csv'],
        message:
          '`b.csv`: 1 lead number has another e-mail, another phone and a later date of entry than in `a.csv`: it was given to other people. Each counts as one CRM lead: a cancellation of the later one takes a sale of the earlier one back, and its status seems to go back. What delivered leads reached is told apart by the keys. Ask for numbers that are never given again.',
        rows: {
          table: 'rpt_reused_numbers',
          where: [
            {
              column: 'file',
              value: 'b.csv',
            },
            {
              column: 'is_later_entry',
              value: true,
            },
          ],
        },
        severity: 'warning',
        source: 'crm_report',
      },
    ]);
    expect(
      (
        await again(
          reused({ is_later_entry: true }),
          reused({ lead_number: 'L2', is_later_entry: true, known_numbers: 9 }),
        )
      )[0]?.['message'],
    ).toEqual(
      '`b.csv`: 2 lead numbers have another e-mail, another phone and a later date of entry than in `a.csv`: they were given to other people. Each counts as one CRM lead: a cancellation of the later one takes a sale of the earlier one back, and its status seems to go back. What delivered leads reached is told apart by the keys. Ask for numbers that are never given again.',
    );
  });
});
