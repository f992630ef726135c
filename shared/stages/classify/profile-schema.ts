import { z } from 'zod';
import { MONEY_UNITS } from '../../domain/money';
import { SOURCE_KINDS } from '../../domain/source-registry';
import type { SourceId } from '../../domain/source';

/** What the values of a field are. Decides how clean casts them, and which shapes speak for a column. */
export const FIELD_TYPES = [
  'id',
  'hash',
  'email',
  'phone',
  'text',
  'category',
  'date',
  'timestamp',
  'boolean',
  'money',
  'number',
  'integer',
  'currency',
  'json',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Texts with a meaning in a column. Compared trimmed, as they are. */
const tokens = z.array(z.string());

const label = z.string();
const description = z.string();
const type = z.enum(FIELD_TYPES);
/** Without a column for it the file cannot be used. */
const required = z.boolean();
/** Headers that mean the field; the best first. Compared by `headerKey`. */
const aliases = z.array(z.string()).min(1);
/** Alias → ISO 4217 code of the currency that the header itself states. */
const impliesCurrency = z.record(z.string(), z.string().length(3));

const unit = z.enum(MONEY_UNITS);

/** A field with all that is known of it. */
export const fieldSchema = z.strictObject({
  /** Canonical name. */
  field: z.string(),
  label,
  description,
  type,
  required: required.default(false),
  aliases,
  impliesCurrency: impliesCurrency.default({}),
  /** Takes only a column that no other field wants, and says nothing about the source. */
  spare: z.boolean().default(false),
  /** As `spare`; and how well a file fits its source is judged without it, since tables of any kind have such a column. */
  aside: z.boolean().default(false),
  /** Of money: in what it is written where its header does not say so. */
  unit: unit.default('major'),
  /** Texts that mean "no value" in this column, besides those of the profile. */
  nullTokens: tokens.default([]),
  trueTokens: tokens.default([]),
  falseTokens: tokens.default([]),
});

/** What a source says of a field of its kind in other words, or of a field of its own; the rest is as it was. */
const ownFieldSchema = z
  .strictObject({
    label,
    description,
    type,
    required,
    aliases,
    impliesCurrency,
    unit,
    nullTokens: tokens,
    trueTokens: tokens,
    falseTokens: tokens,
  })
  .partial();

/** Stands among the aliases of a source for those of its kind. */
export const KIND_ALIASES = '...';

const wordGroup = z.strictObject({
  group: z.string(),
  label: z.string(),
  /** Compared folded; a trailing `*` stands for any rest. */
  codes: z.array(z.string()),
});

/** Named groups of values of a field. */
const groups = z.record(z.string(), z.strictObject({ field: z.string(), values: z.array(z.string()) }));
/** How a date such as 01/02/2024 is read where all of a column can be read both ways. */
const dateOrder = z.enum(['MDY', 'DMY']);

/** What all sources of a kind have in common: `resources/profiles/kinds/KIND.json`. */
export const kindSchema = z.strictObject({
  version: z.int().min(1),
  kind: z.enum(SOURCE_KINDS),
  /** Whether several files are one report uploaded again and again. */
  snapshots: z.boolean().default(false),
  fields: z.array(fieldSchema).min(1),
  /** Of each of these groups at least one field needs a column. */
  oneOf: z.array(z.array(z.string())).default([]),
  /** Fields that the lines above the header or the file's name can state for all records, in place of columns. */
  statedByFile: z.array(z.string()).default([]),
  /** Texts that mean "no value" in any column. */
  nullTokens: tokens.default([]),
  dateOrder: dateOrder.default('MDY'),
  groups: groups.default({}),
  dispositionGroups: z.array(wordGroup).default([]),
  /** What a job status makes of a sale; in none of them it stands. */
  jobStatusGroups: z.array(wordGroup).default([]),
});

/** Headers that, together, say something; any one of these groups does. */
const telling = z.array(z.array(z.string()).min(1));

/** What the records of an export of invoices are: each kind is counted in its own way. */
export const INVOICE_RECORDS = [
  'invoices',
  'payments',
  'refunds',
  'disputes',
  'balance',
  'credit_notes',
  'lines',
] as const;
export type InvoiceRecords = (typeof INVOICE_RECORDS)[number];

/** One of several tables that a service exports of the same thing: other columns, or other units, for the same fields. */
const layoutSchema = z.strictObject({
  name: z.string(),
  /** In a sentence: "It is TITLE." */
  title: z.string(),
  /** The first layout whose headers are there is the one. Compared by `headerKey`. */
  when: z.strictObject({
    headers: telling.min(1),
    /** At least one of these must be there too; empty: none need be. */
    besides: z.array(z.string()).default([]),
    /** These groups suffice alone where every header is written as those of an API's tables are: `amount_refunded`. */
    inSnakeCase: telling.default([]),
    /** These do where, besides, the service's own ids stand in the column `id`, or in one of `idColumns`: every one begins with one of `begin`. */
    withIds: z
      .strictObject({
        begin: z.array(z.string()).min(1),
        headers: telling,
        /** Whether they do however headers are written. */
        inAnyCase: z.boolean().default(false),
        /** The column of the ids, where it is not `id`. */
        idColumns: z.array(z.string()).default([]),
        /** These do where `created` has times as an API or a copy of its tables has them: seconds since 1970, or said to be UTC. */
        inApiTimes: telling.default([]),
      })
      .optional(),
  }),
  /** Nothing else has these headers: a file with them is of this source, however many of its columns are known. */
  decides: z.boolean().default(false),
  /** A record can be of several people: of several e-mails in a cell each is of another one. */
  ofSeveralPeople: z.boolean().default(false),
  /** What its records are, where they are not what the kind says. */
  records: z.enum(INVOICE_RECORDS).optional(),
  /** As `fields` of the source; among aliases `...` stands for those of the source. */
  fields: z.record(z.string(), ownFieldSchema).default({}),
});

/** What is a source's own: `resources/profiles/SOURCE.json`. What it does not say is as its kind has it. */
export const sourceSchema = z.strictObject({
  version: z.int().min(1),
  title: z.string(),
  description: z.string(),
  /** Which of the sources with a layout like this one is meant: compared with headers, then with file names. */
  quirks: z
    .strictObject({
      /** Headers that, together, only this source's exports have. Compared with case folded and without a currency. */
      headers: telling.default([]),
      /** How the lines above the header begin that only this source's exports have. Compared with case folded. */
      titles: z.array(z.string()).default([]),
      /** Words in a file name. They only break ties. */
      nameTokens: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** By canonical name. Among its aliases `...` stands for those of the kind. */
  fields: z.record(z.string(), ownFieldSchema).default({}),
  layouts: z.array(layoutSchema).default([]),
  /** Texts that mean "no value" in any column, besides those of the kind. */
  nullTokens: tokens.default([]),
  /** Only where the service writes dates alike in every language. */
  dateOrder: dateOrder.optional(),
  groups: groups.default({}),
});

export type ProfileField = z.infer<typeof fieldSchema>;
export type OwnField = z.infer<typeof ownFieldSchema>;
export type KindProfile = z.infer<typeof kindSchema>;
export type Layout = z.infer<typeof layoutSchema>;
export type SourceProfile = z.infer<typeof sourceSchema>;

/** All that is known of a source: what is its own over what its kind has. */
export interface Profile
  extends KindProfile, Pick<SourceProfile, 'title' | 'description' | 'quirks' | 'layouts'> {
  readonly source: SourceId;
  /** The order in which the service writes dates in every language; null: as the language has it. */
  readonly dateOrderInAnyLanguage: KindProfile['dateOrder'] | null;
}
