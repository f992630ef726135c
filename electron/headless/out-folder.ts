import { readdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Progress } from '../../shared/contract/run';
import type { KeptRun } from '../../shared/contract/kept-run';
import type { Note } from '../../shared/contract/note';
import type { Pin } from '../../shared/contract/pin';
import type { ReportHead } from '../../shared/contract/report-head';
import { EXPORT_KINDS, REPORT_SECTIONS, type ExportChunk, type Paper } from '../../shared/contract/report';
import type { FileSink, OpenFile } from '../../shared/ports/file-sink';
import { MANIFEST_NAME } from '../../shared/ports/file-source';
import type { EngineHandle } from './engine-client';
import { usageFault } from './exit-codes';
import { nodeFileSink } from '../services/file-sink-node';

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

/** Puts the files of an export into a folder; each is seen only when it is whole. */
export function chunksInto(sink: FileSink): {
  readonly take: (chunk: ExportChunk) => Promise<void>;
  /** Leaves nothing of a file that was not ended. */
  readonly abort: () => Promise<void>;
} {
  let open: OpenFile | null = null;
  return {
    take: async ({ file, bytes, last }) => {
      open ??= await sink.open(file);
      await open.write(bytes);
      if (!last) return;
      await open.commit();
      open = null;
    },
    abort: async () => {
      await open?.abort();
      open = null;
    },
  };
}

/**
 * Writes all that can be taken away: summary, report, workbook, tables, star schema and the manifest.
 * @throws LeadlensError `write_failed`, `cancelled`
 */
export async function writeOut(options: {
  readonly directory: string;
  readonly engine: Pick<EngineHandle, 'call'>;
  /** The folder of the exports, for people to read. */
  readonly place: string;
  readonly paper: Paper;
  /** What stands over the report. */
  readonly head?: ReportHead;
  readonly notes?: readonly Note[];
  readonly board?: readonly Pin[];
  /** The runs that the project keeps, the newest first. */
  readonly runs?: readonly KeptRun[];
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}): Promise<void> {
  const { directory, engine, place, paper, head, signal, onProgress } = options;
  const { notes = [], board = [], runs = [] } = options;
  const { take, abort } = chunksInto(nodeFileSink(directory));
  try {
    await engine.call(
      'export',
      {
        what: [...EXPORT_KINDS],
        paper,
        sections: [...REPORT_SECTIONS],
        place,
        head,
        notes: [...notes],
        board: [...board],
        runs: [...runs],
        writtenAt: new Date().toISOString(),
        zipped: false,
        withManifest: true,
      },
      { signal, onChunk: take, onProgress },
    );
  } catch (error) {
    await abort();
    throw error;
  }
}
