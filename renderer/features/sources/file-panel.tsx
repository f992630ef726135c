import { Button, Tabs } from '@mantine/core';
import type { FileReport } from '../../../shared/contract/sources';
import { allRows, type GridQuery } from '../../../shared/contract/grid';
import { formatBytes, formatCount, formatCountOf } from '../../../shared/charts/format';
import { useOutcome } from '../../state/answers';
import { showPanel } from '../../state/panel';
import { HashCell } from '../../ui/hash-cell';
import { MarkedText } from '../../ui/marked-text';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import { RowsOf } from '../grid/rows-of';
import { nameParts } from './file-groups';
import { StatusWord } from './file-table';
import { MappingEditor } from './mapping-editor';
import { FormEditor } from './form-editor';
import { Preview } from './preview';
import { RecordAccount } from './record-account';
import classes from './file-panel.module.css';

interface FilePanelProps {
  readonly file: string;
  readonly frame: PanelFrame;
}

/** What could not be read as it stands, or is worth a word: each a table with the rows of all files. */
const LISTS = [
  { value: 'issues', table: 'cell_issues', label: 'Cell issues', saveAs: 'cell-issues' },
  { value: 'rejected', table: 'rejected_records', label: 'Rejected records', saveAs: 'rejected-records' },
  { value: 'remarks', table: 'remarked_records', label: 'Records with a remark', saveAs: 'remarked-records' },
];

/** One file: what it is and why, its mapping, what it holds, what could not be read. */
export function FilePanel({ file, frame }: FilePanelProps) {
  const report = useOutcome()?.files.find((f) => f.file === file);
  const { folder, name } = nameParts(file);
  return (
    <SidePanel {...frame} title={name} subtitle={report ? describe(report) : folder}>
      {report ? <FileDetail report={report} /> : <p>This file is not part of the last run.</p>}
    </SidePanel>
  );
}

const describe = (report: FileReport): string =>
  [
    report.sourceTitle ?? (report.status === 'unknown' ? 'not recognised' : null),
    formatBytes(report.bytes),
    report.format?.compression,
    report.format?.kind === 'parquet' ? 'Parquet' : report.format?.encoding?.toUpperCase(),
  ]
    .filter(Boolean)
    .join(' · ');

const rowsOf = (table: string, file: string): GridQuery => ({
  ...allRows(table),
  filters: [{ op: 'equals', column: 'file', value: file }],
});

