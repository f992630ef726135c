import { dateOrderEvidence } from '../../sql/dialect';
import { defineModel, type Columns, type ModelSpec, type TableSpec } from '../../sql/model';
import { currencyCode, plainNumberShape } from '../../sql/number-verbs';
import { commas, ident, join, lit, raw, sql, type Sql } from '../../sql/sql';
import { ORIGIN_COLUMNS } from './marketing-columns';
import { fieldValue, type SourceTokens } from './reading-plan';
import { srcAdsText, srcInvoicesText, srcLeadsText } from './src-marketing-text';
import { srcAdsNumbers, srcInvoiceNumbers, srcLeadNumbers } from './src-number-texts';

/** What a table of text holds, and how it is to be looked at. */
export interface ShapeSpec {
  readonly table: TableSpec;
  /** Where its numbers stand that are not written plainly, taken apart. */
  readonly numbers: TableSpec;
  readonly texts: readonly string[];
  readonly money: readonly string[];
  readonly counts: readonly string[];
  readonly date: string | null;
  /** Whether it has a field `currency`. */
  readonly hasCurrency: boolean;
}

/** The fields that are numbers: amounts, then counts. */
export const numberFields = ({ money, counts }: ShapeSpec): readonly string[] => [...money, ...counts];

type ShapesModel = ModelSpec<SourceTokens>;

/**
 * Text with the shape of its numbers and dates: what the columns say about the way they are written is counted here,
 * before anything is cast. No setting of the project goes in, so that a new rate does not read the text again.
 */
function defineShapes(name: string, title: string, spec: ShapeSpec): ShapesModel {
  const numbers = numberFields(spec);
  const varchar = { type: 'VARCHAR', description: 'Text without null tokens.' } as const;
  const each = (fields: readonly string[], of: (field: string) => Columns): Columns =>
    fields.reduce<Columns>((all, field) => ({ ...all, ...of(field) }), {});
  const columns: Columns = {
    ...ORIGIN_COLUMNS,
    ...each(spec.texts, (field) => ({ [field]: varchar })),
    ...each(spec.date === null ? [] : [spec.date], (field) => ({
      [field]: varchar,
      date_evidence: { type: 'INTEGER', description: 'What it says about the order of day and month.' },
    })),
    ...each(spec.hasCurrency ? ['currency'] : [], (field) => ({
      [field]: varchar,
      column_currency: { type: 'VARCHAR', description: 'Code that the column states.' },
    })),
    ...each(numbers, (field) => ({
      [field]: varchar,
      [`${field}_core`]: { type: 'VARCHAR', description: 'Digits and separators.' },
      [`${field}_shape`]: { type: 'INTEGER', description: 'Use of the separators.' },
      [`${field}_is_negative`]: { type: 'BOOLEAN', description: 'Written as negative.' },
    })),
    ...each(spec.money, (field) => ({
      [`${field}_currency`]: { type: 'VARCHAR', description: 'Currency that stands next to the number.' },
    })),
  };
  return defineModel<SourceTokens>({
    name,
    title,
    description: `${title}: text, with the shape of its numbers and dates.`,
    grain: 'one row per record of a file',
    key: ['file', 'record_number'],
    columns,
    select: (tokens) => {
      const fields = [
        ...spec.texts,
        ...(spec.date === null ? [] : [spec.date]),
        ...(spec.hasCurrency ? ['currency'] : []),
        ...numbers,
      ];
      const shapes = numbers.map((field) => {
        const [value, number] = [sql`f.${ident(field)}`, ident(`number_${field}`)];
        return sql`${value}, case when ${number}.text is null then ${value} else ${number}.core end as ${ident(`${field}_core`)},
    case when ${value} is null then null when ${number}.text is null then ${plainNumberShape(value)} else ${number}.shape end as ${ident(`${field}_shape`)},
    coalesce(${number}.is_negative = 1, false) as ${ident(`${field}_is_negative`)}`;
      });
      const date: readonly Sql[] =
        spec.date === null
          ? []
          : [ident(spec.date), sql`cast(${dateOrderEvidence(ident(spec.date))} as integer) as date_evidence`];
      const currency = spec.hasCurrency
        ? [raw('f.currency'), sql`${currencyCode(raw('f.currency'))} as column_currency`]
        : [];
      // A text that is not among the numbers is a plain one.
      const joins = numbers.map((field) => {
        const number = ident(`number_${field}`);
        return sql`left join ${spec.numbers} ${number} on ${number}.text = f.${ident(field)}`;
      });
      return sql`
with folded as (
  select source, file, record_number, ${commas(fields.map((field) => sql`${fieldValue(field, tokens)} as ${ident(field)}`))}
  from ${spec.table}
)
select ${commas([
        raw('source, file, record_number'),
        ...spec.texts.map(ident),
        ...date,
        ...currency,
        ...shapes,
        ...spec.money.map(
          (field) => sql`${ident(`number_${field}`)}.currency as ${ident(`${field}_currency`)}`,
        ),
      ])}
from folded f
${join(joins, raw('\n'))}`;
    },
  });
}

export const LEAD_SHAPES: ShapeSpec = {
  table: srcLeadsText,
  numbers: srcLeadNumbers,
  texts: ['lead_id', 'user_uid', 'campaign_id', 'status', 'email'],
  money: ['deal_amount'],
  counts: [],
  date: null,
  hasCurrency: false,
};
export const INVOICE_SHAPES: ShapeSpec = {
  table: srcInvoicesText,
  numbers: srcInvoiceNumbers,
  texts: ['invoice_id', 'user_uid', 'campaign_id', 'status'],
  money: ['amount'],
  counts: [],
  date: 'invoiced_on',
  hasCurrency: true,
};
export const ADS_SHAPES: ShapeSpec = {
  table: srcAdsText,
  numbers: srcAdsNumbers,
  texts: ['campaign_id'],
  money: ['cost', 'cost_per_click'],
  counts: ['impressions', 'clicks'],
  date: 'spend_on',
  hasCurrency: true,
};

export const intLeadShapes = defineShapes('int_lead_shapes', 'Leads, looked at', LEAD_SHAPES);
export const intInvoiceShapes = defineShapes('int_invoice_shapes', 'Invoices, looked at', INVOICE_SHAPES);
export const intAdsShapes = defineShapes('int_ads_shapes', 'Ad spend, looked at', ADS_SHAPES);

/** How often which shapes occur together in each file: what decides how its columns are read. */
export const shapeCounts = (model: ShapesModel, spec: ShapeSpec): Sql => {
  const keys = [
    'file',
    ...(spec.date === null ? [] : ['date_evidence']),
    ...(spec.hasCurrency ? ['column_currency'] : []),
    ...numberFields(spec).map((field) => `${field}_shape`),
    ...spec.money.map((field) => `${field}_currency`),
  ];
  const hasText = spec.hasCurrency ? raw('currency is not null') : lit(false);
  return sql`select ${commas(keys.map(ident))}, ${hasText} as has_currency_text, cast(count(*) as integer) as records
    from ${model} group by all order by all`;
};
