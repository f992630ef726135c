import { readdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { EngineAnswers, EngineMethod, EngineRequest, RunOutcome } from '../../shared/contract/engine';
import type { ProjectSettings } from '../../shared/contract/project';
import { MANIFEST_NAME } from '../../shared/ports/file-source';
import { VERSION } from '../services/version';
import { usageFault } from './exit-codes';
import { nodeFileSink } from './file-sink-node';

interface Engine {
  call<M extends EngineMethod>(
    method: M,
    request: EngineRequest<M>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<EngineAnswers[M]>;
}

/** Names in a folder; null when it is not there. */
async function namesIn(folder: string): Promise<readonly string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw usageFault(`${folder} cannot be used as a folder to write to.`, 'Choose another folder for --out.');
  }
}

/**
 * The manifest makes a folder an export, which later runs skip: so it may only go where nothing else is.
 * @throws LeadlensError `bad_usage`
 */
export async function checkOutFolder(directory: string, input: string): Promise<void> {
  const names = await namesIn(directory);
  if (
    resolve(directory) === resolve(input) ||
    (names && (await realpath(directory)) === (await realpath(input)))
  ) {
    throw usageFault('--out is the folder of the exports itself.', 'Choose another folder for --out.');
  }
  if (names && names.length > 0 && !names.includes(MANIFEST_NAME)) {
    throw usageFault(
      `${directory} holds other files.`,
      'Choose an empty folder or an earlier export of Leadlens for --out.',
    );
  }
}

/** Writes `summary.json`, the manifest and each worklist as CSV. @throws LeadlensError `write_failed`, `cancelled` */
export async function writeOut(options: {
  readonly directory: string;
  readonly engine: Engine;
  readonly outcome: RunOutcome;
  readonly settings: ProjectSettings;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { directory, engine, outcome, settings, signal } = options;
  const sink = nodeFileSink(directory);
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    signal.throwIfAborted();
    const file = await sink.open(name);
    try {
      await file.write(bytes);
      await file.commit();
    } catch (error) {
      await file.abort();
      throw error;
    }
  };
  const writeJson = (name: string, value: unknown): Promise<void> =>
    write(name, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));

  // First of all: a folder that holds anything of ours is known as an export even when what follows fails.
  await writeJson(MANIFEST_NAME, {
    program: { name: 'leadlens', version: VERSION },
    writtenAt: new Date().toISOString(),
    inputs: outcome.files.map(({ file, bytes, sha256, source, status }) => ({
      file,
      bytes,
      sha256,
      source,
      status,
    })),
    settings,
  });
  await writeJson('summary.json', outcome.summary);
  if (!outcome.answered.includes('leadQuality')) return;
  const { worklists } = await engine.call('matches', {}, { signal });
  for (const { table } of worklists) {
    const request = { table, filters: [], sort: [], byteOrderMark: true };
    await write(`${table}.csv`, await engine.call('csv', request, { signal }));
  }
}
