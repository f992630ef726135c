import { z } from 'zod';

/** The licence of something that is part of the program. */
const licence = z.object({
  name: z.string(),
  /** Empty where what is used has none of its own. */
  version: z.string(),
  /** By its short name, such as `MIT`; empty where its package says none. */
  licence: z.string(),
  /** Empty where its package holds none. */
  text: z.string(),
});
export type Licence = z.infer<typeof licence>;

/** What the build says of all that is in it: `licences.json` beside the page. */
export const licences = z.array(licence);
