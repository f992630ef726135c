import { ATTRIBUTION_MODELS, type AttributionModel } from '../../../shared/domain/attribution';
import type { RevenueFilters } from '../../../shared/contract/revenue';
import { setParams, useNavigation } from '../../state/navigation';
import { useRevenueFilters } from '../../state/revenue-filters';

export interface Setting {
  readonly model: AttributionModel;
  /** By what the revenue of a campaign is split between its platforms. */
  readonly splitBy: 'spend' | 'clicks';
  /** What the screen is narrowed to. */
  readonly filters?: RevenueFilters;
}

const modelOf = (name: string | undefined): AttributionModel =>
  ATTRIBUTION_MODELS.find((model) => model === name) ?? 'crm_campaign';

/** The model and the split of the screen, from its address. */
export function useSetting(): Setting {
  const model = useNavigation((p) => modelOf(p.params['model']));
  const splitBy = useNavigation((p) => (p.params['split'] === 'clicks' ? 'clicks' : 'spend'));
  const filters = useRevenueFilters();
  return { model, splitBy, ...(filters ? { filters } : {}) };
}

export const changeModel = (model: AttributionModel): void => setParams({ model });
export const changeSplit = (splitBy: Setting['splitBy']): void => setParams({ split: splitBy });
