import { finding, rowsOf } from '../../domain/finding-builder';
import { count, joined, plural, say, type Sentence } from '../../domain/sentence';
import type { Finding } from '../../domain/finding';
import { serviceName, sourceOf } from '../../domain/source';
import type { ModelSpec } from '../../sql/model';
import { ident, join, lit, raw, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { stgInvoices } from '../clean/marketing/stg-invoices.model';
import { stgTouches } from '../clean/marketing/stg-touches.model';
import { intLeadRecords } from './int-lead-records.model';

/** Values that a sentence names. */
const SHOWN = 5;

/** Where an id is written that stands for nobody: as a word of the list, or as one value for many different people. */
const WRITTEN: readonly { readonly table: ModelSpec; readonly written: string; readonly key: string }[] = [
  { table: stgTouches, written: 'user_uid', key: 'person_key' },
  { table: stgInvoices, written: 'user_uid', key: 'person_key' },
  { table: intLeadRecords, written: 'written_uid', key: 'person_key' },
  { table: intLeadRecords, written: 'lead_id', key: 'lead_key' },
  { table: intLeadRecords, written: 'email', key: 'email_key' },
];

/** The canonical field of a column that holds a value as it was written. */
const fieldOf = (written: string): string => (written === 'written_uid' ? 'user_uid' : written);

const WORDS: Readonly<Record<string, string>> = {
  user_uid: 'person ids',
  lead_id: 'lead ids',
  email: 'e-mails',
};

/** Ids and e-mails that stand for nobody: they join no records, and each is named with its count. */
async function findPlaceholderPeople(
  workspace: Workspace,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const rows = await workspace.query(
    sql`
with written as (${join(
      WRITTEN.map(
        ({ table, written, key }) =>
          sql`select source, ${lit(table.name)} as of_table, ${lit(written)} as written, ${lit(key)} as key, ${lit(fieldOf(written))} as field, file, ${ident(written)} as value from ${table} where ${ident(written)} is not null and ${ident(key)} is null`,
      ),
      raw(' union all '),
    )}),
valued as (select source, of_table, written, key, field, value, count(*) as records from written group by all)
select source, of_table, written, key, field, cast(sum(records) as integer), string_agg(value || chr(9) || records, chr(10) order by records desc, value),
  (select string_agg(distinct w.file, chr(10) order by w.file) from written w where w.source = v.source and w.field = v.field)
from valued v group by source, of_table, written, key, field order by source, field`,
    signal,
  );
  return rows.rows().map(([source, table, written, key, field, records, values, files]) => {
    const id = sourceOf(source);
    const all = String(values)
      .split('\n')
      .map((line) => line.split('\t') as [string, string]);
    const named: Sentence[] = all
      .slice(0, SHOWN)
      .map(([text, times]) => say`“${text}” (${count(Number(times))})`);
    const what = WORDS[String(field)] ?? String(field);
    return finding({
      code: 'placeholder_person',
      severity: 'warning',
      source: id,
      column: String(field),
      files: String(files).split('\n'),
      message: say`${id === null ? String(source) : serviceName(id)}: the ${what} of ${plural(Number(records), 'record')} stand for nobody, or for many different people: ${joined(named)}. They join no records.`,
      evidence: all.map(([text, times]) => ({ label: text, value: count(Number(times)) })),
      rows: rowsOf(
        { name: String(table) },
        { source: String(source), [String(key)]: null },
        { filled: [String(written)] },
      ),
    });
  });
}

export const placeholderPeople = defineFindings({
  name: 'placeholder_people',
  title: 'Ids and e-mails that stand for nobody',
  reads: [intLeadRecords, stgInvoices, stgTouches],
  question: 'revenue',
  find: ({ workspace, signal }) => findPlaceholderPeople(workspace, signal),
});
