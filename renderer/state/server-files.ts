import { formatBytes, formatCountOf } from '../../shared/charts/format';
import type { ServerSource } from '../../shared/contract/project';
import { faultOf } from '../../shared/domain/fault';
import type { ServerFetched, ServerKeyShown, ServerNow } from '../../shared/contract/server-files';
import { analyzeAndSay } from './run-with-words';
import { notify } from './notices';
import { services } from './services';
import { openServedFolder, useSession } from './session';

const openGrant = (): string | null => useSession.getState().grant?.grantId ?? null;

/** What is set for the open folder, and what came last. */
export const serverNow = (): Promise<ServerNow> =>
  services().host.call('serverNow', { grantId: openGrant() });

/** Has the host ask a server for its key. */
export const showServerKey = (address: string): Promise<ServerKeyShown> =>
  services().host.call('showServerKey', { address });

export async function acceptServerKey(address: string, fingerprint: string): Promise<void> {
  await services().host.call('acceptServerKey', { address, fingerprint });
}

/** What came, in a sentence. */
const inWords = ({ came, bytes, gone, refused, waiting }: ServerFetched): string =>
  [
    came === 0 ? 'Nothing new' : `${formatCountOf(came, 'new or changed file')}, ${formatBytes(bytes)}`,
    ...(waiting > 0 ? [`${formatCountOf(waiting, 'file')} still being written there`] : []),
    ...(refused > 0 ? [`${formatCountOf(refused, 'file')} that cannot be fetched`] : []),
    ...(gone > 0 ? [`${formatCountOf(gone, 'file')} not there any more`] : []),
  ].join('; ');

/**
 * Has the host fetch what is new, and shows the numbers of the folder in which it lies.
 * @param secret password or passphrase; null: the one that is kept
 * @throws LeadlensError as the host says
 */
export async function fetchServer(
  source: ServerSource,
  secret: string | null,
  keepSecret: boolean,
): Promise<void> {
  const grantId = openGrant();
  const { grant, ...fetched } = await services().host.call('fetchServer', {
    grantId,
    source,
    secret,
    keepSecret,
  });
  const text = inWords(fetched);
  notify({ kind: 'server', title: 'Files from the server', text: `${text}.` });
  const { settings } = useSession.getState();
  if (grant.grantId !== grantId || openGrant() !== grantId) {
    // Whoever opened another folder meanwhile stays there.
    if (openGrant() === grantId) await openServedFolder(grant);
    return;
  }
  if (settings) useSession.setState({ settings: { ...settings, server: source } });
  // What cannot be fetched is among the findings, also where nothing came.
  await analyzeAndSay(text);
}

/**
 * As `fetchServer` while perhaps nobody is there, for the open folder and by what is kept of it; the numbers stay as they are.
 * @returns what came or why nothing did, in a sentence; null where the files of the folder come from no server
 */
export async function fetchUnattended(): Promise<string | null> {
  const source = useSession.getState().settings?.server ?? null;
  const grantId = openGrant();
  if (source === null || grantId === null) return null;
  try {
    const { grant, ...fetched } = await services().host.call('fetchServer', {
      grantId,
      source,
      secret: null,
      keepSecret: false,
    });
    const place =
      grant.grantId === grantId ? '' : ` The files lie in ${grant.name}, which is not the open folder.`;
    return `${inWords(fetched)}.${place}`;
  } catch (error) {
    return `Nothing came from the server: ${faultOf(error).message}`;
  }
}

export const fetchProgress = (): Promise<{
  readonly label: string;
  readonly done: number;
  readonly total: number;
} | null> => services().host.call('fetchProgress', {});

export async function stopFetch(): Promise<void> {
  await services().host.call('stopFetch', {});
}
