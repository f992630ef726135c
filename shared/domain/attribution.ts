/** The ways to credit an invoice to campaigns, in the order in which they are shown. */
export const ATTRIBUTION_MODELS = [
  'crm_campaign',
  'first_touch',
  'last_touch',
  'linear',
  'position_based',
  'time_decay',
] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];

/** The models that credit touches: all but the one that asks the lead. */
export type TouchModel = Exclude<AttributionModel, 'crm_campaign'>;
export const TOUCH_MODELS = ATTRIBUTION_MODELS.filter(
  (model): model is TouchModel => model !== 'crm_campaign',
);

/** Why an invoice is credited to no campaign. */
export const UNATTRIBUTED_REASONS = [
  'no_person',
  'no_campaign',
  'no_touch',
  'only_direct',
  'no_date',
] as const;
