import { Button, Select } from '@mantine/core';
import type { FileReport, FileStatus, SourceDescription } from '../../../shared/contract/sources';
import { SOURCE_IDS, type SourceId } from '../../../shared/domain/source';
import { useEngine } from '../../state/answers';
import { useSession } from '../../state/session';
import { FaultNote } from '../../ui/fault-note';
import { chooseSource, forgetChoices } from './choices';
import { basisInWords } from './column-values';
import { FieldTable } from './field-table';
import { OtherColumns } from './other-columns';
import { SeriesChoice } from './series-choice';
import { UnitChoice } from './unit-choice';
import classes from './file-panel.module.css';

const isSource = (id: string): id is SourceId => (SOURCE_IDS as readonly string[]).includes(id);
const LEFT_OUT = 'left-out';
/** Files of which nothing is known but that they are there. */
const NOT_OPENED: readonly FileStatus[] = ['duplicate', 'unusable'];

/** Source and columns of a file, changed by hand; the project keeps it and runs again. */
export function MappingEditor({ report }: { readonly report: FileReport }) {
  const sources = useEngine('sources', {});
  const running = useSession((s) => s.run.state === 'running');
  const hasOwn = useSession((s) => s.settings?.files[report.file] !== undefined);
  const hasChoices = hasOwn || report.asHeader !== null;
  return (
    <div className={classes.mapping}>
      <SourceChoice report={report} sources={sources.data ?? []} disabled={running} />
      <UnitChoice report={report} />
      <SeriesChoice key={`${report.file} ${report.snapshot?.series ?? ''}`} report={report} />
      {hasChoices && (
        <p className={classes.chosen}>
          {report.asHeader !== null
            ? 'As you said of all files with these columns.'
            : 'You changed what this file is or how it is mapped.'}
          <Button variant="default" disabled={running} onClick={() => void forgetChoices(report)}>
            Back to the automatic choice
          </Button>
        </p>
      )}
      {report.headers.length > 0 && !NOT_OPENED.includes(report.status) && <Columns report={report} />}
    </div>
  );
}

/** Which column is which field, and what the columns hold. */
function Columns({ report }: { readonly report: FileReport }) {
  const { data, fault } = useEngine('fileColumns', { file: report.file });
  return (
    <>
      {data !== null && <p className={classes.muted}>{basisInWords(data)}</p>}
      {fault !== null && <FaultNote fault={fault} />}
      {report.mapping.length > 0 && <FieldTable report={report} columns={data} />}
      {data !== null && <OtherColumns report={report} columns={data} />}
    </>
  );
}

interface SourceChoiceProps {
  readonly report: FileReport;
  readonly sources: readonly SourceDescription[];
  readonly disabled: boolean;
}

function SourceChoice({ report, sources, disabled }: SourceChoiceProps) {
  const known =
    sources.length > 0
      ? sources
      : report.candidates.map(({ source, title }) => ({ source, title, description: '' }));
  return (
    <Select
      label="This file is"
      placeholder="Choose what it is"
      description={sources.find((s) => s.source === report.source)?.description}
      disabled={disabled}
      value={report.status === 'ignored' ? LEFT_OUT : report.source}
      data={[
        ...known.map(({ source, title }) => ({ value: source, label: title })),
        { value: LEFT_OUT, label: 'Nothing of use: leave it out' },
      ]}
      onChange={(value) => {
        if (value === LEFT_OUT) void chooseSource(report, null);
        else if (value !== null && isSource(value)) void chooseSource(report, value);
      }}
    />
  );
}
