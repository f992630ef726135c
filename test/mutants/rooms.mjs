import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * The rooms whose code is mutated, each with the tests of its area. Others would notice a few mutants more, and take hours.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const ROOMS = {
  'shared/domain': [
    'test/unit/{cell-issues,cents,charts,classify-file,column-mappings,column-reader,decided}.test.ts',
    'test/unit/{discover,expected-error,fault,finding-builder,format,funnel-charts,json-table}.test.ts',
    'test/unit/{keyed-queue,last-entry,logo,menu,metrics,number-text,numbers,order-findings}.test.ts',
    'test/unit/{periods-of-leads,regular-text,report-groups,revenue-*,review-*,rpc,shortcuts}.test.ts',
    'test/unit/{sibling-reading,snapshot-order,sources-in-words,texts,together,trend-*,typed-number}.test.ts',
    'test/unit/{written-*,xlsx}.test.ts',
    'test/properties/{csv-export,decision-state,number-formats}.test.ts',
  ],
  'shared/stages/discover': [
    'test/unit/{cell-kind,delimiter,dialect,discover,discover-findings,json-table,left-out}.test.ts',
    'test/unit/{regular-text,same-content,text-start,xlsx}.test.ts',
    'test/stages/{file-forms,kept-forms}.test.ts',
  ],
  'shared/stages/classify': [
    'test/unit/{choose-columns,classify-file,map-columns}.test.ts',
    'test/stages/{file-columns,header-mappings,meta-lead-ads,people-exports,rival-columns}.test.ts',
  ],
  'shared/stages/clean': [
    'test/unit/{cell-issues,column-reader,column-types,crm-field-reader,last-entry,number-format}.test.ts',
    'test/unit/{number-text,place-fields,plain-dates,record-scanner,report-groups,sibling-reading,snapshot-order,total-words}.test.ts',
    'test/stages/{ad-exports,damaged-values,equal-snapshots,invoices,kept-forms,marketing-exports}.test.ts',
    'test/stages/{number-forms,report-*,states,sum-rows,total-rows}.test.ts',
    'test/properties/{fold-ranges,number-formats,plain-keys}.test.ts',
  ],
  'shared/stages/dedup': [
    'test/unit/{compared-people,people-weights}.test.ts',
    'test/stages/{dedup,pair-decisions,people,people-weights,person-traits}.test.ts',
    'test/properties/dedup.test.ts',
  ],
  'shared/stages/match': [
    'test/unit/fellegi-sunter.test.ts',
    'test/stages/{lead-keys,likely-links,link-weights,match-findings,match-models,number-forms,rekeyed-reports,report-scope}.test.ts',
  ],
  'shared/stages/decide': ['test/stages/decide.test.ts'],
  'shared/stages/model': ['test/stages/{definitions,relations}.test.ts'],
  'shared/stages/measure': [
    'test/stages/{definitions,equal-snapshots,finding-actions,lead-dimensions,lead-keys,lead-prices}.test.ts',
    'test/stages/{measure-models,repetitions,report-scope,report-series,snapshot-findings,words}.test.ts',
  ],
  'shared/stages/attribute': [
    'test/stages/{ad-exports,attribute,attribute-models,identified-visitors,invoices,revenue-findings}.test.ts',
    'test/stages/{time-zones,touches,words}.test.ts',
  ],
  'shared/stages/report': [
    'test/unit/account.test.ts',
    'test/stages/reconciliation.test.ts',
    'test/contract/report.test.ts',
  ],
  'shared/queries': [
    'test/unit/{csv-header,grid-query,pivot-rows,result-chart,revenue-drill,review-group,review-queue}.test.ts',
    'test/unit/{snapshot-drill,sql-rules,table-sort}.test.ts',
    'test/stages/{code-columns,compare,csv-header,decide,explorations,explore,explore-tables,finding-rows,query-answers}.test.ts',
    'test/stages/{funnel-drill,lead-answers,lead-dimensions,lead-prices,pair-decisions,rate-trends,reached}.test.ts',
    'test/stages/{revenue-filters,revenue-view,snapshot-filter,starter-queries,subjects,user-sql,without-key}.test.ts',
    'test/golden/review.test.ts',
  ],
  'shared/sql': [
    'test/unit/{grid-query,plan,scratch,sql-text}.test.ts',
    'test/stages/{campaign-verbs,dialect,number-verbs,people,plan-run,workspace}.test.ts',
  ],
  'electron/services': [
    'test/unit/{byte-range,decisions-csv,file-policy,file-sink-node,folder-files,keyed-queue,project-places,projects}.test.ts',
    'test/unit/{decision-keeping,decision-segments,logo,remembered-settings,service-faults}.test.ts',
    'test/unit/{service-files,shell-rules}.test.ts',
    'test/faults/{decision-import,decision-log,decision-log-doubt,decision-windows,saving,writer-lock}.test.ts',
    'test/contract/{host-files,host-methods,host-server,host-settings,project-keeping}.test.ts',
  ],
};

/** These run everything, from files to numbers, which they know from elsewhere. */
export const WHOLE_RUNS = [
  'test/properties/differential.test.ts',
  'test/golden/people.test.ts',
  'test/properties/messy-samples.test.ts',
];

/** Of these no mutant is made: they start processes or the built app, or run for a minute. */
export const LEFT_OUT = ['test/unit/cli.test.ts', 'test/stages/{csv-memory,new-source}.test.ts'];

/** Said of a test file that fails without a mutant: what is judged by it is not judged. */
export const FAILS_ANYHOW = 'fails without a mutant: ';
