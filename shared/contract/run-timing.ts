import { STAGE_NAMES, type StageName } from '../domain/source';
import type { FileTiming } from './file-clock';
import type { FileReport } from './sources';
import type { UnitTiming } from './timings';

/** What one stage took, with how much of it was done and how much stood from a run before. */
export interface StageTiming {
  readonly stage: StageName;
  /** What works at the same time is counted more than once. */
  readonly seconds: number;
  readonly run: number;
  readonly kept: number;
}

/** What a run took. */
export interface RunTiming {
  /** From its start to its end. */
  readonly seconds: number;
  /** In their order. */
  readonly stages: readonly StageTiming[];
  /** The longest first; bytes and records are those of the whole file, null where it was not read. */
  readonly files: readonly (FileTiming & {
    readonly bytes: number | null;
    readonly records: number | null;
  })[];
  /** Models, steps and findings, the longest first. */
  readonly units: readonly UnitTiming[];
}

const longestFirst = (a: { readonly seconds: number }, b: { readonly seconds: number }): number =>
  b.seconds - a.seconds;

/** Puts together what stages, files, models and steps of a run took. */
export function runTiming(
  units: readonly UnitTiming[],
  taken: readonly FileTiming[],
  {
    files,
    seconds,
  }: { readonly files: readonly Pick<FileReport, 'file' | 'bytes' | 'records'>[]; readonly seconds: number },
): RunTiming {
  const reports = new Map(files.map((file) => [file.file, file]));
  return {
    seconds,
    stages: STAGE_NAMES.flatMap((stage) => {
      const own = units.filter((unit) => unit.stage === stage);
      const kept = own.filter(({ state }) => state === 'kept').length;
      const sum = own.reduce((all, unit) => all + unit.seconds, 0);
      return own.length === 0 ? [] : [{ stage, seconds: sum, run: own.length - kept, kept }];
    }),
    files: taken
      .map((file) => {
        const report = reports.get(file.file);
        return { ...file, bytes: report?.bytes ?? null, records: report?.records ?? null };
      })
      .sort(longestFirst),
    units: [...units].sort(longestFirst),
  };
}
