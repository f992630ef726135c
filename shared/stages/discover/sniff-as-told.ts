import type { FileForm } from '../../contract/project';
import { isFormOf, seriesOf, type KeptForm } from '../../contract/kept-forms';
import type { FileEntry, FileSource } from '../../ports/file-source';
import type { Parquet } from '../../ports/parquet';
import { sniffFile } from './sniff-file';
import type { SniffedFile, UnusableCode, UnusableFile } from './sniffed-file';

/** What the user said of how texts are made. */
export interface ToldForms {
  /** Of one file by its path. */
  readonly of: (path: string) => FileForm | undefined;
  /** Of all files that come out with a header; the newest first. */
  readonly kept: readonly KeptForm[];
}

export const NOTHING_TOLD: ToldForms = { of: () => undefined, kept: [] };

/** What a file can be that comes out right once it is read as it should be. */
const MISREAD: readonly UnusableCode[] = ['not_text', 'no_header'];

/** Names of a header by which its line is found again. */
const TELLING_NAMES = 3;

/**
 * The forms in which a file can come out with a kept header: as it was said, then with the header in other lines that have
 * its first names, since titles above it come and go.
 */
function formsOf({ headers, form }: KeptForm, found: SniffedFile | UnusableFile): readonly FileForm[] {
  if ('code' in found || form.headerLine === undefined || form.headerLine === 0) return [form];
  const names = headers.slice(0, TELLING_NAMES);
  const lines = found.firstLines.flatMap((line, index) =>
    names.every((name) => line.includes(name)) ? [index + 1] : [],
  );
  return [form, ...lines.map((headerLine) => ({ ...form, headerLine }))];
}

/**
 * Looks at the start of a file: as was said of it, else as was said of files that come out with its header, else as it is
 * found.
 * @throws LeadlensError only when cancelled, or on a mistake of ours
 */
export async function sniffAsTold(
  source: FileSource,
  parquet: Parquet,
  entry: FileEntry,
  signal: AbortSignal | undefined,
  told: ToldForms,
): Promise<SniffedFile | UnusableFile> {
  const own = told.of(entry.path);
  const found = await sniffFile(source, parquet, entry, signal, own);
  if (own !== undefined) return 'code' in found ? found : { ...found, form: own };
  if ('code' in found ? !MISREAD.includes(found.code) : found.format !== 'csv') return found;
  const series = seriesOf(entry.path);
  for (const kept of told.kept) {
    if (kept.series !== undefined && kept.series !== series) continue;
    for (const form of formsOf(kept, found)) {
      const file = await sniffFile(source, parquet, entry, signal, form);
      if (!('code' in file) && isFormOf(kept, { path: entry.path, headers: file.headers }))
        return { ...file, form };
    }
  }
  return found;
}
