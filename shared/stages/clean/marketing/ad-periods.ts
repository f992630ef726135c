import { compareText } from '../../../domain/text-order';
import { orderOfPeriods, PERIOD_UNITS, readPeriod, type PeriodUnit } from '../../../domain/written-period';
import type { DayRange } from '../../../domain/stated-range';
import { lit, sql } from '../../../sql/sql';
import { defineTable } from '../../../sql/model';
import type { Workspace } from '../../../sql/workspace';
import { srcAdsText } from './src-marketing-text';

/** The days of the weeks, months, quarters and years that ad exports are broken down by. */
export const srcAdPeriods = defineTable({
  name: 'src_ad_periods',
  title: 'Periods of ad exports',
  description:
    'Weeks, months, quarters and years of ad exports, each text of a file read once. Text that is none is not in it.',
  grain: 'one row per file and text',
  key: ['file', 'period'],
  columns: {
    file: { type: 'VARCHAR', description: 'File.' },
    period: { type: 'VARCHAR', description: 'Period as it was written.' },
    from_day: { type: 'VARCHAR', description: 'Its first day, as ISO date.' },
    to_day: { type: 'VARCHAR', description: 'Its last day, as ISO date.' },
  },
});

/** Beginnings of the names of units in the languages of the ad platforms. */
const UNIT_WORDS: Readonly<Record<PeriodUnit, RegExp>> = {
  week: /\b(?:week|semana|semaine|woche)/,
  month: /\b(?:month|mes|mois|monat)/,
  quarter: /\b(?:quarter|trimestre|quartal)/,
  year: /\b(?:year|ano|annee|jahr)/,
};

/** The unit that a header names; null where it names none. */
export function unitOfHeader(header: string | null): PeriodUnit | null {
  const plain = (header ?? '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return PERIOD_UNITS.find((unit) => UNIT_WORDS[unit].test(plain)) ?? null;
}

/** A file as far as its periods are concerned. */
export interface PeriodFile {
  readonly path: string;
  readonly periodUnit: PeriodUnit | null;
  readonly period: DayRange | null;
  readonly dateOrder: 'MDY' | 'DMY';
}

/** Reads each text of a period once. @param contentKey changes with the records of the ads */
export async function readAdPeriods(
  workspace: Workspace,
  files: readonly PeriodFile[],
  contentKey: string,
  signal: AbortSignal,
): Promise<void> {
  const units = files.filter(({ periodUnit }) => periodUnit !== null);
  await workspace.fill(srcAdPeriods, JSON.stringify([contentKey, units]), async (into) => {
    for (const { path, periodUnit, period: report, dateOrder } of units) {
      if (periodUnit === null) continue;
      const found = await workspace.query(
        sql`select distinct period from ${srcAdsText} where file = ${lit(path)} and period is not null`,
        signal,
      );
      const texts = Array.from(found.column(0), String).sort(compareText);
      const order = orderOfPeriods(texts, periodUnit, dateOrder);
      const read = texts.flatMap((text) => {
        const days = readPeriod(text, periodUnit, order, report);
        return days === null ? [] : [{ text, ...days }];
      });
      if (read.length === 0) continue;
      await into.append({
        file: { type: 'text', values: read.map(() => path) },
        period: { type: 'text', values: read.map(({ text }) => text) },
        from_day: { type: 'text', values: read.map(({ from }) => from) },
        to_day: { type: 'text', values: read.map(({ to }) => to) },
      });
    }
  });
}
