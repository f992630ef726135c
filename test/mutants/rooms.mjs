import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * The rooms whose code is mutated, each with the tests of its area. Others would notice a few mutants more, and take hours.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const ROOMS = {
  'shared/domain': [
    'test/unit/{cell-issues,cents,charts,classify-file,column-mappings,column-reader,decided}.test.ts',
    'test/unit/{discover,expected-error,finding-builder,format,funnel-charts,header-*,json-table}.test.ts',
    'test/unit/{keyed-queue,last-entry,logo,menu,metrics,number-text,numbers,order-findings}.test.ts',
    'test/unit/{periods-of-leads,regular-text,report-groups,revenue-*,review-*,rpc,shortcuts}.test.ts',
    'test/unit/{sibling-reading,snapshot-order,sources-in-words,texts,together,trend-*,typed-number}.test.ts',
    'test/unit/{written-*,xlsx}.test.ts',
    'test/properties/{csv-export,decision-state,number-formats}.test.ts',
  ],
  'shared/stages': [
    'test/unit/{cell-issues,classify-file,column-reader,crm-field-reader,dialect,discover,fellegi-sunter}.test.ts',
    'test/unit/{file-forms,header-*,json-table,last-entry,number-text,people-weights,plan,record-scanner}.test.ts',
    'test/unit/{regular-text,report-groups,sibling-reading,snapshot-order,written-date,xlsx}.test.ts',
    'test/stages/{ad-exports,attribute,damaged-values,decide,dedup,definitions,dialect,equal-snapshots}.test.ts',
    'test/stages/{file-columns,file-forms,finding-actions,header-mappings,identified-visitors,invoices}.test.ts',
    'test/stages/{kept-forms,lead-*,likely-links,link-weights,marketing-exports,meta-lead-ads}.test.ts',
    'test/stages/{number-*,pair-decisions,people*,person-traits,reconciliation,rekeyed-reports}.test.ts',
    'test/stages/{repetitions,report-*,rival-columns,states,sum-rows,time-zones,total-rows,touches,words}.test.ts',
    'test/properties/{dedup,fold-ranges,number-formats,plain-keys}.test.ts',
  ],
  'shared/queries': [
    'test/unit/{grid-query,pivot-rows,result-chart,review-queue,table-sort}.test.ts',
    'test/stages/{compare,decide,explore,explore-tables,funnel-drill,lead-dimensions,lead-prices,pair-decisions}.test.ts',
    'test/stages/{revenue-filters,revenue-view,snapshot-filter,starter-queries,subjects}.test.ts',
    'test/golden/review.test.ts',
  ],
  'shared/sql': [
    'test/unit/{plan,grid-query}.test.ts',
    'test/stages/{campaign-verbs,dialect,number-verbs,people,plan-run,relations,runs,workspace}.test.ts',
  ],
  'electron/services': [
    'test/unit/{byte-range,file-policy,file-sink-node,folder-files,keyed-queue,project-places,projects}.test.ts',
    'test/unit/{logo,remembered-settings,service-files,shell-rules}.test.ts',
    'test/faults/{decision-import,decision-log,decision-log-doubt,decision-windows,saving,writer-lock}.test.ts',
    'test/contract/{host-files,host-methods,host-settings}.test.ts',
  ],
};

/** Of these no mutant is made: they start processes or the built app, or run for a minute. */
export const LEFT_OUT = ['test/unit/cli.test.ts', 'test/stages/{csv-memory,new-source}.test.ts'];
