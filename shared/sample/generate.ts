import type { FileSink } from '../ports/file-sink';
import type { ParquetEncoder } from '../ports/parquet';
import { writeBytes } from './csv-writer';
import { generateLeadQuality } from './lead-quality';
import { messySink, type PlantedMess } from './messy-sink';
import {
  completeOptions,
  type FullSampleOptions,
  type OnSampleProgress,
  type SampleOptions,
  type SampleResult,
} from './options';
import { generateRevenue } from './revenue';

/**
 * Writes sample exports with their ground truth (`truth.json`) into a folder. The same options give the same bytes.
 * @param parquet encodes the delivered leads
 * @param onProgress told before each file
 * @throws LeadlensError (input, `sample_options`) for options out of range; (cancelled) after `signal` aborts
 */
export async function generateSample(
  options: SampleOptions,
  sink: FileSink,
  parquet: ParquetEncoder,
  onProgress?: OnSampleProgress,
  signal?: AbortSignal,
): Promise<SampleResult> {
  const full = completeOptions(options);
  if (full.mess === 0) return generateFiles(full, sink, parquet, onProgress, signal);
  const planted: PlantedMess[] = [];
  const messy = messySink(sink, full.mess, full.seed, (mess) => planted.push(mess));
  const result = await generateFiles(full, messy, parquet, onProgress, signal);
  const text = `${JSON.stringify(planted, null, 1)}\n`;
  const bytes = await writeBytes(sink, 'truth-mess.json', new TextEncoder().encode(text));
  return {
    files: [...result.files, 'truth-mess.json'].sort(),
    bytes: result.bytes + bytes,
    truth: { ...result.truth, mess: planted },
  };
}

function generateFiles(
  full: FullSampleOptions,
  sink: FileSink,
  parquet: ParquetEncoder,
  onProgress?: OnSampleProgress,
  signal?: AbortSignal,
): Promise<SampleResult> {
  switch (full.scenario) {
    case 'lead-quality':
      return generateLeadQuality(full, sink, parquet, onProgress, signal);
    case 'revenue':
      return generateRevenue(full, sink, onProgress, signal);
    case 'both':
      return generateBoth(full, sink, parquet, onProgress, signal);
  }
}

async function generateBoth(
  full: FullSampleOptions,
  sink: FileSink,
  parquet: ParquetEncoder,
  onProgress?: OnSampleProgress,
  signal?: AbortSignal,
): Promise<SampleResult> {
  // The truth of the first question is written last, beside its exports: with it the sample is whole.
  const marketing = await generateRevenue(full, within(sink, 'marketing'), onProgress, signal);
  const leads = await generateLeadQuality(full, sink, parquet, onProgress, signal);
  return {
    files: [...leads.files, ...marketing.files.map((path) => `marketing/${path}`)].sort(),
    bytes: leads.bytes + marketing.bytes,
    truth: { ...leads.truth, revenue: marketing.truth['revenue'] },
  };
}

/** A sink whose paths start in a folder of another one. */
const within = (sink: FileSink, folder: string): FileSink => ({
  open: (path) => sink.open(`${folder}/${path}`),
});
