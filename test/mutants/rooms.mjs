import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

const UNIT = ['test/unit/**/*.test.ts'];
const STAGES = ['test/stages/**/*.test.ts'];

/**
 * The rooms whose code is mutated, each with the tests of its area. Others would notice a few mutants more, and take hours.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const ROOMS = {
  'shared/domain': [
    'test/unit/{cell-issues,cents,charts,classify-file,column-reader,decided,discover,expected-error}.test.ts',
    'test/unit/{finding-builder,format,funnel-charts,header-*,json-table,keyed-queue,last-entry,menu,metrics}.test.ts',
    'test/unit/{number-text,order-findings,regular-text,report-groups,revenue-*,review-*,rpc,shortcuts}.test.ts',
    'test/unit/{sibling-reading,snapshot-order,together,trend-*,typed-number,written-*,xlsx}.test.ts',
    'test/properties/{csv-export,decision-state,number-formats}.test.ts',
  ],
  'shared/stages': [
    ...UNIT,
    ...STAGES,
    'test/properties/{dedup,fold-ranges,number-formats,plain-keys}.test.ts',
  ],
  'shared/queries': [
    'test/unit/{grid-query,pivot-rows,result-chart,review-queue,table-sort}.test.ts',
    'test/stages/{compare,decide,explore,explore-tables,funnel-drill,lead-dimensions,lead-prices,pair-decisions}.test.ts',
    'test/stages/{revenue-filters,revenue-view,snapshot-filter,starter-queries,subjects,user-sql}.test.ts',
    'test/golden/review.test.ts',
  ],
  'shared/sql': [
    'test/unit/{plan,grid-query}.test.ts',
    'test/stages/{campaign-verbs,dialect,number-verbs,people,plan-run,relations,runs,workspace}.test.ts',
  ],
  'electron/services': [
    'test/unit/{byte-range,file-policy,file-sink-node,folder-files,keyed-queue,project-places,projects}.test.ts',
    'test/unit/{remembered-settings,shell-rules}.test.ts',
    'test/faults/{decision-import,decision-log,decision-log-doubt,decision-windows,saving,writer-lock}.test.ts',
    'test/contract/{host-files,host-methods,host-settings}.test.ts',
  ],
};

/** Of these no mutant is made: they start processes or the built app, or run for a minute. */
export const LEFT_OUT = ['test/unit/cli.test.ts', 'test/stages/{csv-memory,new-source}.test.ts'];
