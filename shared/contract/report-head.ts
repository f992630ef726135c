import { z } from 'zod';
import { LOGO_KINDS, MOST_LOGO_BYTES } from '../domain/logo';

/** Four characters of base64 for three bytes. */
const MOST_CHARACTERS = Math.ceil(MOST_LOGO_BYTES / 3) * 4;

/** A picture that was chosen for the head of the report. */
export const logo = z.object({
  kind: z.enum(LOGO_KINDS),
  /** Its bytes. */
  base64: z.base64().max(MOST_CHARACTERS),
});
export type Logo = z.infer<typeof logo>;

/** What stands over a report in the reader's own words; empty: as the report says it by itself. */
export const reportHead = z.object({
  title: z.string(),
  client: z.string(),
  logo: logo.nullable(),
});
export type ReportHead = z.infer<typeof reportHead>;

export const NO_HEAD: ReportHead = { title: '', client: '', logo: null };
