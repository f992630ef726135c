import { beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Database } from '../../shared/ports/database';
import { campaignKey, campaignName } from '../../shared/sql/campaign-verbs';
import { lit, raw, render, sql, type Sql } from '../../shared/sql/sql';
import { freshDatabase } from '../support/reused-database';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});

const of = async (verb: (value: Sql) => Sql, text: string | null): Promise<Cell> => {
  const query = sql`select ${verb(raw('v'))} from (select cast(${text === null ? raw('null') : lit(text)} as varchar) as v)`;
  return (await database.query(render(query, () => ''))).rows()[0]?.[0] ?? null;
};
const keyOf = (text: string | null): Promise<Cell> => of(campaignKey, text);

describe('The key of a campaign', () => {
  it.each([
    ['Spring%20Sale%20-%20US', 'spring sale - us'],
    ['Spring%2520Sale%2520-%2520US', 'spring sale - us'],
    ['search+-+brand', 'search - brand'],
    ['search%2B-%2Bbrand', 'search - brand'],
    ['  b2b   demo ', 'b2b demo'],
    ['B2B\u00a0Demo', 'b2b demo'],
    ['Cafe\u0301 Été', 'café été'],
    ['Caf%C3%A9', 'café'],
    ['CID_1', 'cid_1'],
    ['[US] Brand (new)', '[us] brand (new)'],
    ['Oferta 50%', 'oferta 50%'],
    ['50% off', '50% off'],
    ['a%ADb', 'a%adb'],
    ['direct', 'direct'],
  ])('of %j is %j', async (text, key) => {
    expect(await keyOf(text)).toBe(key);
  });

  it.each([
    ['Advantage+ Shopping', 'Advantage%2B%20Shopping', 'advantage%2b+shopping'],
    ['Brand+', 'brand%2B'],
    ['C++', 'c%2B%2B'],
  ])('keeps a plus that is meant: %j', async (raw, ...others) => {
    const key = await keyOf(raw);
    expect(key).toBe(raw.toLowerCase());
    for (const other of others) expect(await keyOf(other)).toBe(key);
  });

  it.each([
    ['(direct)'],
    ['(none)'],
    ['(organic)'],
    ['(referral)'],
    ['(not set)'],
    ['(Not Set)'],
    ['%28not+set%29'],
    ['(data not available)'],
    ['(not provided)'],
    ['(cross-network)'],
    ['<not set>'],
    ['not set'],
    ['{{campaign.name}}'],
    ['%7B%7Bcampaign.name%7D%7D'],
    ['%257B%257Bcampaign.name%257D%257D'],
    ['{campaignid}'],
    ['us_{_campaign}'],
    ['${CAMPAIGN}'],
    ['__CAMPAIGN_NAME__'],
    ['tt___CAMPAIGN_NAME__'],
    ['%%CAMPAIGN_NAME%%'],
    ['[campaign]'],
    ['[your campaign name]'],
    ['<utm_campaign>'],
    [''],
  ])('is null where the text stands for no campaign: %j', async (text) => {
    expect(await keyOf(text)).toBeNull();
  });

  it('of nothing is null', async () => {
    expect(await keyOf(null)).toBeNull();
  });

  it('is the same however the campaign is written: plain, encoded once or twice, in another case', async () => {
    for (const name of ['Spring Sale - US', 'Rebajas 50% & más', 'A/B + C', '夏季 Sale', 'x+y', 'CID_7']) {
      const key = await keyOf(name);
      const once = encodeURIComponent(name);
      for (const other of [
        once,
        encodeURIComponent(once),
        once.replace(/%20/g, '+'),
        name.toUpperCase(),
        ` ${name}  `,
      ]) {
        expect(await keyOf(other), other).toBe(key);
      }
    }
  });
});

describe('The name of a campaign', () => {
  it('keeps its case and loses its encoding', async () => {
    expect(await of(campaignName, 'Spring%20Sale+-+US')).toBe('Spring Sale - US');
    expect(await of(campaignName, 'CID_1')).toBe('CID_1');
  });
});
