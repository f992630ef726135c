import { create } from 'zustand';
import { thingKey, type Thing, type ThingView } from '../../shared/contract/thing';
import { useEngine, useOutcome } from './answers';
import { leadParams } from './filters';
import { goTo, type Screen } from './navigation';
import { notify } from './notices';
import { showPanel, type Panel } from './panel';
import { revenueParams } from './revenue-filters';

/** The thing that the reader wants to see: it comes into view when its screen is there. */
export const useWanted = create<{ readonly key: string | null }>(() => ({ key: null }));

/** Things in the data of the last run, one for each; null while they are looked for. */
export function useThings(things: readonly Thing[], withData: boolean): readonly ThingView[] | null {
  const answer = useEngine('things', { things: [...things], withData });
  return answer.data;
}

/** The number of a finding among those of the run; null where it is not there. */
function usePlaces(): (of: Thing) => number | null {
  const findings = useOutcome()?.findings ?? [];
  return (of) => {
    if (of.kind !== 'finding') return null;
    const place = findings.findIndex(
      ({ code, source, column }) => code === of.code && source === of.source && column === of.column,
    );
    return place === -1 ? null : place;
  };
}

/** Where a thing is shown: an address, or what opens beside it; null: nowhere any more. */
type Place =
  { readonly screen: Screen; readonly params: Readonly<Record<string, string>> } | { readonly panel: Panel };

function placeOf(of: Thing, finding: number | null): Place | null {
  switch (of.kind) {
    case 'leadFigure':
      return { screen: 'funnel', params: leadParams(of) };
    case 'leadTable':
      return {
        screen: 'funnel',
        params: { ...leadParams(of), ...(of.dimension === null ? {} : { by: of.dimension }) },
      };
    case 'leadChart':
      return {
        screen: 'funnel',
        params: {
          ...leadParams(of),
          ...(of.dimension === null ? {} : { by: of.dimension }),
          ...(of.measure === null ? {} : { [of.chart === 'state_map' ? 'map' : 'rate']: of.measure }),
        },
      };
    case 'trendChart':
      return { screen: 'funnel', params: { ...leadParams(of), trends: JSON.stringify(of.trends) } };
    case 'matchesChart':
      return { screen: 'matches', params: {} };
    case 'revenueFigure':
    case 'revenueTable':
      return { screen: 'revenue', params: revenueParams(of) };
    case 'revenueChart':
      return {
        screen: 'revenue',
        params: {
          ...revenueParams(of),
          ...(of.chart === 'revenue_by_day' ? { step: 'day' } : {}),
          ...(of.chart === 'revenue_by_week' ? { step: 'week' } : {}),
        },
      };
    case 'finding':
      return finding === null ? null : { screen: 'findings', params: { finding: String(finding) } };
    case 'rows':
      return {
        panel: { kind: 'rows', title: of.title, subtitle: of.basis, metricId: null, query: of.query },
      };
    case 'subject':
      return { panel: { kind: 'subject', subject: of.subject } };
  }
}

/** Goes to where a thing is shown, narrowed as it was. */
export function useGoToThing(): (of: Thing) => void {
  const findingOf = usePlaces();
  return (of) => {
    const place = placeOf(of, findingOf(of));
    if (place === null) {
      notify({ kind: 'things', text: 'The data of the last run do not have it any more.' });
      return;
    }
    if ('panel' in place) {
      showPanel(place.panel);
      return;
    }
    useWanted.setState({ key: thingKey(of) });
    goTo(place.screen, place.params);
  };
}
