import { unzipSync } from 'fflate';
import type { Decision } from '../../shared/domain/decision-state';
import { REPORT_SECTIONS, type ExportKind } from '../../shared/contract/report';
import type { Database } from '../../shared/ports/database';
import type { EngineClient } from '../../shared/rpc/engine-rpc';
import { collected } from './collected';
import { FOLDER, openEngine, settingsWith } from './engine';
import { memoryFiles } from './memory-files';

/** Decisions about the queue of a run that had none. */
export type DecideAll = (client: EngineClient) => Promise<readonly Decision[]>;

/** What is asked of the engine besides the outcome of its run. */
export interface OutputRequest {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly what: readonly ExportKind[];
  /** Else nothing is decided. */
  readonly decideAll?: DecideAll;
}

/** A file without the time at which it was written: a workbook as its parts, a PDF without its date and what is made of it. */
function withoutClock(file: string, bytes: Uint8Array): readonly (readonly [string, Uint8Array])[] {
  if (file.endsWith('.xlsx'))
    return Object.entries(unzipSync(bytes)).map(([part, content]) => [`${file}/${part}`, content] as const);
  if (!file.endsWith('.pdf')) return [[file, bytes]];
  const text = Buffer.from(bytes).toString('latin1');
  const timeless = text.replaceAll(/\(D:\d{14}Z\)|\/ID \[.*?\]/g, '');
  return [[file, Buffer.from(timeless, 'latin1')]];
}

/**
 * Everything that a run over a folder gives that could be compared: its whole outcome but the time it took, and what can be
 * taken away, by file. A second run has the decisions, where there are any.
 */
export async function outputOf(
  open: () => Promise<Database>,
  { files, what, decideAll }: OutputRequest,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const engine = await openEngine(memoryFiles(files), undefined, open);
  try {
    const settings = settingsWith();
    let outcome = await engine.client.call('run', { folder: FOLDER, settings });
    if (decideAll) {
      const decisions = [...(await decideAll(engine.client))];
      outcome = await engine.client.call('run', { folder: FOLDER, settings, decisions });
    }
    const exported = await collected(engine.client, 'export', {
      what: [...what],
      paper: 'a4',
      sections: [...REPORT_SECTIONS],
      place: '/data/exports',
      writtenAt: '2026-11-21T09:00:00.000Z',
      zipped: false,
      withManifest: true,
    });
    const text = JSON.stringify({ ...outcome, seconds: 0 }, null, 1);
    return new Map([
      ['outcome', new TextEncoder().encode(text)],
      ...[...exported].flatMap(([file, bytes]) => withoutClock(file, bytes)),
    ]);
  } finally {
    await engine.close();
  }
}

const lines = (bytes: Uint8Array | undefined): readonly string[] =>
  bytes ? new TextDecoder().decode(bytes).split('\n') : [];

/** Where two outputs differ: files, with the first line that differs where they are texts. */
export function differencesOf(
  a: ReadonlyMap<string, Uint8Array>,
  b: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((file) => {
    const [of, than] = [a.get(file), b.get(file)];
    if (of && than && Buffer.compare(of, than) === 0) return [];
    const [left, right] = [lines(of), lines(than)];
    const at = left.findIndex((line, i) => line !== right[i]);
    return [
      `${file}, line ${String(at + 1)}: ${left[at]?.slice(0, 300) ?? 'nothing'} | ${right[at]?.slice(0, 300) ?? 'nothing'}`,
    ];
  });
}
