import { Select } from '@mantine/core';
import { formatSentence } from '../../../shared/charts/format';
import type { FileReport } from '../../../shared/contract/sources';
import { mappingFor } from '../../../shared/domain/column-mappings';
import { kindOf } from '../../../shared/domain/source';
import { useOutcome } from '../../state/answers';
import { useSession } from '../../state/session';
import { MarkedText } from '../../ui/marked-text';
import { saveUnit } from './choices';
import classes from './file-panel.module.css';

const AS_FOUND = 'as-found';
const UNITS = [
  { value: 'major', label: 'Whole units, such as 12.34' },
  { value: 'minor', label: 'The smallest unit, such as 1234 cents' },
] as const;

/** In what the amounts of an export of invoices are written; what was found of it asks, or says both readings. */
export function UnitChoice({ report }: { readonly report: FileReport }) {
  const { file, headers, source } = report;
  const running = useSession((s) => s.run.state === 'running');
  const said = useSession(
    ({ settings }) =>
      settings?.files[file]?.unit ?? mappingFor(settings?.mappings ?? [], headers, source)?.unit ?? null,
  );
  const findings = (useOutcome()?.findings ?? []).filter(
    ({ code, files }) => code === 'minor_units' && files.includes(file),
  );
  const hasAmount = report.mapping.some(({ field, column }) => field === 'amount' && column !== null);
  if (source === null || kindOf(source) !== 'invoices' || !hasAmount) return null;
  return (
    <>
      {findings.map(({ severity, sentence }) => {
        const message = formatSentence(sentence);
        return (
          <p key={message} className={classes.reason} data-asks={severity !== 'info'}>
            <MarkedText text={message} />
          </p>
        );
      })}
      <Select
        label="Amounts are written in"
        description="For all files with these columns."
        disabled={running}
        allowDeselect={false}
        value={said ?? AS_FOUND}
        data={[{ value: AS_FOUND, label: 'As found' }, ...UNITS]}
        onChange={(value) => void saveUnit(report, UNITS.find((unit) => unit.value === value)?.value ?? null)}
      />
    </>
  );
}
