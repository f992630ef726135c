import { NO_REMARKS } from '../../shared/domain/record-remarks';
import type { FileReport } from '../../shared/contract/sources';

/** A CRM report that was read without a remark, with what a test wants to be different. */
export const fileReport = (file: string, change: Partial<FileReport> = {}): FileReport => ({
  file,
  bytes: 100,
  sha256: 'ab'.repeat(32),
  status: 'read',
  statusReason: null,
  source: 'crm_report',
  sourceTitle: 'CRM report',
  layout: null,
  chosenBy: 'profile',
  candidates: [],
  format: null,
  firstLines: [],
  headers: [],
  mapping: [],
  preview: [],
  records: 0,
  rows: 0,
  separatorRows: 0,
  ...NO_REMARKS,
  rejectedRecords: 0,
  cellIssues: 0,
  decidedFormats: [],
  snapshot: null,
  ...change,
});
