import { expect, test } from 'vitest';
import type { StepContext } from '../../shared/sql/stage';
import { folderFiles } from '../../shared/stages/classify/classify-parameters';
import type { FolderFile } from '../../shared/stages/classify/folder-files';
import { crmFileReadings, filledPlaces, reportSeries } from '../../shared/stages/clean/clean-parameters';
import { readCrmReports } from '../../shared/stages/clean/crm/crm-reports.step';
import { fileReport } from '../support/file-report';

test('Where no file of the first question ever was in the folder, its tables are not touched', async () => {
  const files = [
    fileReport('ads.csv', { source: 'google_ads' }),
    fileReport('leads.csv', { source: 'delivered_leads', status: 'needs_mapping' }),
    fileReport('crm.csv', { status: 'ignored' }),
  ].map((report): FolderFile => ({ sniffed: null, classification: null, report }));
  const gave = new Map<unknown, unknown>();
  await readCrmReports.run({
    // A table that is touched would need its workspace.
    workspace: {},
    kept: (make: (workspace: unknown) => unknown) => make({}),
    get: (parameter: unknown) => (parameter === folderFiles ? files : undefined),
    give: (parameter: unknown, value: unknown) => gave.set(parameter, value),
  } as unknown as StepContext);
  expect([...gave]).toEqual([
    [crmFileReadings, new Map()],
    [filledPlaces, new Map()],
    [reportSeries, []],
  ]);
});
