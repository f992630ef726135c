import type { FileReport } from '../../contract/sources';
import { NO_REMARKS } from '../../domain/record-remarks';

/** What is known of a file of which nothing has been read yet. */
export const UNREAD_REPORT: Omit<FileReport, 'file' | 'bytes' | 'status'> = {
  sha256: '',
  statusReason: null,
  source: null,
  sourceTitle: null,
  layout: null,
  chosenBy: null,
  asHeader: null,
  candidates: [],
  format: null,
  form: null,
  firstLines: [],
  headers: [],
  mapping: [],
  dimensions: [],
  preview: [],
  records: 0,
  rows: 0,
  separatorRows: 0,
  ...NO_REMARKS,
  rejectedRecords: 0,
  cellIssues: 0,
  decidedFormats: [],
  snapshot: null,
};
