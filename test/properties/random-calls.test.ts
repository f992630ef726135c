import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { z } from 'zod';
import { Grants } from '../../electron/services/grants';
import { createHost, replyToHostCall } from '../../electron/services/host-methods';
import { engineRequests, type EngineMethod } from '../../shared/contract/engine';
import { hostRequests } from '../../shared/contract/host';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { arbitraryRequest, textsWithin } from '../support/arbitrary-request';
import { bothQuestionsReviewed } from '../support/both-questions';
import { temporaryFolder } from '../support/temporary-folder';

/**
 * Whatever comes through a door is answered, or refused by name: nothing hangs, and nothing is called a mistake of
 * Leadlens. `LEADLENS_CALLS` says how many calls are made through each door, `LEADLENS_SEED` which.
 */
const CALLS = Number(process.env.LEADLENS_CALLS ?? 200);
const SEED = Number(process.env.LEADLENS_SEED ?? 20);

type Call = readonly [method: string, request: unknown];

const randomCalls = (
  schemas: Readonly<Record<string, z.core.$ZodType>>,
  known: readonly string[],
): readonly Call[] =>
  fc.sample(
    fc.oneof(
      ...Object.entries(schemas).map(([method, schema]) =>
        fc.tuple(fc.constant(method), arbitraryRequest(schema, known)),
      ),
    ),
    { numRuns: CALLS, seed: SEED },
  );

/** The calls, with what was asked, that were met by a fault which nobody foresaw. */
async function unforeseen(
  calls: readonly Call[],
  ask: (call: Call) => Promise<FaultDetails | null>,
): Promise<readonly string[]> {
  const met = new Map<string, string>();
  for (const call of calls) {
    const fault = await ask(call);
    if (fault?.code !== 'bug') continue;
    met.set(`${call[0]}: ${fault.message}`, fc.stringify(call[1]).slice(0, 1000));
  }
  return [...met].map(([what, request]) => `${what}\n${request}`);
}

test('the host answers every call, or refuses it by name', async () => {
  const directory = await temporaryFolder();
  const folder = await temporaryFolder({ 'leads.csv': 'a,b\n1,2\n' });
  const places = join(directory, 'saved');
  await mkdir(places);
  let saved = 0;
  const host = createHost({
    version: '1.2.3',
    host: 'electron',
    directory,
    grants: new Grants(),
    pickFolder: () => Promise.resolve(folder),
    pickSavePlace: () => Promise.resolve(join(places, String((saved += 1)))),
    makeSample: (place) => mkdir(place, { recursive: true }).then(() => undefined),
    warn: () => undefined,
  });
  onTestFinished(async () => {
    await host.abandonSaves();
    await host.close();
  });
  const { grantId } = await host.openInitial(folder);
  const told = await Promise.all([
    host.methods.recentFolders({}),
    host.methods.loadProject({ grantId }),
    host.methods.projectPlace({ grantId }),
    host.methods.openSave({ suggestedName: 'a.csv' }),
  ]);
  const known = [...Array<string>(20).fill(grantId), ...new Set(textsWithin(told))];
  const faults = await unforeseen(randomCalls(hostRequests, known), async ([method, request]) => {
    const reply = await replyToHostCall(host.methods, method, request);
    return reply.ok ? null : reply.fault;
  });
  expect(faults).toEqual([]);
});

test('the engine answers every call, or refuses it by name', async () => {
  const engine = await bothQuestionsReviewed();
  onTestFinished(() => engine.close());
  const { client } = engine;
  const told = await Promise.all([
    client.call('tables', {}),
    client.call('sqlTables', {}),
    client.call('review', {}),
    client.call('dispositions', {}),
    client.call('sources', {}),
  ]);
  const known = [...new Set(textsWithin(told))];
  const faults = await unforeseen(randomCalls(engineRequests, known), ([method, request]) =>
    client
      .call(method as EngineMethod, request as never, { onChunk: () => undefined })
      .then(() => null, faultOf),
  );
  expect(faults).toEqual([]);
});
