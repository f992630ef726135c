import type { LeadQualitySummary } from '../../shared/contract/summary';
import { BASES, MOVING_COUNTS, type LinkSetting } from '../../shared/domain/lead-quality';
import type { TrueFunnel } from '../../shared/sample/lead-quality-truth';
import type { SampleOptions } from '../../shared/sample/options';
import { analyse, numbersOf } from './engine';
import { sampleFolder, sourceOf } from './samples';

/** What a run says of a sample, and what its leads really reached. */
export interface TrueSample {
  readonly told: LeadQualitySummary;
  readonly really: TrueFunnel;
}

export async function trueSample(options: Partial<SampleOptions>): Promise<TrueSample> {
  const folder = await sampleFolder(options);
  const really = (folder.truth as unknown as { readonly trueFunnel: TrueFunnel }).trueFunnel;
  return { told: numbersOf(await analyse(sourceOf(folder))), really };
}

/** The `seed`th of many samples of other sizes, lengths and levels of mess. */
export const variedSample = (seed: number): Promise<TrueSample> =>
  trueSample({
    leads: 200 + ((seed * 137) % 800),
    snapshots: 3 + (seed % 5),
    seed,
    mess: ([0, 1, 2, 3] as const)[seed % 4] ?? 0,
  });

/** By how much all counts of a setting, ever and latest, are off the truth together. */
export const errorOf = ({ told, really }: TrueSample, links: LinkSetting): number =>
  BASES.reduce(
    (sum, basis) =>
      sum +
      MOVING_COUNTS.reduce(
        (of, count) => of + Math.abs(told.funnel[`${basis}_${links}`][count] - really[basis][count]),
        0,
      ),
    0,
  );

/** The counts of *ever*, *likely* that are not within their stated expected error. */
export const outsideOf = ({ told, really }: TrueSample): readonly string[] =>
  MOVING_COUNTS.filter((count) => {
    const { low, high } = told.likely.expectedError[count];
    return really.ever[count] < low || really.ever[count] > high;
  });
