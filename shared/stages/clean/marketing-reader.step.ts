import type { LeadlensError } from '../../domain/fault';
import { together } from '../../domain/together';
import { parseRate, PROJECT_CURRENCY } from '../../domain/money';
import type { SourceId } from '../../domain/source';
import { dateOrderEvidence } from '../../sql/dialect';
import type { AnyRelation, ModelSpec } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import type { Profile } from '../classify/profile';
import { decideFormats, type FileFormats, type ToldFormats } from './column-formats';
import type { CellIssue } from './unreadable';
import { decideDateOrder } from './date-order';
import { parseEventTypes } from './event-types';
import { readNumberTexts } from './number-texts.step';
import { nullTokensOf } from './open-records';
import type { ReadingPlan, SourceTokens } from './reading-plan';
import { ADS_FIELDS, INVOICE_FIELDS, LEAD_FIELDS, srcTouchesText, TOUCH_FIELDS } from './src-marketing-text';
import { stgAds } from './stg-ads.model';
import { stgInvoices } from './stg-invoices.model';
import { stgLeads } from './stg-leads.model';
import { stgTouches } from './stg-touches.model';
import {
  ADS_SHAPES,
  intAdsShapes,
  intInvoiceShapes,
  intLeadShapes,
  INVOICE_SHAPES,
  LEAD_SHAPES,
  shapeCounts,
  type ShapeSpec,
} from './text-shapes.model';
import { TextTableReader, type TextCounts, type TextFile, type TextTable } from './text-table.step';
import { unreadableReason } from './unreadable-reason';

/** A file of one of the marketing sources. */
export interface MarketingFile extends TextFile {
  /** Currency that the header of the amounts states. */
  readonly headerCurrency: string | null;
  /** Whether a column says which state an invoice is in. */
  readonly hasStatus: boolean;
}

export interface MarketingCounts extends TextCounts {
  readonly cellIssues: readonly CellIssue[];
  readonly formats: FileFormats;
}

export interface MarketingTable {
  readonly counts: readonly MarketingCounts[];
  /** By path: why a file could not be read to its end. */
  readonly failed: ReadonlyMap<string, LeadlensError>;
}

/** The sources by the table that they are read into. */
export const MARKETING_SOURCES = {
  leads: ['hubspot_leads', 'intercom_leads'],
  invoices: ['stripe_invoices'],
  touches: ['ga4_sessions', 'segment_events', 'mixpanel_events'],
  ads: ['facebook_ads', 'google_ads', 'tiktok_ads', 'linkedin_ads'],
} as const satisfies Readonly<Record<string, readonly SourceId[]>>;
export type MarketingKind = keyof typeof MARKETING_SOURCES;

export const MARKETING_FIELDS: Readonly<Record<MarketingKind, readonly string[]>> = {
  leads: LEAD_FIELDS,
  invoices: INVOICE_FIELDS,
  touches: TOUCH_FIELDS,
  ads: ADS_FIELDS,
};

const TOUCHES: TextTable = { table: srcTouchesText, fields: TOUCH_FIELDS };

/** What the formats of the files make of a plan. @param rates units of each currency for one of the project's, decimal text */
export function planReading(
  formats: readonly FileFormats[],
  spec: ShapeSpec,
  rates: Readonly<Record<string, string>>,
): ReadingPlan {
  const groups = (which: 'dotGroups' | 'commaGroups'): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
      spec.money.map((field) => [
        field,
        formats.filter((f) => f.numbers.get(field)?.[which] ?? false).map((f) => f.path),
      ]),
    );
  const codes = new Set([PROJECT_CURRENCY]);
  for (const { stated, header } of formats) {
    for (const code of stated.keys()) codes.add(code);
    if (header !== null) codes.add(header);
  }
  return {
    dayFirst: formats.filter((f) => f.date?.order === 'DMY').map((f) => f.path),
    dotGroups: groups('dotGroups'),
    commaGroups: groups('commaGroups'),
    headerCurrency: formats.flatMap((f) => (f.header === null ? [] : [[f.path, f.header] as const])),
    severalCurrencies: formats
      .filter((f) => f.header === null && !isOnlyProjectCurrency(f))
      .map((f) => f.path),
    rates: [...codes].sort().flatMap((code) => {
      const rate = code in rates ? parseRate(rates[code] ?? '') : null;
      return rate === null ? [] : [[code, rate.toString()] as const];
    }),
  };
}

/** Whether all that a file states is the project's currency, or nothing. */
const isOnlyProjectCurrency = ({ stated, unclearCurrencies }: FileFormats): boolean =>
  unclearCurrencies === 0 && [...stated.keys()].every((code) => code === PROJECT_CURRENCY);

/** Reads the ten exports of the second question into four tables. Lives as long as the engine. */
export class MarketingReader {
  readonly #workspace: Workspace;
  readonly #reader: TextTableReader;
  readonly #profiles: Readonly<Record<SourceId, Profile>>;

  constructor(workspace: Workspace, profiles: Readonly<Record<SourceId, Profile>>) {
    this.#workspace = workspace;
    this.#profiles = profiles;
    this.#reader = new TextTableReader(workspace);
  }

