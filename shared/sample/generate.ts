import type { FileSink } from '../ports/file-sink';
import type { ParquetEncoder } from '../ports/parquet';
import { generateLeadQuality } from './lead-quality';
import { completeOptions, type OnSampleProgress, type SampleOptions, type SampleResult } from './options';
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
  switch (full.scenario) {
    case 'lead-quality':
      return generateLeadQuality(full, sink, parquet, onProgress, signal);
    case 'revenue':
      return generateRevenue(full, sink, onProgress, signal);
    case 'both': {
      // The truth of the first question is written last, beside its exports: with it the sample is whole.
      const marketing = await generateRevenue(full, within(sink, 'marketing'), onProgress, signal);
      const leads = await generateLeadQuality(full, sink, parquet, onProgress, signal);
      return {
        files: [...leads.files, ...marketing.files.map((path) => `marketing/${path}`)].sort(),
        bytes: leads.bytes + marketing.bytes,
        truth: { ...leads.truth, revenue: marketing.truth['revenue'] },
      };
    }
  }
}

/** A sink whose paths start in a folder of another one. */
const within = (sink: FileSink, folder: string): FileSink => ({
  open: (path) => sink.open(`${folder}/${path}`),
});
