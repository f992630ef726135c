import type { Finding } from '../../../domain/finding';
import { fileNames, finding, rowsOf } from '../../../domain/finding-builder';
import { agree, code, count, joined, plural, say, type Sentence } from '../../../domain/sentence';
import type { SourceId } from '../../../domain/source';
import { compareText } from '../../../domain/text-order';
import { filesRead } from '../../../sql/run-parameters';
import { defineFindings } from '../../../sql/stage';
import { fileLedger } from '../clean-parameters';
import { DELIVERED } from '../delivered/delivered-table';
import { MARKETING_TABLES } from '../marketing/marketing-tables';
import { numberFields } from './column-evidence';
import { isDamagedId } from './id-reader';
import { isSpreadsheetError } from '../../../domain/spreadsheet-error';
import type { FileValues, ValueNote } from './value-notes';

/** The values of one column over the files of one source. */
interface ColumnValues {
  readonly source: SourceId;
  readonly field: string;
  readonly files: Set<string>;
  /** Text → values. */
  readonly texts: Map<string, number>;
  values: number;
}

/** Fields of amounts and counts: an exponent is no damage to an id there. */
const NUMBERS: ReadonlySet<string> = new Set(
  [DELIVERED, ...Object.values(MARKETING_TABLES)].flatMap(numberFields),
);

const KEPT_APART: ReadonlySet<string> = new Set(['lead_number', 'lead_uuid']);

/** Values by source and column. @param of those of one file, as field, text and count */
function byColumn(
  files: readonly FileValues[],
  of: (file: FileValues) => readonly (readonly [field: string, text: string | null, values: number])[],
): readonly ColumnValues[] {
  const columns = new Map<string, ColumnValues>();
  for (const file of files) {
    for (const [field, text, values] of of(file)) {
      const key = `${file.source}\n${field}`;
      let column = columns.get(key);
      if (!column) {
        column = { source: file.source, field, files: new Set(), texts: new Map(), values: 0 };
        columns.set(key, column);
      }
      column.files.add(file.path);
      column.values += values;
      if (text !== null) column.texts.set(text, (column.texts.get(text) ?? 0) + values);
    }
  }
  return [...columns.values()];
}

const notesOf =
  (kind: ValueNote['kind']) =>
  ({ notes }: FileValues): readonly (readonly [string, string | null, number])[] =>
    notes.filter((note) => note.kind === kind).map(({ field, example, values }) => [field, example, values]);

/** @param isMeant holds for all texts that cannot be read for one reason, or for none */
const issuesOf =
  (isMeant: (text: string) => boolean) =>
  ({ issues }: FileValues): readonly (readonly [string, string | null, number])[] =>
    issues.groups
      .filter(({ kept: [first] }) => first !== undefined && isMeant(first.value))
      .flatMap(({ column, values, kept }) => [
        ...kept.map(({ value }) => [column, value, 1] as const),
        [column, null, values - kept.length] as const,
      ]);

const place = ({ files, field }: ColumnValues): Sentence =>
  say`${fileNames([...files].sort())}, column ${field}`;

const such = ({ texts }: ColumnValues): Sentence => {
  const [first] = [...texts.keys()].sort(compareText);
  return first === undefined ? say`` : say` such as ${code(first)}`;
};

const about = (column: ColumnValues): Pick<Finding, 'source' | 'column' | 'files'> => ({
  source: column.source,
  column: column.field,
  files: [...column.files],
});

const cellsOf = (column: ColumnValues): Finding['rows'] =>
  rowsOf({ name: 'cell_issues' }, { source: column.source, column_name: column.field });

const placeholderDates = (column: ColumnValues): Finding => {
  const texts = [...column.texts].sort(([a], [b]) => compareText(a, b));
  return finding({
    code: 'placeholder_dates',
    severity: 'info',
    ...about(column),
    message: say`${place(column)}: ${plural(column.values, 'date')} ${agree(column.values, 'stands', 'stand')} for no day (${joined(
      texts.map(([text, values]) => say`${text}: ${count(values)}`),
    )}). They are placeholders of a tool, and were taken as empty.`,
    evidence: texts.map(([label, values]) => ({ label, value: count(values) })),
  });
};

