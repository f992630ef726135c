import { defineStep } from '../../../sql/stage';
import type { Workspace } from '../../../sql/workspace';
import { folderFiles } from '../../classify/classify-parameters';
import { PROFILES } from '../../classify/profile';
import { fileLedger, rates } from '../clean-parameters';
import { openAll } from '../records/file-ledger';
import { nullTokensOf } from '../records/open-records';
import { ambiguousDate, orderName } from '../values/date-findings';
import { findInFormats } from '../values/format-findings';
import { headerCurrencyOf } from '../values/header-currency';
import { srcDeliveredNumbers } from '../values/src-number-texts';
import { DeliveredReader } from './delivered-leads.step';
import { DELIVERED_FIELDS, srcDeliveredText } from './src-delivered-text';
import { stgDeliveredLeads } from './stg-delivered-leads.model';

const makeReader = (workspace: Workspace): DeliveredReader => new DeliveredReader(workspace);

/** Reads the delivered leads: a file that cannot be read is named; the others are still read. */
export const readDeliveredLeads = defineStep({
  name: 'read_delivered_leads',
  title: 'Reading the delivered leads',
  takes: [folderFiles, fileLedger, rates],
  writes: [srcDeliveredText, srcDeliveredNumbers],
  builds: [stgDeliveredLeads],
  size: 'rows',
  run: async (context) => {
    const ledger = context.get(fileLedger);
    const files = context
      .get(folderFiles)
      .filter(({ report }) => report.status === 'read' && report.source === 'delivered_leads');
    const opened = await openAll(files, ledger, context, DELIVERED_FIELDS);
    if (opened.length === 0) return;
    const { counts, date, failed, formats } = await context.kept(makeReader).read(
      opened.map(({ file, text }) => ({
        ...text,
        headerCurrency: headerCurrencyOf('delivered_leads', file.report.mapping),
        hasIds: file.report.mapping.some(({ field, column }) => field === 'lead_uuid' && column !== null),
      })),
      nullTokensOf(PROFILES.delivered_leads, DELIVERED_FIELDS),
      PROFILES.delivered_leads.dateOrder,
      context.get(rates),
      context.signal,
    );
    for (const { file, sha256 } of opened) {
      const path = file.report.file;
      const fault = failed.get(path);
      if (fault) ledger.fail(file, fault);
      const counted = counts.find((c) => c.path === path);
      if (!counted) continue;
      ledger.keep(file, counted, sha256, {
        decidedFormats: date.by === 'none' ? [] : [{ field: 'delivered_on', format: orderName(date.order) }],
      });
    }
    context.found(findInFormats(formats));
    if (date.by !== 'default') return;
    const paths = counts.map((c) => c.path);
    context.found([ambiguousDate('delivered_leads', 'delivered_on', date, paths)]);
  },
});
