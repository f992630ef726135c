import { encodeParquet } from '../../shared/adapters/parquet-encode';
import { generateSample } from '../../shared/sample/generate';
import type { OnSampleProgress, SampleOptions, SampleResult } from '../../shared/sample/options';
import { nodeFileSink } from '../services/file-sink-node';

/** The sample that Home offers: both questions in one folder. */
export const APP_SAMPLE: SampleOptions = {
  scenario: 'both',
  leads: 4000,
  snapshots: 12,
  seed: 1,
  clean: false,
};

/**
 * Writes sample exports into `directory`.
 * @throws LeadlensError `sample_options`, `write_failed`, `cancelled`
 */
export function writeSample(
  directory: string,
  options: SampleOptions,
  onProgress?: OnSampleProgress,
  signal?: AbortSignal,
): Promise<SampleResult> {
  return generateSample(options, nodeFileSink(directory), { encode: encodeParquet }, onProgress, signal);
}