function FileDetail({ report }: { readonly report: FileReport }) {
  const asks = report.status === 'needs_mapping' || report.status === 'unknown';
  return (
    <>
      <Facts report={report} />
      {report.statusReason !== null && (
        <p className={classes.reason} data-asks={asks}>
          <MarkedText text={report.statusReason} />
          {asks && (
            <Button variant="subtle" size="compact-xs" onClick={() => showPanel({ kind: 'export-guide' })}>
              How to export
            </Button>
          )}
        </p>
      )}
      <Tabs defaultValue="mapping" keepMounted={false} className={classes.tabs ?? ''}>
        <Tabs.List>
          <Tabs.Tab value="mapping">Mapping</Tabs.Tab>
          <Tabs.Tab value="preview">Preview</Tabs.Tab>
          <Tabs.Tab value="why">Why</Tabs.Tab>
          {report.cellIssues > 0 && (
            <Tabs.Tab value="issues">Cell issues {formatCount(report.cellIssues)}</Tabs.Tab>
          )}
          {report.rejectedRecords > 0 && (
            <Tabs.Tab value="rejected">Rejected {formatCount(report.rejectedRecords)}</Tabs.Tab>
          )}
          {remarksOf(report) > 0 && (
            <Tabs.Tab value="remarks">Remarks {formatCount(remarksOf(report))}</Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="mapping">
          <MappingEditor key={report.source ?? 'none'} report={report} />
        </Tabs.Panel>
        <Tabs.Panel value="preview">
          <Preview report={report} />
          <FormEditor key={report.file} report={report} />
        </Tabs.Panel>
        <Tabs.Panel value="why">
          <Why report={report} />
        </Tabs.Panel>
        {LISTS.map(({ value, table, label, saveAs }) => (
          <Tabs.Panel key={value} value={value}>
            <RowsOf query={rowsOf(table, report.file)} label={label} saveAs={saveAs} height={460} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function Facts({ report }: { readonly report: FileReport }) {
  const { format } = report;
  const account = useOutcome()?.reconciliation.find(({ file }) => file === report.file);
  return (
    <dl className={classes.facts}>
      <dt>State</dt>
      <dd>
        <StatusWord status={report.status} />
      </dd>
      {report.records > 0 && (
        <>
          <dt>Records</dt>
          <dd>{account ? <RecordAccount account={account} /> : formatCount(report.records)}</dd>
        </>
      )}
      {careInWords(report) !== '' && (
        <>
          <dt>Read with care</dt>
          <dd>{careInWords(report)}</dd>
        </>
      )}
      {format?.kind === 'csv' && (
        <>
          <dt>Format</dt>
          <dd>
            {[
              format.delimiter === null ? null : `separated by ${delimiterName(format.delimiter)}`,
              format.preambleLines > 0
                ? `${formatCountOf(format.preambleLines, 'line', 'lines')} before the header`
                : null,
              format.blankLines > 0 ? formatCountOf(format.blankLines, 'blank line', 'blank lines') : null,
            ]
              .filter(Boolean)
              .join(', ')}
          </dd>
        </>
      )}
      <dt>SHA-256</dt>
      <dd>
        <HashCell value={report.sha256} />
      </dd>
    </dl>
  );
}

/** Records with a remark, and headers that came again. */
const remarksOf = (report: FileReport): number =>
  report.totalRows +
  report.footerRows +
  report.shortRecords +
  report.longRecords +
  report.quotedRecords +
  report.recodedRecords +
  report.repeatedHeaders;

/** What had to be done to read the file; empty where it is regular. */
const careInWords = (report: FileReport): string =>
  [
    report.shortRecords > 0 ? formatCountOf(report.shortRecords, 'short record', 'short records') : null,
    report.longRecords > 0 ? formatCountOf(report.longRecords, 'long record', 'long records') : null,
    report.quotedRecords > 0
      ? formatCountOf(report.quotedRecords, 'record with misplaced quotes', 'records with misplaced quotes')
      : null,
    report.recodedRecords > 0
      ? formatCountOf(report.recodedRecords, 'record in another encoding', 'records in another encoding')
      : null,
    report.nulBytes > 0 ? formatCountOf(report.nulBytes, 'NUL byte taken out', 'NUL bytes taken out') : null,
    report.repeatedHeaders > 0
      ? formatCountOf(report.repeatedHeaders, 'further header', 'further headers')
      : null,
  ]
    .filter(Boolean)
    .join(', ');

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};
const delimiterName = (delimiter: string): string => DELIMITERS[delimiter] ?? `“${delimiter}”`;

function Why({ report }: { readonly report: FileReport }) {
  return (
    <div className={classes.why}>
      <p className={classes.muted}>
        {report.chosenBy === 'user'
          ? 'You chose what this file is.'
          : 'What each source says about this file, best first.'}
      </p>
      {report.candidates.map((candidate) => (
        <section key={candidate.source}>
          <h3>
            {candidate.title} <span>{formatCount(Math.round(candidate.score * 100))} of 100</span>
          </h3>
          <ul>
            {candidate.reasons.map((reason) => (
              <li key={reason}>
                <MarkedText text={reason} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {report.decidedFormats.length > 0 && (
        <section>
          <h3>Formats found</h3>
          <ul>
            {report.decidedFormats.map(({ field, format }) => (
              <li key={field}>
                <code>{field}</code>: {format}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
