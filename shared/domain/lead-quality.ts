/** How an identity (lead number, e-mail hash, phone hash) of the CRM reports points to delivered leads. */
export const TIERS = ['both', 'email_only', 'phone_only', 'conflict', 'none'] as const;
export type Tier = (typeof TIERS)[number];

/** The stages a lead passes; a later one does not imply an earlier one but by the definitions of the catalogue. */
export const FUNNEL_STAGES = ['set_reported', 'appointment', 'demo', 'sale', 'net_sale'] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

/** The counts of a funnel that matching and decisions move. */
export const MOVING_COUNTS = ['matched', ...FUNNEL_STAGES] as const;
export type MovingCount = (typeof MOVING_COUNTS)[number];

/** All counts of a funnel, from the widest on. */
export const FUNNEL_STEPS = ['delivered', ...MOVING_COUNTS] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export const BASES = ['ever', 'latest'] as const;
/** `ever`: in any snapshot. `latest`: in the last snapshot in which the delivered lead appears. */
export type Basis = (typeof BASES)[number];

export const LINK_SETTINGS = ['strict', 'linked'] as const;
/** Which links count. `strict`: both keys agree or a reviewer accepted. `linked`: also one key only, unless rejected. */
export type LinkSetting = (typeof LINK_SETTINGS)[number];
