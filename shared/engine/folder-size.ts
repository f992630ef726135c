import type { FileEntry, FileSource } from '../ports/file-source';

/**
 * Bytes of text from which on tables are held in little memory. DuckDB-WASM has 4 GB: 200,000 leads in 22 snapshots are 0.6 GB of files and
 * took 0.8 GB of it, 1,000,000 are 2.8 GB and took nearly all (docs/adr/0020).
 */
export const COMPACT_FROM = 2 ** 30;

/** Files that hold several times as much text as they have bytes. */
const PACKED = /\.(?:parquet|gz|zip|xlsx)$/i;
const PACKED_TIMES = 4;

const textBytes = ({ path, bytes }: FileEntry): number => (PACKED.test(path) ? bytes * PACKED_TIMES : bytes);

/**
 * About how many bytes of text the files of a folder hold.
 * @throws LeadlensError `folder_unreadable`, `cancelled`
 */
export async function textBytesOf(source: FileSource, signal: AbortSignal): Promise<number> {
  const { files } = await source.list(signal);
  return files.reduce((sum, file) => sum + textBytes(file), 0);
}
