import type { LinkSetting, Tier } from '../domain/lead-quality';
import type { WeightModel } from './review';
import type { LeadQualitySummary } from './summary';

/** All that the Matches screen shows. */
export interface MatchesView {
  readonly tiers: readonly {
    readonly tier: Tier;
    readonly identities: number;
    readonly crmLeads: number;
    readonly leads: number;
  }[];
  /** Links by total weight in bits, equal-width bins. */
  readonly weights: readonly {
    readonly low: number;
    readonly high: number;
    readonly tier: Tier;
    readonly links: number;
  }[];
  readonly weightModel: WeightModel;
  /** Why identities or leads stay without a link; the reasons add up to what is unlinked. */
  readonly reasons: readonly {
    readonly side: 'crm' | 'delivered';
    readonly code: string;
    readonly label: string;
    readonly explanation: string;
    readonly count: number;
  }[];
  readonly worklists: readonly {
    readonly table: string;
    readonly title: string;
    readonly description: string;
    readonly count: number;
  }[];
  readonly matchedLeads: { readonly [L in LinkSetting]: number };
  readonly delivered: number;
  readonly toJudge: LeadQualitySummary['toJudge'];
}
