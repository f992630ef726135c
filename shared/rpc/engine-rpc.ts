import { engineRequests, type EngineMethods } from '../contract/engine';
import type { Port } from '../ports/port';
import type { RpcClient } from './client';
import { ownBuffers } from './own-buffers';
import { serveRpc, type RpcHandlers } from './server';
import { validatedBy } from './validated';

/** The engine as seen from another thread. */
export type EngineClient = RpcClient<EngineMethods>;

export type EngineHandlers = RpcHandlers<EngineMethods>;

/** Answers the calls of an `EngineClient` on the other end of `port`. The bytes of chunks are given away. */
export const serveEngine = (port: Port, handlers: EngineHandlers): void => {
  serveRpc<EngineMethods>(port, handlers, {
    validate: validatedBy<EngineMethods>(engineRequests),
    chunkTransfer: ({ bytes }) => ownBuffers([bytes]),
  });
};
