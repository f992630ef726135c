import type { Basis, LinkSetting } from '../../../shared/domain/lead-quality';
import { setParams, useNavigation } from '../../state/navigation';

export interface Setting {
  readonly basis: Basis;
  readonly links: LinkSetting;
}

/** Basis and links of the screen, from its address. */
export function useSetting(): Setting {
  const basis = useNavigation((p) => (p.params['basis'] === 'latest' ? 'latest' : 'ever'));
  const links = useNavigation((p) => (p.params['links'] === 'strict' ? 'strict' : 'linked'));
  return { basis, links };
}

export const changeSetting = (change: Partial<Setting>): void => setParams({ ...change });

export const settingWords = ({ basis, links }: Setting): string => `${basis} · ${links}`;
