import type { LeadFilter } from '../../shared/contract/lead-filter';
import { LINK_SETTINGS, type Basis, type LinkSetting } from '../../shared/domain/lead-quality';
import { headlineLinks } from '../../shared/domain/headline';
import { useOutcome } from './answers';
import { useLeadFilters } from './filters';
import { setParams, useNavigation } from './navigation';

export interface Setting {
  readonly basis: Basis;
  readonly links: LinkSetting;
  /** What the screen is narrowed to; all leads where empty. */
  readonly filters: LeadFilter[];
}

/** Basis, links and filters of the screen, from its address; where it names no links, those of the headline. */
export function useSetting(): Setting {
  const basis = useNavigation((p) => (p.params['basis'] === 'latest' ? 'latest' : 'ever'));
  const chosen = useNavigation(({ params }) => LINK_SETTINGS.find((links) => links === params['links']));
  const quality = useOutcome()?.summary.leadQuality;
  const links = chosen ?? (quality ? headlineLinks(quality) : 'linked');
  const filters = useLeadFilters();
  return { basis, links, filters };
}

/** Goes to another basis or other links. */
export const changeSetting = (change: Partial<Pick<Setting, 'basis' | 'links'>>): void =>
  setParams({ ...change });

/** "ever · linked" */
export const settingWords = ({ basis, links }: Pick<Setting, 'basis' | 'links'>): string =>
  `${basis} · ${links}`;
