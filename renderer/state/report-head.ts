import { useEffect } from 'react';
import { create } from 'zustand';
import { NO_HEAD, type Logo, type ReportHead } from '../../shared/contract/report-head';
import { faultOf, LeadlensError } from '../../shared/domain/fault';
import { checkLogo } from '../../shared/domain/logo';
import { notifyFault } from './notices';
import { services } from './services';
import { useSession } from './session';

interface KnownLogo {
  /** Of which folder; null: not read yet. */
  readonly grantId: string | null;
  readonly logo: Logo | null;
}

const useKnownLogo = create<KnownLogo>(() => ({ grantId: null, logo: null }));

async function readLogo(grantId: string): Promise<void> {
  if (useKnownLogo.getState().grantId === grantId) return;
  useKnownLogo.setState({ grantId, logo: null });
  try {
    const logo = await services().host.call('loadLogo', { grantId });
    if (useKnownLogo.getState().grantId === grantId) useKnownLogo.setState({ logo });
  } catch (error) {
    notifyFault('logo', faultOf(error));
  }
}

/** The logo of the open project; null where it has none, or it is not read yet. */
export function useLogo(): Logo | null {
  const grantId = useSession((s) => s.grant?.grantId ?? null);
  const known = useKnownLogo();
  useEffect(() => {
    if (grantId !== null) void readLogo(grantId);
  }, [grantId]);
  return known.grantId === grantId ? known.logo : null;
}

/** What stands over the report of the open project. */
export function useReportHead(): ReportHead {
  const title = useSession((s) => s.settings?.reportTitle ?? NO_HEAD.title);
  const client = useSession((s) => s.settings?.clientName ?? NO_HEAD.client);
  return { title, client, logo: useLogo() };
}

const base64Of = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

/** Keeps a picture as the logo of the open project; null takes it away. Says why where it cannot be. */
export async function chooseLogo(file: File | null): Promise<void> {
  const { grant } = useSession.getState();
  if (!grant) return;
  const { grantId } = grant;
  try {
    const bytes = file && new Uint8Array(await file.arrayBuffer());
    const check = bytes && checkLogo(bytes);
    if (check && check.kind === null) {
      const { message, hint } = check;
      throw new LeadlensError({ kind: 'input', code: 'logo_unusable', message, hint });
    }
    const logo = await services().host.call('saveLogo', { grantId, base64: bytes && base64Of(bytes) });
    useKnownLogo.setState({ grantId, logo });
  } catch (error) {
    notifyFault('logo', faultOf(error));
  }
}
