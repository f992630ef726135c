import type { RevenueSummary } from '../../contract/revenue';
import type { LeadQualitySummary } from '../../contract/summary';
import { moneyOf } from '../../domain/cents';
import type { Finding } from '../../domain/finding';
import { finding } from '../../domain/finding-builder';
import { count, file as fileName, money, plural, say, type Sentence } from '../../domain/sentence';
import { kindOf, platformOf, serviceName } from '../../domain/source';
import type { SourceKind } from '../../domain/source-registry';
import { moneyAccounted, rowsAccounted } from './account';
import type { Reconciliation } from './reconciliation';

/** What the questions answered. */
export interface Answers {
  readonly leadQuality: LeadQualitySummary | null;
  readonly revenue: RevenueSummary | null;
}

const REPORT_IT = 'This is a fault of Leadlens: do not use the numbers of this source, and report it.';

/** Files whose records or money are not all accounted for. */
const differencesInFiles = ({ files }: Reconciliation): readonly Finding[] =>
  files.flatMap((account) => {
    const of = {
      code: 'does_not_add_up',
      severity: 'error',
      source: account.source,
      files: [account.file],
    } as const;
    const rows = rowsAccounted(account);
    const findings: Finding[] = [];
    if (rows !== account.rows) {
      findings.push(
        finding({
          ...of,
          message: say`${fileName(account.file)} has ${plural(account.rows, 'record')}, and ${count(rows)} are accounted for. ${REPORT_IT}`,
        }),
      );
    }
    if (account.money !== null && moneyAccounted(account.money) !== account.money.all) {
      findings.push(
        finding({
          ...of,
          message: say`${fileName(account.file)}: its rows add up to ${money(account.money.all)}, and ${money(moneyAccounted(account.money))} is accounted for. ${REPORT_IT}`,
        }),
      );
    }
    return findings;
  });

/** Accounts that say something else than the numbers that are shown. */
function differencesFromNumbers(
  { sources }: Reconciliation,
  { leadQuality, revenue }: Answers,
): readonly Finding[] {
  const findings: Finding[] = [];
  const compare = (
    what: Sentence,
    accounted: number,
    shown: number,
    written: (n: number) => Sentence,
  ): void => {
    if (accounted === shown) return;
    findings.push(
      finding({
        code: 'does_not_add_up',
        severity: 'error',
        message: say`${what}: the rows that count add up to ${written(accounted)}, and ${written(shown)} is shown. This is a fault of Leadlens: do not use this number, and report it.`,
      }),
    );
  };
  const of = (kind: SourceKind): Reconciliation['sources'] =>
    sources.filter(({ source }) => kindOf(source) === kind);
  const rows = (kind: SourceKind): number => of(kind).reduce((sum, { counted }) => sum + counted, 0);
  const cents = (accounts: Reconciliation['sources']): number =>
    accounts.reduce((sum, account) => sum + Math.round((account.money?.counted ?? 0) * 100), 0);
  if (revenue !== null) {
    compare(say`Invoices`, rows('invoices'), revenue.invoices, count);
    compare(say`Invoiced`, moneyOf(cents(of('invoices'))), revenue.invoiced, money);
    compare(say`People`, rows('people'), revenue.people, count);
    for (const account of of('ads')) {
      const shown = revenue.spend.find(({ platform }) => platform === platformOf(account.source));
      compare(
        say`Spend of ${serviceName(account.source)}`,
        moneyOf(cents([account])),
        shown?.spend ?? 0,
        money,
      );
    }
  }
  if (leadQuality !== null) {
    compare(say`Delivered leads`, rows('leads'), leadQuality.delivered, count);
    if (leadQuality.prices !== null) {
      compare(say`Prices of delivered leads`, moneyOf(cents(of('leads'))), leadQuality.prices.total, money);
    }
  }
  return findings;
}

/**
 * Whether every record and every cent of a run is accounted for: by file against what the scanner counted and what the
 * cleaned rows add up to, and against the numbers that are shown. A difference is an error that names both numbers.
 */
export const findDifferences = (reconciliation: Reconciliation, answers: Answers): readonly Finding[] => [
  ...differencesInFiles(reconciliation),
  ...differencesFromNumbers(reconciliation, answers),
];
