import type { HostAnswers, HostApi, HostMethod, HostReply, HostRequest } from '../../shared/contract/host';
import { faultOf, LeadlensError, type FaultDetails } from '../../shared/domain/fault';
import type { Bridge, GrantDropped } from './bridge';
import { saveInBrowser, saveThroughHost, type OpenSave } from './save-target';

const unwrap = (reply: HostReply): unknown => {
  if (!reply.ok) throw new LeadlensError(reply.fault);
  return reply.answer;
};

/** The host behind the preload of the desktop window. */
const overBridge = (bridge: Bridge): HostApi => ({
  call: async <M extends HostMethod>(method: M, request: HostRequest<M>) =>
    unwrap(await bridge.call(method, request)) as HostAnswers[M],
});

const unreachable = (cause: unknown): LeadlensError =>
  new LeadlensError(
    {
      kind: 'environment',
      code: 'host_unreachable',
      message: 'The program that serves this window does not answer.',
      hint: 'Start Leadlens again in the terminal and open the address that it prints. The numbers on the screen are those of the last run.',
    },
    { cause },
  );

async function post(method: string, request: unknown): Promise<unknown> {
  const response = await fetch(`api/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  }).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  const body = (await response.json().catch((cause: unknown) => {
    throw unreachable(cause);
  })) as unknown;
  if (!response.ok) throw new LeadlensError(body as FaultDetails);
  return body;
}

/** The host behind the loopback server. */
const overHttp = (onEnd: EndOfCall): HostApi => ({
  call: async <M extends HostMethod>(method: M, request: HostRequest<M>) => {
    try {
      const answer = (await post(method, request)) as HostAnswers[M];
      onEnd(null);
      return answer;
    } catch (error) {
      onEnd(faultOf(error));
      throw error;
    }
  },
});

/** Told how each call ended: with a fault, or with an answer. */
type EndOfCall = (fault: FaultDetails | null) => void;

/** The host of this window: the preload's where there is one, else the server that the page came from. */
export const createHostApi = (onEnd: EndOfCall): HostApi => {
  const bridge = window.leadlensHost;
  return bridge ? overBridge(bridge) : overHttp(onEnd);
};

/** How files are saved: through the preload where there is one, else by the browser itself. */
export const createOpenSave = (host: HostApi): OpenSave =>
  window.leadlensHost ? saveThroughHost(host) : saveInBrowser;

/** How a dropped folder is opened; null where the host cannot learn its path. */
export const createGrantDropped = (): GrantDropped | null => {
  const bridge = window.leadlensHost;
  if (!bridge) return null;
  return async (file) => unwrap(await bridge.grantDropped(file)) as Awaited<ReturnType<GrantDropped>>;
};
