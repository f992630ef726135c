import { licences, type Licence } from '../../shared/contract/licence';
import { LeadlensError } from '../../shared/domain/fault';

/** The licences of what is in this build. @throws LeadlensError `no_licences` where sources are served that were not built */
export async function readLicences(): Promise<readonly Licence[]> {
  const response = await fetch('licences.json');
  const read = licences.safeParse(response.ok ? await response.json().catch(() => null) : null);
  if (read.success) return read.data;
  throw new LeadlensError({
    kind: 'environment',
    code: 'no_licences',
    message: 'The list of licences is not in this build.',
    hint: 'Build Leadlens with npm run build, and open it again.',
  });
}
