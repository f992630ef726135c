import { finding, rowsOf } from '../../domain/finding-builder';
import { agree, count, joined, plural, say } from '../../domain/sentence';
import { int, queryRows, requiredText } from '../../sql/records';
import { lit, sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { rptNumberForms } from './rpt-number-forms.model';

const SAMPLES = 3;

/** Lead numbers that are written in several ways, so that one lead counts as several CRM leads. */
export const numberFormFindings = defineFindings({
  name: 'number_form_findings',
  title: 'Lead numbers written in several ways',
  reads: [rptNumberForms],
  find: async ({ workspace, signal }) => {
    const [row] = await queryRows(
      workspace,
      sql`
select cast(count(distinct (series, plain_number)) as integer) as numbers, cast(count(*) as integer) as leads,
  cast(count(distinct (series, plain_number)) filter (is_same_lead) as integer) as same
from ${rptNumberForms}`,
      signal,
    );
    const [numbers, leads, same] = [int(row, 'numbers'), int(row, 'leads'), int(row, 'same')];
    if (numbers === 0) return [];
    const samples = await queryRows(
      workspace,
      sql`select string_agg('“' || lead_number || '”', ' and ' order by lead_number) as forms from ${rptNumberForms}
      group by series, plain_number order by max(is_same_lead) desc, plain_number limit ${lit(SAMPLES)}`,
      signal,
    );
    const files = await queryRows(
      workspace,
      sql`select distinct file from ${rptNumberForms} order by file`,
      signal,
    );
    return [
      finding({
        code: 'lead_number_forms',
        severity: same > 0 ? 'warning' : 'info',
        source: 'crm_report',
        column: 'lead_number',
        files: files.map((one) => requiredText(one, 'file')),
        message: say`${plural(numbers, 'lead number')} ${agree(numbers, 'is', 'are')} written in several ways, such as ${joined(
          samples.map((one) => requiredText(one, 'forms')),
        )}: ${count(same)} of them ${agree(same, 'is', 'are')} of the same people, by a key or by entry date and place. Each way counts as a CRM lead of its own, ${count(leads)} in all: a cancellation under one way takes no sale of another back, and a lead that changes its way vanishes. Delivered leads are linked by their keys and count once. Ask for the numbers in one way.`,
        evidence: [
          { label: 'Lead numbers', value: count(numbers) },
          { label: 'Ways to write them', value: count(leads) },
          { label: 'Of the same people', value: count(same) },
        ],
        rows: rowsOf(rptNumberForms),
      }),
    ];
  },
});
