import type { FunnelCounts, FunnelKey } from '../../../../shared/contract/summary';
import type { Basis, LinkSetting } from '../../../../shared/domain/lead-quality';

export const PLAIN_BASES: readonly Basis[] = ['ever', 'latest'];
export const PLAIN_SETTINGS: readonly LinkSetting[] = ['strict', 'linked', 'likely'];
/** The names of the funnels: a basis and a setting. */
export const FUNNEL_KEYS_OF = PLAIN_BASES.flatMap((basis) =>
  PLAIN_SETTINGS.map((setting): FunnelKey => `${basis}_${setting}`),
);
export type PlainFunnels = { readonly [K in FunnelKey]: FunnelCounts };
