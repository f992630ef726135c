import { z } from 'zod';
import type { DecisionSubject, IdentitySubject, PairSubject } from '../domain/decision';
import type { LinkSetting } from '../domain/lead-quality';
import type { Tally, TallyIdentity } from '../domain/review-tally';

export const REVIEW_KINDS = ['conflict', 'shared_key', 'one_key', 'many_crm_leads', 'near_email'] as const;
/**
 * `conflict`: the keys of a CRM lead point to different delivered leads; `shared_key`: both keys agree, and many share
 * each of them; `one_key`: only one key hits;
 * `many_crm_leads`: one delivered lead stands for many CRM leads; `near_email`: two people who may be one, by nearly equal e-mails or by all that is known of them.
 */
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** An identity that can be judged, with all that judging and counting need. */
export interface ReviewIdentity extends TallyIdentity {
  readonly subject: IdentitySubject;
  /** Stored with a decision: what it rests on. */
  readonly evidence: string;
  /** Whether it must be judged: one key, a conflict, or keys that many share. Others of the group can be judged as well. */
  readonly isOpenByTier: boolean;
  /** As `leads`: which keys point there. */
  readonly agreeing: readonly { readonly email: boolean; readonly phone: boolean }[];
}

/** One item of the queue: a connected group of delivered leads and CRM identities. */
export interface LinkItem {
  readonly what: 'links';
  /** Stable over runs while the group is the same. */
  readonly id: string;
  readonly kind: Exclude<ReviewKind, 'near_email'>;
  /** CRM leads to judge, as text: "1002231", "1002231 and 2 more". */
  readonly title: string;
  readonly leads: readonly string[];
  /** Those to judge first. */
  readonly identities: readonly ReviewIdentity[];
  /** Most that its open identities can change of each count of *ever*, up or down. */
  readonly effect: Tally;
  /** Equal for items that look the same to a judge: kind, number of leads and identities, keys that agree. */
  readonly pattern: string;
}

/** Why two people may be one: their e-mails, or all that is known of them together. */
export const PAIR_REASONS = ['same_email', 'near_email', 'alike'] as const;
export type PairReason = (typeof PAIR_REASONS)[number];

/** Two people who may be one. */
export interface PairItem {
  readonly what: 'pair';
  readonly id: string;
  readonly kind: 'near_email';
  readonly title: string;
  readonly subject: PairSubject;
  readonly evidence: string;
  /** Chance that both are one person; null where nothing but ids and e-mails is known of people. */
  readonly probability: number | null;
  /** Invoiced to the two people, in cents of the project's currency, as decimal text. */
  readonly invoicedCents: string;
  readonly pattern: string;
}

export type ReviewItem = LinkItem | PairItem;

/** All items, what counts for most first. Decisions are laid over it by the screen: they move faster than runs. */
export interface ReviewQueue {
  readonly items: readonly ReviewItem[];
  /** Counts of *ever* over all delivered leads that are in no item, per link setting; null where lead quality is not asked. */
  readonly outside: { readonly [L in LinkSetting]: Tally } | null;
  readonly delivered: number;
  /** Decisions of the last run that do not count, with why. */
  readonly notApplied: readonly {
    readonly subject: DecisionSubject;
    readonly decisionId: string;
    readonly state: 'stale' | 'unattached';
    readonly evidenceNow: string | null;
  }[];
}

/** One key of a link as the waterfall shows it. Weights in bits: log2 of how much more likely a true link makes this. */
export interface KeyWeight {
  readonly key: 'email' | 'phone';
  /** agrees, differs, or cannot be compared because a side lacks it. */
  readonly comparison: 'agrees' | 'differs' | 'missing';
  readonly weight: number;
  /** Of `weight`, what the rarity of this very value adds over an average value; 0 unless it agrees. */
  readonly termFrequency: number;
  readonly crmLeads: number;
  readonly deliveredLeads: number;
  /** "This phone is shared by 11 CRM leads, so it says little." */
  readonly sentence: string;
}

export interface LinkEvidence {
  readonly leadUuid: string;
  /** log2 of the odds that two records drawn at random are one person. */
  readonly prior: number;
  readonly keys: readonly KeyWeight[];
  /** prior + weights. */
  readonly total: number;
  /** 0 … 1, shared among all candidates of the identity and none. */
  readonly probability: number;
}

/** One run of snapshots in which a CRM lead stood unchanged. */
export interface HistoryEntry {
  readonly fromOrder: number;
  readonly toOrder: number;
  readonly isSet: boolean;
  readonly appointmentAt: string | null;
  readonly isDemo: boolean;
  /** Disposition in the sale group. */
  readonly isSale: boolean;
  /** Job status in the cancelled group. */
  readonly isCancelled: boolean;
  readonly disposition: string | null;
  readonly jobStatus: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly entryOn: string | null;
}

/** What the centre of the screen shows of an item. */
export interface LinkItemDetail {
  readonly what: 'links';
  readonly id: string;
  readonly snapshots: number;
  readonly leads: readonly {
    readonly leadUuid: string;
    readonly emailKey: string | null;
    readonly phoneKey: string | null;
    readonly deliveredOn: string | null;
    readonly vendor: string | null;
    readonly campaignId: string | null;
    readonly price: string | null;
    readonly file: string;
    readonly record: number;
  }[];
  /** In the order of the item's identities. */
  readonly identities: readonly {
    /** As they are compared; null where the identity has none. */
    readonly keys: { readonly email: string | null; readonly phone: string | null };
    readonly history: readonly HistoryEntry[];
    /** In the order of its candidates. */
    readonly links: readonly LinkEvidence[];
  }[];
}

export interface PairSide {
  readonly source: string;
  readonly record: number;
  readonly leadId: string | null;
  readonly userUid: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly company: string | null;
  readonly country: string | null;
  readonly bornOn: string | null;
  readonly campaignId: string | null;
  readonly status: string | null;
  readonly dealAmount: string | null;
  /** Records of the same person, this one included. */
  readonly members: number;
  readonly invoices: number;
  readonly invoicedCents: string;
}

export interface PairItemDetail {
  readonly what: 'pair';
  readonly id: string;
  readonly reason: PairReason;
  readonly left: PairSide;
  readonly right: PairSide;
}

export type ReviewItemDetail = LinkItemDetail | PairItemDetail;

/** Identities by tier, and the delivered leads that they match under *linked*, before any decision of a reviewer. */
export interface TierCounts {
  readonly both: number;
  readonly oneKey: number;
  readonly conflicts: number;
  readonly matchedLeads: number;
}

/** What it would touch that a value is no key. */
export interface WithoutKey {
  readonly identities: number;
  readonly crmLeads: number;
  readonly deliveredLeads: number;
  readonly now: TierCounts;
  readonly without: TierCounts;
}

export const withoutKeyRequest = z.object({ value: z.string().min(1).max(4096) });

export const reviewItemsRequest = z.object({ ids: z.array(z.string()).max(50) });

/** How the weights came about. */
export interface WeightModel {
  /** `estimated`: m and the prior by expectation-maximisation; `default`: the data do not allow it, see `reason`. */
  readonly origin: 'estimated' | 'default';
  readonly reason: string | null;
  readonly m: { readonly email: number; readonly phone: number };
  /** Chance that two strangers share the key, on average; from the frequencies of the values. */
  readonly u: { readonly email: number; readonly phone: number };
  /** Share of true links among all pairs of identities and delivered leads. */
  readonly prior: number;
  readonly iterations: number;
}