  /** Fills `stg_leads`; empty where there are no files. */
  leads(files: readonly MarketingFile[], signal: AbortSignal): Promise<MarketingTable> {
    return this.#shaped('leads', files, LEAD_SHAPES, intLeadShapes, stgLeads, signal, (formats) =>
      this.#workspace.build(stgLeads, planReading(formats, LEAD_SHAPES, {}), signal),
    );
  }

  /** Fills `stg_invoices`. @param rates units of each currency for one of the project's, decimal text */
  invoices(
    files: readonly MarketingFile[],
    rates: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<MarketingTable> {
    return this.#shaped('invoices', files, INVOICE_SHAPES, intInvoiceShapes, stgInvoices, signal, (formats) =>
      this.#workspace.build(
        stgInvoices,
        {
          ...planReading(formats, INVOICE_SHAPES, rates),
          withStatus: files.filter((file) => file.hasStatus).map((file) => file.path),
          invoicedStatuses: this.#groupValues('stripe_invoices', 'invoiced'),
        },
        signal,
      ),
    );
  }

  /** Fills `stg_ads`. @param rates units of each currency for one of the project's, decimal text */
  ads(
    files: readonly MarketingFile[],
    rates: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<MarketingTable> {
    return this.#shaped('ads', files, ADS_SHAPES, intAdsShapes, stgAds, signal, (formats) =>
      this.#workspace.build(stgAds, planReading(formats, ADS_SHAPES, rates), signal),
    );
  }

  /** Fills `stg_touches`. */
  async touches(files: readonly MarketingFile[], signal: AbortSignal): Promise<MarketingTable> {
    const { read, failed, contentKey } = await this.#reader.read(TOUCHES, files, signal);
    const [, evidence] = await together([
      parseEventTypes(this.#workspace, contentKey, signal),
      this.#workspace.query(
        sql`select file, cast(${dateOrderEvidence(raw('event_on'))} as integer) as code, cast(count(*) as integer)
          from ${srcTouchesText} where event_on <> '' group by all`,
        signal,
      ),
    ]);
    const formats = read.map(({ path, source }): FileFormats => {
      const records = (code: number): number =>
        Number(evidence.rows().find((row) => row[0] === path && row[1] === code)?.[2] ?? 0);
      const date = decideDateOrder(
        { bothFit: records(1), monthFirst: records(2), dayFirst: records(3) },
        this.#profiles[source].dateOrder,
      );
      return {
        path,
        source,
        date,
        numbers: new Map(),
        stated: new Map(),
        unclearCurrencies: 0,
        header: null,
      };
    });
    const booleans = (tokens: 'trueTokens' | 'falseTokens'): readonly string[] => [
      ...new Set(
        MARKETING_SOURCES.touches.flatMap(
          (source) => this.#profiles[source].fields.find((f) => f.field === 'is_conversion')?.[tokens] ?? [],
        ),
      ),
    ];
    const building = this.#workspace.build(
      stgTouches,
      {
        tokens: this.#tokensOf('touches'),
        dayFirst: formats.filter((f) => f.date?.order === 'DMY').map((f) => f.path),
        trueTokens: booleans('trueTokens'),
        falseTokens: booleans('falseTokens'),
        conversionTypes: [
          ...new Set(MARKETING_SOURCES.touches.flatMap((source) => this.#groupValues(source, 'conversion'))),
        ],
      },
      signal,
    );
    const [, counts] = await together([building, this.#counts(TOUCHES, stgTouches, read, formats, signal)]);
    return { counts, failed };
  }

  async #shaped(
    kind: MarketingKind,
    files: readonly MarketingFile[],
    spec: ShapeSpec,
    shapes: ModelSpec<SourceTokens>,
    cleaned: AnyRelation,
    signal: AbortSignal,
    build: (formats: readonly FileFormats[]) => Promise<unknown>,
  ): Promise<MarketingTable> {
    const table: TextTable = { table: spec.table, fields: MARKETING_FIELDS[kind] };
    const { read, failed, contentKey } = await this.#reader.read(table, files, signal);
    await readNumberTexts(this.#workspace, spec, contentKey, signal);
    const [, shapesCounted] = await together([
      this.#workspace.build(shapes, this.#tokensOf(kind), signal),
      this.#workspace.query(shapeCounts(shapes, spec), signal),
    ]);
    const stated = new Map(
      files.map(({ path, source, headerCurrency }): readonly [string, ToldFormats] => [
        path,
        { dateOrder: this.#profiles[source].dateOrder, headerCurrency },
      ]),
    );
    const formats = decideFormats(shapesCounted, spec, read, stated);
    const [, counts] = await together([build(formats), this.#counts(table, cleaned, read, formats, signal)]);
    return { counts, failed };
  }

  #tokensOf(kind: MarketingKind): SourceTokens {
    const fields = MARKETING_FIELDS[kind];
    return new Map(
      MARKETING_SOURCES[kind].map((source) => [source, nullTokensOf(this.#profiles[source], fields)]),
    );
  }

  #groupValues(source: SourceId, group: string): readonly string[] {
    return this.#profiles[source].groups[group]?.values.map((value) => value.toLowerCase()) ?? [];
  }

  async #counts(
    table: TextTable,
    cleaned: AnyRelation,
    read: readonly TextFile[],
    formats: readonly FileFormats[],
    signal: AbortSignal,
  ): Promise<readonly MarketingCounts[]> {
    const [scanned, issues] = await together([
      this.#reader.count(cleaned, read, signal),
      this.#reader.issues(table, cleaned, unreadableReason, signal),
    ]);
    return scanned.flatMap((scan) => {
      const of = formats.find((f) => f.path === scan.path);
      return of ? [{ ...scan, cellIssues: issues.get(scan.path) ?? [], formats: of }] : [];
    });
  }
}
