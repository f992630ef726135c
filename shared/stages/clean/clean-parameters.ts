import { givenByStep, settingOf } from '../../sql/stage';
import type { FileReading } from './crm/file-reading';
import type { ReportSeries } from './crm/tell-series.step';
import type { FileLedger } from './records/file-ledger';

export const fileLedger = givenByStep<FileLedger>(
  'file_ledger',
  'What becomes of each file while it is read: its counts, or why it could not be read.',
);

export const crmFileReadings = givenByStep<ReadonlyMap<string, FileReading>>(
  'crm_file_readings',
  'By path: how the values of a CRM report are read.',
);

export const rates = settingOf(
  'rates',
  'Units of each currency for one of the project currency.',
  ({ settings }) => settings.rates,
);

export const snapshotOrder = settingOf(
  'snapshot_order',
  'The order of the CRM reports, where the reader gave one.',
  ({ settings }) => settings.snapshotOrder,
);

export const keptSeries = settingOf(
  'kept_series',
  'Whose the CRM reports are, as far as the reader says so.',
  ({ settings }) => settings.reportSeries,
);

export const reportSeries = givenByStep<readonly ReportSeries[]>(
  'report_series',
  'Whose the CRM reports are: one series, or several that count their lead numbers apart.',
);

export const filledPlaces = givenByStep<ReadonlyMap<string, readonly string[]>>(
  'filled_places',
  'City and state by CRM report, where its own column has a value: the rest is taken from the location.',
);

export const missingSentences = givenByStep<readonly string[]>(
  'missing_sentences',
  'What the folder lacks to answer a question, and what that costs.',
);
