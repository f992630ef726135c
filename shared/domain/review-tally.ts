import {
  FUNNEL_STAGES,
  MOVING_COUNTS,
  perCount,
  type FunnelStage,
  type LinkSetting,
  type MovingCount,
  type Tier,
} from './lead-quality';

/** Counts of the *ever* funnel, or changes of them. */
export type Tally = Readonly<Record<MovingCount, number>>;

/** An identity of a group as counting sees it. */
export interface TallyIdentity {
  readonly tier: Tier;
  /** Both keys agree, and not both are shared by many. */
  readonly isStrict: boolean;
  /** Places of its candidates in the leads of its group. */
  readonly leads: readonly number[];
  /** Those of them that it goes to by weight, as long as nobody decides. */
  readonly likely: readonly number[];
  readonly isSet: boolean;
  readonly isAppointment: boolean;
  readonly isDemo: boolean;
  readonly isSale: boolean;
  /** The last non-empty job status of its CRM lead, over all identities, is a cancellation. */
  readonly isTakenBack: boolean;
}

/** What is decided about an identity; `null`: nothing, or unsure. An empty list: rejected. */
export type Choice = readonly number[] | null;

/** The leads that an identity counts for. */
export function linkedLeads(
  identity: TallyIdentity,
  choice: Choice,
  setting: LinkSetting,
): readonly number[] {
  if (choice !== null) return choice;
  if (setting === 'likely') return identity.likely;
  if (identity.isStrict) return identity.leads;
  return setting === 'linked' && identity.tier !== 'conflict' && identity.tier !== 'none'
    ? identity.leads
    : [];
}

/**
 * Counts the delivered leads of one group by what they have ever reached, as the models of measure do: a lead has
 * reached what any of its linked CRM leads has; a sale is net unless its CRM lead was taken back.
 * @param choices in the order of the identities
 */
export function tallyGroup(
  identities: readonly TallyIdentity[],
  choices: readonly Choice[],
  setting: LinkSetting,
): Tally {
  const tally: Record<MovingCount, number> = { ...NO_TALLY };
  const byLead = new Map<number, TallyIdentity[]>();
  identities.forEach((identity, i) => {
    for (const lead of linkedLeads(identity, choices[i] ?? null, setting))
      byLead.set(lead, [...(byLead.get(lead) ?? []), identity]);
  });
  for (const linked of byLead.values()) {
    tally.matched++;
    for (const stage of FUNNEL_STAGES) if (HAS_REACHED[stage](linked)) tally[stage]++;
  }
  return tally;
}

/** Whether a lead with these linked identities has reached a stage: the definitions of the catalogue. */
const HAS_REACHED: { readonly [S in FunnelStage]: (linked: readonly TallyIdentity[]) => boolean } = {
  set_reported: (linked) => linked.some((i) => i.isSet),
  appointment: (linked) => linked.some((i) => i.isAppointment),
  demo: (linked) => linked.some((i) => i.isDemo),
  sale: (linked) => linked.some((i) => i.isSale),
  net_sale: (linked) => linked.some((i) => i.isSale && !i.isTakenBack),
};

export const addTally = (a: Tally, b: Tally, sign: 1 | -1 = 1): Tally =>
  perCount(MOVING_COUNTS, (count) => a[count] + sign * b[count]);

export const NO_TALLY: Tally = perCount(MOVING_COUNTS, () => 0);
