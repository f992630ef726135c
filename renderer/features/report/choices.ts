import { PAPERS, REPORT_SECTIONS, type Paper, type ReportSectionId } from '../../../shared/contract/report';
import type { RunOutcome } from '../../../shared/contract/run';
import { setParams, useNavigation } from '../../state/navigation';

export interface Choices {
  readonly paper: Paper;
  readonly sections: readonly ReportSectionId[];
}

/** Sections that a run has something for, or that the reader filled. */
export function possibleSections(
  { answered }: RunOutcome,
  own: { readonly notes: number; readonly pins: number; readonly isChanged: boolean } = {
    notes: 0,
    pins: 0,
    isChanged: false,
  },
): readonly ReportSectionId[] {
  const missing: ReportSectionId[] = [
    ...(own.pins > 0 ? [] : (['board'] as const)),
    ...(own.notes > 0 ? [] : (['notes'] as const)),
    ...(own.isChanged ? [] : (['since'] as const)),
    ...(answered.includes('leadQuality') ? [] : (['funnel', 'trends', 'breakdowns', 'change'] as const)),
    ...(answered.includes('revenue') ? [] : (['revenue', 'attribution'] as const)),
    ...(answered.length === 0 ? (['headline'] as const) : []),
  ];
  return REPORT_SECTIONS.filter((id) => !missing.includes(id));
}

/** What is chosen stands in the address, as what is left out. */
export function useChoices(possible: readonly ReportSectionId[]): Choices {
  const { paper, without = '' } = useNavigation((place) => place.params);
  const left = without.split(',');
  return {
    paper: PAPERS.find((name) => name === paper) ?? 'a4',
    sections: possible.filter((id) => !left.includes(id)),
  };
}

export const choosePaper = (paper: Paper): void => setParams({ paper });

export const chooseSections = (possible: readonly ReportSectionId[], sections: readonly string[]): void =>
  setParams({ without: possible.filter((id) => !sections.includes(id)).join(',') });
