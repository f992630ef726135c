import type { JoinCoverage } from '../../../../shared/contract/revenue';
import { six } from '../rates';
import type { Invoice } from './invoices';
import type { Person } from './people';
import { PEOPLE_TOOLS } from './people-records';
import type { Touch } from './touches';

/**
 * How many of each side of a hop find a partner on the other; hops without rows are left out. An invoice is followed to a
 * person, to the campaign of the person's lead, and to spend of more than 0 for that campaign.
 * @param spend campaign → cents
 */
export function coverageOf(
  invoices: readonly Invoice[],
  people: readonly Person[],
  touches: readonly Touch[],
  hasTouch: (invoice: Invoice) => boolean,
  spend: ReadonlyMap<string, number>,
): readonly JoinCoverage[] {
  const campaigns = new Set(people.flatMap(({ campaign }) => campaign?.key ?? []));
  const found = invoices.filter(({ person }) => person !== null);
  const placed = found.filter(({ campaign }) => campaign !== null);
  const named = touches.filter(({ who }) => who !== null);
  const inTool = (tool: string) =>
    people.filter(({ records }) => records.some(({ source }) => source === tool));
  const hop = (
    from: string,
    to: string,
    key: string,
    rows: number,
    matched: number,
  ): readonly JoinCoverage[] =>
    rows === 0 ? [] : [{ from, to, key, rows, matched, rate: six(matched / rows) }];
  const between = (from: string, to: string) =>
    hop(
      from,
      to,
      'user_uid',
      inTool(from).length,
      inTool(from).filter((person) => inTool(to).includes(person)).length,
    );
  const [first, second] = PEOPLE_TOOLS;
  return [
    ...hop('stripe_invoices', 'people', 'user_uid', invoices.length, found.length),
    ...hop(
      'people',
      'campaigns',
      'campaign_id',
      people.length,
      people.filter(({ campaign }) => campaign !== null).length,
    ),
    ...hop('invoiced_people', 'campaigns', 'campaign_id', found.length, placed.length),
    ...hop(
      'invoiced_campaigns',
      'ads',
      'campaign_id',
      placed.length,
      placed.filter(({ campaign }) => (spend.get(campaign?.key ?? '') ?? 0) > 0).length,
    ),
    ...hop(
      'ads',
      'people',
      'campaign_id',
      spend.size,
      [...spend.keys()].filter((key) => campaigns.has(key)).length,
    ),
    ...hop('stripe_invoices', 'touches', 'user_uid', invoices.length, invoices.filter(hasTouch).length),
    ...hop(
      'touches',
      'people',
      'user_uid',
      named.length,
      named.filter(({ person }) => person !== null).length,
    ),
    ...between(first, second),
    ...between(second, first),
  ];
}
