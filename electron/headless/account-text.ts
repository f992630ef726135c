import { accountTerms, reasonWords } from '../../shared/charts/account-words';
import type { MoneyAccount, SourceReconciliation } from '../../shared/contract/reconciliation';
import { EN_US } from '../../shared/domain/sentence';
import { serviceName } from '../../shared/domain/source';

const { count, money } = EN_US;

const moneyText = ({ currency, all, counted, remainders, unconverted }: MoneyAccount): string =>
  [
    `${money(all)} ${currency} = ${[
      `${money(counted)} counted`,
      ...remainders.map(({ reason, amount }) => `${money(amount)} ${reasonWords(reason)}`),
    ].join(' + ')}`,
    ...unconverted.map((apart) => `without a rate ${money(apart.amount)} ${apart.currency}`),
  ].join('; ');

/** Sources of which something does not count by itself, a line each that adds up; none where everything does. */
export function accountLines(sources: readonly SourceReconciliation[]): readonly string[] {
  const lines = sources
    .filter(({ rows, counted, money: of }) => rows !== counted || (of?.unconverted.length ?? 0) > 0)
    .map((account) => {
      const terms = accountTerms(account).map(({ rows, words }) => `${count(rows)} ${words}`);
      const records = `${count(account.rows)} ${account.rows === 1 ? 'record' : 'records'}`;
      const of = account.money === null ? '' : `; ${moneyText(account.money)}`;
      return `  ${serviceName(account.source)}: ${records} = ${terms.join(' + ')}${of}`;
    });
  return lines.length === 0 ? [] : ['What became of the records', ...lines];
}
