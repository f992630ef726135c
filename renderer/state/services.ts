import type { FolderGrant, HostApi } from '../../shared/contract/host';
import type { DrawPages } from '../host/page-pictures';
import type { OpenSave } from '../host/save-target';
import { bug } from '../../shared/domain/fault';
import type { EngineClient } from '../../shared/rpc/engine-rpc';

/** What the screens work with; made once in `main.tsx`. */
export interface Services {
  readonly host: HostApi;
  readonly engine: EngineClient;
  /** Which program computes: this build in this browser. Null where the sources change under the page. */
  readonly build: string | null;
  readonly openSave: OpenSave;
  readonly drawPages: DrawPages;
  /** Opens a dropped folder; null where the host cannot. */
  readonly grantDropped: ((file: File) => Promise<FolderGrant>) | null;
}

let provided: Services | null = null;

/** Must be called before anything is rendered. */
export function provideServices(services: Services): void {
  provided = services;
}

export function services(): Services {
  if (!provided) throw bug('The services were used before they were provided.');
  return provided;
}
