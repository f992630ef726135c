import { expect, test } from 'vitest';
import type { FunnelView } from '../../shared/contract/funnel';
import { BASES, LINK_SETTINGS } from '../../shared/domain/lead-quality';
import { leadChartThing, leadTableThing } from '../../shared/stages/report/report-things';

const FILTERS = [{ dimension: 'state', values: ['TX', null] }] as const;

/** Of a view nothing is asked but how it was made. */
const viewOf = (key: string): FunnelView => ({ key, filters: FILTERS }) as unknown as FunnelView;

test.each(BASES.flatMap((basis) => LINK_SETTINGS.map((links) => [basis, links] as const)))(
  'A chart and a table of the report under %s and %s are named with how their leads are counted',
  (basis, links) => {
    const view = viewOf(`${basis}_${links}`);
    const counted = { basis, links, filters: FILTERS };
    expect(leadChartThing('breakdown', view, 'state')).toEqual({
      kind: 'leadChart',
      chart: 'breakdown',
      dimension: 'state',
      measure: 'appointment',
      ...counted,
    });
    expect(leadChartThing('days', view)).toMatchObject({ dimension: null, measure: null, ...counted });
    expect(leadTableThing('ways', view)).toEqual({
      kind: 'leadTable',
      table: 'ways',
      dimension: null,
      ...counted,
    });
  },
);
