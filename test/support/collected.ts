import type { EngineRequest } from '../../shared/contract/engine';
import { joinBytes } from '../../shared/domain/join-bytes';
import type { EngineClient } from '../../shared/rpc/engine-rpc';

/** The files that an export or a CSV hands over, whole: path → content. */
export async function collected<M extends 'csv' | 'export'>(
  client: Pick<EngineClient, 'call'>,
  method: M,
  request: EngineRequest<M>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array[]>();
  await client.call(method, request, {
    onChunk: ({ file, bytes }) => {
      parts.set(file, [...(parts.get(file) ?? []), bytes]);
      return Promise.resolve();
    },
  });
  return new Map([...parts].map(([file, pieces]) => [file, joinBytes(pieces)] as const));
}

/** The one file of these. */
export function onlyFile(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const [first, ...more] = files.values();
  if (!first || more.length > 0) throw new Error(`These are ${String(files.size)} files.`);
  return first;
}
