import { z } from 'zod';
import { FUNNEL_STEPS } from '../domain/lead-quality';
import { ATTRIBUTION_MODELS } from '../domain/attribution';
import { FUNNEL_KEYS } from './summary';

const count = z.int().min(0);
const counts = z.record(z.enum(FUNNEL_STEPS), count);

/** What a finished run counted, without what changes from run to run by itself. */
export const runNumbers = z.object({
  /** Files that were read, and decisions that were applied. */
  files: count,
  decisions: count,
  /** The findings of severity *error*, in words; absent in runs of earlier versions. */
  errors: z.array(z.string()).readonly().exactOptional(),
  /** All findings in words, and the files with their digests; absent in runs of earlier versions, and where they are too many. */
  findings: z.array(z.string()).readonly().exactOptional(),
  inputs: z
    .array(z.object({ file: z.string(), sha256: z.string() }))
    .readonly()
    .exactOptional(),
  leadQuality: z.object({ snapshots: count, funnel: z.record(z.enum(FUNNEL_KEYS), counts) }).nullable(),
  revenue: z
    .object({
      currency: z.string(),
      invoices: count,
      /** With two decimals. */
      invoiced: z.number(),
      spend: z.number(),
      attributed: z.record(z.enum(ATTRIBUTION_MODELS), z.number()),
    })
    .nullable(),
});
export type RunNumbers = z.infer<typeof runNumbers>;

/** A finished run of the project, kept to be compared with later ones. */
export const keptRun = z.object({
  version: z.literal(1).default(1),
  id: z.uuid(),
  /** ISO time. */
  finishedAt: z.iso.datetime(),
  numbers: runNumbers,
});
export type KeptRun = z.infer<typeof keptRun>;
