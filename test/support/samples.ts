import { hyparquet } from '../../shared/adapters/parquet';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { FindingCode } from '../../shared/domain/finding';
import type { FileSource } from '../../shared/ports/file-source';
import { generateSample } from '../../shared/sample/generate';
import type { SampleOptions } from '../../shared/sample/options';
import { memoryFiles } from './memory-files';
import { memorySink } from './memory-sink';

/** What is known of an export: a part of `summary.json`. */
export interface Truth {
  readonly inputs: {
    readonly crm_report: {
      readonly records: number;
      readonly separatorRows: number;
      readonly rejectedRecords: number;
    };
  };
  readonly leadQuality: Partial<LeadQualitySummary>;
  readonly findings: readonly {
    readonly code: FindingCode;
    readonly source: string;
    readonly column?: string;
    readonly files?: readonly string[];
  }[];
}

/** A folder of exports in memory. */
export interface Folder {
  /** Path → content. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly truth: Truth;
}

/** A generated sample without its truth files. */
export async function sampleFolder(options: Partial<SampleOptions> = {}): Promise<Folder> {
  const sink = memorySink();
  const { truth } = await generateSample(
    { scenario: 'lead-quality', leads: 300, snapshots: 4, seed: 7, clean: false, ...options },
    sink,
    hyparquet,
  );
  return {
    files: Object.fromEntries([...sink.files].filter(([path]) => !path.startsWith('truth'))),
    truth: truth as unknown as Truth,
  };
}

export const sourceOf = (folder: Pick<Folder, 'files'>): FileSource => memoryFiles(folder.files);
