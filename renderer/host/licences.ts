import { z } from 'zod';
import { LeadlensError } from '../../shared/domain/fault';

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

/** The licences of what is in this build. @throws LeadlensError `no_licences` where sources are served that were not built */
export async function readLicences(): Promise<readonly Licence[]> {
  const response = await fetch('/licences.json');
  const read = z.array(licence).safeParse(response.ok ? await response.json().catch(() => null) : null);
  if (read.success) return read.data;
  throw new LeadlensError({
    kind: 'environment',
    code: 'no_licences',
    message: 'The list of licences is not in this build.',
    hint: 'Build Leadlens with npm run build, and open it again.',
  });
}
