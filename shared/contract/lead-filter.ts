import { z } from 'zod';
import { isKeptDimension, KEPT, type KeptDimension } from '../domain/kept-dimension';

/** By what the delivered leads of a screen can be narrowed. */
export const LEAD_FILTER_DIMENSIONS = [
  'state',
  'city',
  'entry_month',
  'entry_week',
  'delivery_month',
  'delivery_week',
  'disposition_group',
  'disposition',
  'job_status',
  'job_status_city',
  'vendor',
  'campaign_id',
  'price',
  'tier',
  'reported',
  'snapshot',
] as const;
export type LeadFilterDimension = (typeof LEAD_FILTER_DIMENSIONS)[number] | KeptDimension;

/** Whether leads can be narrowed by it. */
export const isLeadFilterDimension = (name: string): name is LeadFilterDimension =>
  isKeptDimension(name) || (LEAD_FILTER_DIMENSIONS as readonly string[]).includes(name);

/**
 * Delivered leads with one of these values; null: not given. `reported`: `yes` or `no`. Values of what reports say (place,
 * entry, status) stand for leads that a report has. `snapshot`: orders of snapshots; leads of which any of them holds a row
 * of a linked identity. It chooses leads and restates nothing: what they reached is counted over all snapshots, by the basis.
 */
export const leadFilter = z.object({
  dimension: z.union([z.enum(LEAD_FILTER_DIMENSIONS), z.templateLiteral([KEPT, z.string()])]),
  values: z.array(z.string().nullable()).min(1),
});
export type LeadFilter = z.infer<typeof leadFilter>;

/** All of them must hold. */
export const leadFilters = z.array(leadFilter);
