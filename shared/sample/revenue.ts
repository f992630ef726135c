import { cancelled } from '../domain/fault';
import type { FileSink } from '../ports/file-sink';
import { writeBytes, writeLines } from './csv-writer';
import type { FullSampleOptions, OnSampleProgress, SampleResult } from './options';
import { exportsOf } from './revenue-files';
import { revenueTruth } from './revenue-truth';
import { buildRevenueWorld } from './revenue-world';
import { createRng } from './rng';

/** Writes the exports of scenario `revenue` and `truth.json`. */
export async function generateRevenue(
  options: FullSampleOptions,
  sink: FileSink,
  onProgress?: OnSampleProgress,
  signal?: AbortSignal,
): Promise<SampleResult> {
  const world = buildRevenueWorld(options);
  const files = exportsOf(world, options.clean, createRng(options.seed, 16));
  const sizes = new Map<string, number>();
  const inputs: Record<string, { records: number }> = {};
  const step = async (path: string, write: () => Promise<number>): Promise<void> => {
    if (signal?.aborted) throw cancelled();
    onProgress?.({ file: path, done: sizes.size, total: files.length + 1 });
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    sizes.set(path, await write());
  };
  for (const { path, header, lines } of files) {
    let records = 0;
    await step(path, () =>
      writeLines(sink, path, '\n', signal, async (writer) => {
        writer.add(header);
        for (const line of lines) {
          records++;
          if (writer.add(line)) await writer.flush();
        }
      }),
    );
    inputs[path] = { records };
  }
  const truth = { inputs, revenue: revenueTruth(world) };
  await step('truth.json', () =>
    writeBytes(sink, 'truth.json', new TextEncoder().encode(`${JSON.stringify(truth, null, 1)}\n`)),
  );
  return {
    files: [...sizes.keys()].sort(),
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    truth,
  };
}
