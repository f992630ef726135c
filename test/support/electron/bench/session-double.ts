import type { Protocol, Session } from 'electron';
import { EventEmitter } from 'node:events';

type ProtocolHandler = Parameters<Protocol['handle']>[1];
type Guards = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
>;
type Guard = Parameters<Session['webRequest']['onBeforeRequest']>[0];

/** The session of the window, with the guards that the program set. */
export class SessionDouble extends EventEmitter implements Guards {
  readonly schemes = new Set<string>();
  readonly handlers = new Map<string, ProtocolHandler>();
  guard: ((url: string) => Promise<boolean>) | null = null;
  mayAsk: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  may: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  mayUse: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  spellChecker = true;
  readonly protocol: Pick<Protocol, 'handle'> = {
    handle: (scheme, handler) => {
      if (!this.schemes.has(scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged`);
      if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      this.handlers.set(scheme, handler);
    },
  };
  readonly webRequest = {
    onBeforeRequest: (guard: Guard): void => {
      this.guard = (url) =>
        new Promise((resolve) => {
          (
            guard as unknown as (
              details: { url: string },
              answer: (said: { cancel?: boolean }) => void,
            ) => void
          )({ url }, ({ cancel = false }) => {
            resolve(cancel);
          });
        });
    },
  };

  setPermissionRequestHandler(handler: SessionDouble['mayAsk']): void {
    this.mayAsk = handler;
  }
  setPermissionCheckHandler(handler: SessionDouble['may']): void {
    this.may = handler;
  }
  setDevicePermissionHandler(handler: SessionDouble['mayUse']): void {
    this.mayUse = handler;
  }
  setSpellCheckerEnabled(isOn: boolean): void {
    this.spellChecker = isOn;
  }
}
