import type { CrmKeys, MessLevel, SampleOptions, Scenario } from '../../../shared/sample/options';
import type { Hashing } from '../../../shared/sample/hashing';
import type { CliContext } from '../cli-context';
import { EXIT, type ExitCode } from '../exit-codes';
import { progressLine } from '../progress-line';
import { writeSample } from '../sample-files';

export interface SampleCommandOptions {
  readonly scenario: Scenario;
  readonly leads: number;
  readonly snapshots: number;
  readonly seed: number;
  readonly clean: boolean;
  /** 0 to 3. */
  readonly mess: number;
  readonly hashing?: Hashing;
  readonly crmKeys?: CrmKeys;
  readonly deliveredRaw: boolean;
  readonly everyDays?: number;
  readonly invoices?: number;
}

/** `leadlens sample`: writes sample exports and their truth. @throws LeadlensError `sample_options`, `write_failed` */
export async function sample(
  directory: string,
  options: SampleCommandOptions,
  context: CliContext,
): Promise<ExitCode> {
  const line = progressLine(context);
  // Checked with the other options: what is no level is refused with its name.
  const wanted: SampleOptions = { ...options, mess: options.mess as MessLevel };
  const result = await writeSample(
    directory,
    wanted,
    ({ file, done, total }) => line.show(`Writing ${file}`, done, total),
    context.signal,
  ).finally(() => line.clear());
  const megabytes = (result.bytes / 1e6).toFixed(1);
  context.stdout(`Wrote ${String(result.files.length)} files (${megabytes} MB) to ${directory}\n`);
  return EXIT.done;
}
