import { RESTS_ON } from './dead-steps';
import { FUNNEL_STAGES, type FunnelStage } from './lead-quality';
import { METRICS } from './metrics';

/** What a conversion starts from: the delivered leads, or those that have reached a stage. */
export type ConversionBase = 'delivered' | Exclude<FunnelStage, 'set_reported' | 'net_sale'>;

export const CONVERSION_BASES: readonly ConversionBase[] = ['delivered', 'appointment', 'demo', 'sale'];

/** Of the leads that have reached one step, those that have reached another one too. */
export interface Conversion {
  readonly of: FunnelStage;
  readonly per: ConversionBase;
}

const ORDER: readonly string[] = ['delivered', ...FUNNEL_STAGES];

/** All that can be asked for: a later stage of an earlier one; what was reported as set only of delivered leads. */
export const CONVERSIONS: readonly Conversion[] = CONVERSION_BASES.flatMap((per) =>
  FUNNEL_STAGES.filter((of) => ORDER.indexOf(of) > ORDER.indexOf(per)).map((of) => ({ of, per })),
);

/** "Demos of appointments" */
export const conversionName = ({ of, per }: Conversion): string =>
  `${METRICS[of].name} of ${METRICS[per].name.toLowerCase()}`;

/** The columns of the reports on which a conversion rests. */
export const restsOn = ({ of, per }: Conversion): readonly string[] => [
  ...new Set([...RESTS_ON[per], ...RESTS_ON[of]]),
];