const serialDates = (column: ColumnValues): Finding =>
  finding({
    code: 'spreadsheet_damage',
    severity: 'info',
    ...about(column),
    message: say`${place(column)}: ${plural(column.values, 'date')}${such(column)} ${agree(column.values, 'is a serial number', 'are serial numbers')} of a spreadsheet. They were read as days since 1899-12-30; if the spreadsheet counts from 1904, export the dates as text.`,
  });

const repairedIds = (column: ColumnValues): Finding =>
  finding({
    code: 'spreadsheet_damage',
    severity: 'info',
    ...about(column),
    message: say`${place(column)}: ${plural(column.values, 'id')}${such(column)} ${agree(column.values, 'is', 'are')} written as a number (\`1001.0\`, \`1,001\`). They were read as the whole number that they stand for (\`1001\`).`,
  });

const paddedIds = (column: ColumnValues): Finding =>
  finding({
    code: 'spreadsheet_damage',
    severity: 'info',
    ...about(column),
    message: say`${place(column)}: the ids have lost the zeros before them that those of other files with this header have. They were filled up to the same number of digits (\`1001\` as \`01001\`).`,
  });

const codedStates = (column: ColumnValues): Finding =>
  finding({
    code: 'states_as_codes',
    severity: 'info',
    ...about(column),
    message: say`${place(column)}: the state of ${plural(column.values, 'row')} is written by its name, or with dots, and was read as its code (Texas as TX, D.C. as DC), so that each state is one row of a breakdown.`,
  });

const implausibleDates = (column: ColumnValues): Finding => {
  const farthest = [...column.texts.keys()].sort(compareText).at(-1) ?? '';
  return finding({
    code: 'implausible_dates',
    severity: 'warning',
    ...about(column),
    message: say`${place(column)}: ${plural(column.values, 'date')} ${agree(column.values, 'lies', 'lie')} far in the future of all others (up to ${farthest}). They do not decide the order of snapshots; correct them in the CRM.`,
  });
};

const spreadsheetErrors = (column: ColumnValues): Finding =>
  finding({
    code: 'spreadsheet_damage',
    severity: 'warning',
    ...about(column),
    message: say`${place(column)}: in ${plural(column.values, 'cell')} a spreadsheet wrote ${joined(
      [...column.texts.keys()].sort(compareText).slice(0, 3).map(code),
    )} in place of the value. Export the file again, and do not save it in a spreadsheet.`,
    rows: cellsOf(column),
  });

/** How many different texts there are, of which not all need be kept. */
function distinct({ texts, values }: ColumnValues): Sentence {
  const kept = [...texts.values()].reduce((sum, of) => sum + of, 0);
  return kept === values ? say`${String(texts.size)} distinct` : say`at least ${count(texts.size)} distinct`;
}

const damagedIds = (column: ColumnValues): Finding =>
  finding({
    code: 'damaged_ids',
    severity: 'warning',
    ...about(column),
    message: say`${place(column)}: ${plural(column.values, 'id')}${such(column)} ${agree(column.values, 'is', 'are')} in scientific notation: a spreadsheet cut off the last digits, so that different ids look the same (${distinct(column)}). ${
      KEPT_APART.has(column.field)
        ? 'The records are kept apart by their e-mail or phone key.'
        : 'Their records join with nothing by it.'
    } Export the file again, and do not save it in a spreadsheet.`,
    rows: cellsOf(column),
  });

/** What tools and spreadsheets made of the values: what was repaired, what stands for nothing, and what is lost. */
function findInValues(files: readonly FileValues[]): readonly Finding[] {
  return [
    ...byColumn(files, notesOf('placeholder')).map(placeholderDates),
    ...byColumn(files, notesOf('serial')).map(serialDates),
    ...byColumn(files, notesOf('repaired_id')).map(repairedIds),
    ...byColumn(files, notesOf('padded_id')).map(paddedIds),
    ...byColumn(files, notesOf('state_code')).map(codedStates),
    ...byColumn(files, notesOf('implausible')).map(implausibleDates),
    ...byColumn(files, issuesOf(isSpreadsheetError)).map(spreadsheetErrors),
    ...byColumn(files, issuesOf(isDamagedId))
      .filter(({ field }) => !NUMBERS.has(field))
      .map(damagedIds),
  ];
}

export const valueFindings = defineFindings({
  name: 'value_findings',
  title: 'What tools and spreadsheets made of the values',
  takes: [fileLedger, filesRead],
  find: ({ get }) => findInValues(get(fileLedger).values),
});
