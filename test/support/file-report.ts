import type { FileReport } from '../../shared/contract/sources';
import { UNREAD_REPORT } from '../../shared/stages/classify/unread-report';

/** A CRM report that was read without a remark, with what a test wants to be different. */
export const fileReport = (file: string, change: Partial<FileReport> = {}): FileReport => ({
  ...UNREAD_REPORT,
  file,
  bytes: 100,
  sha256: 'ab'.repeat(32),
  status: 'read',
  source: 'crm_report',
  sourceTitle: 'CRM report',
  chosenBy: 'profile',
  ...change,
});
