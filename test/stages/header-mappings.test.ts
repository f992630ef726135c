import { describe, expect, test } from 'vitest';
import { parseProfile, profileText, withProfile } from '../../shared/contract/mapping-profile';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import type { RunOutcome } from '../../shared/contract/run';
import { withMapping, withoutMapping, withUnit } from '../../shared/domain/column-mappings';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const HEADER = ['when', 'what', 'got', 'gross', 'impressions', 'clicks'];
const file = (day: string, got: string, gross: string, header = HEADER): string => {
  const cells: Readonly<Record<string, string>> = {
    when: day,
    what: 'C1',
    got,
    gross,
    impressions: '10',
    clicks: '1',
  };
  return `${header.join(',')}\n${header.map((name) => cells[name] ?? '').join(',')}\n`;
};
const SAID = {
  headers: HEADER,
  source: 'facebook_ads' as const,
  mapping: { spend_on: 'when', campaign_id: 'what', cost: 'got' },
};

const run = (
  files: Readonly<Record<string, string>>,
  settings: Partial<ProjectSettings>,
): Promise<RunOutcome> => analyse(memoryFiles(files), settings);
const spendOf = (outcome: RunOutcome): readonly unknown[] | undefined =>
  outcome.summary.revenue?.spend.map(({ platform, spend }) => [platform, spend]);
const readAs = (outcome: RunOutcome, name: string): unknown => {
  const report = outcome.files.find((of) => of.file === name);
  return [report?.status, report?.source, report?.asHeader];
};

describe('What was said of the columns of one file', () => {
  test('holds for next month’s file, whatever its name and the order of its columns', async () => {
    const outcome = await run(
      {
        'may.csv': file('2025-05-17', '10.50', '99'),
        'june/export (1).csv': file('2025-06-17', '20.25', '99', [...HEADER].reverse()),
      },
      { mappings: [SAID] },
    );
    expect(readAs(outcome, 'may.csv')).toEqual(['read', 'facebook_ads', 'source']);
    expect(readAs(outcome, 'june/export (1).csv')).toEqual(['read', 'facebook_ads', 'source']);
    expect(spendOf(outcome)).toEqual([['facebook', 30.75]]);
  });

  test('does not hold for a file with another column, nor without what was said', async () => {
    const other = [...HEADER, 'note'];
    const files = { 'may.csv': file('2025-05-17', '10.50', '99', other) };
    expect(readAs(await run(files, { mappings: [SAID] }), 'may.csv')).toEqual(['unknown', null, null]);
    expect(readAs(await run({ 'may.csv': file('2025-05-17', '1', '2') }, {}), 'may.csv')).toEqual([
      'unknown',
      null,
      null,
    ]);
  });

  test('gives way to what is said of one file', async () => {
    const files = { 'may.csv': file('2025-05-17', '10.50', '99') };
    const chosen = await run(files, {
      mappings: [SAID],
      files: { 'may.csv': { source: 'facebook_ads', mapping: { cost: 'gross' } } },
    });
    expect(spendOf(chosen)).toEqual([['facebook', 99]]);
    const leftOut = await run(files, { mappings: [SAID], files: { 'may.csv': { source: null } } });
    expect(readAs(leftOut, 'may.csv')).toEqual(['ignored', null, null]);
  });

  test('is asked again where the columns fit several platforms alike: the header alone does not tell them apart', async () => {
    const header = 'date,campaign_id,cost_usd,impressions,clicks';
    const files = {
      'a.csv': `${header}\n2025-05-17,C1,5,10,1\n`,
      'b.csv': `${header}\n2025-05-17,C1,7,10,1\n`,
    };
    const said = { headers: header.split(','), source: 'facebook_ads' as const, mapping: {} };
    const outcome = await run(files, {
      mappings: [said],
      files: { 'a.csv': { source: 'facebook_ads' } },
    });
    expect(readAs(outcome, 'a.csv')).toEqual(['read', 'facebook_ads', 'columns']);
    expect(readAs(outcome, 'b.csv')).toEqual(['unknown', null, null]);
    expect(spendOf(outcome)).toEqual([['facebook', 5]]);
    expect(outcome.findings.find((f) => f.code === 'unknown_file')?.files).toEqual(['b.csv']);
  });

  test('is said where it alone makes a file what it is', async () => {
    const files = { 'may.csv': file('2025-05-17', '10.50', '99'), 'june.csv': file('2025-06-17', '1', '9') };
    const outcome = await run(files, { mappings: [SAID], files: { 'may.csv': { source: 'facebook_ads' } } });
    expect(outcome.findings.filter(({ code }) => code === 'as_header')).toMatchObject([
      {
        severity: 'info',
        source: 'facebook_ads',
        files: ['june.csv'],
        message:
          '`june.csv` is taken for Facebook Ads, since you said so of files with these columns. Choose what it is on the Sources screen if it is something else.',
      },
    ]);
  });

  test('is asked again where files with these columns were said to be of two platforms', async () => {
    const outcome = await run(
      { 'may.csv': file('2025-05-17', '10.50', '99') },
      { mappings: [SAID, { ...SAID, source: 'tiktok_ads' }] },
    );
    expect(readAs(outcome, 'may.csv')).toEqual(['unknown', null, null]);
  });

  test('changes no file that is found to be of another source', async () => {
    const header = 'date,campaign_id,spend,impressions,clicks';
    const outcome = await run(
      { 'tiktok_ads.csv': `${header}\n2025-05-17,C1,5,10,1\n` },
      { mappings: [{ headers: header.split(','), source: 'linkedin_ads', mapping: { cost: null } }] },
    );
    expect(readAs(outcome, 'tiktok_ads.csv')).toEqual(['read', 'tiktok_ads', null]);
    expect(spendOf(outcome)).toEqual([['tiktok', 5]]);
  });

  test('is added to, taken back, and kept apart by source', () => {
    const first = withMapping([], SAID);
    const more = withMapping(first, { ...SAID, headers: [...HEADER].reverse(), mapping: { cost: 'gross' } });
    expect(more.map(({ mapping }) => mapping)).toEqual([{ ...SAID.mapping, cost: 'gross' }]);
    const both = withMapping(more, { ...SAID, source: 'tiktok_ads' });
    expect(both.map(({ source }) => source)).toEqual(['facebook_ads', 'tiktok_ads']);
    expect(withoutMapping(both, HEADER)).toEqual([]);
  });
});

describe('The unit of the amounts that was said of one file', () => {
  const CHARGES = 'id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID';
  const files = {
    'charges.csv': `${CHARGES}\nch_1,2024-01-05,14800,0,usd,succeeded,cus_A\n`,
    'february/charges (1).csv': `${CHARGES}\nch_2,2024-02-05,5200,0,usd,succeeded,cus_A\n`,
  };
  const header = CHARGES.split(',');
  const asked = (outcome: RunOutcome): readonly string[] =>
    outcome.findings.filter(({ code }) => code === 'minor_units').flatMap((f) => f.files);

  test('holds for all files with its columns, and none of them asks any more', async () => {
    const before = await run(files, {});
    expect(before.summary.revenue?.invoiced).toBe(20000);
    expect([...asked(before)].sort()).toEqual(Object.keys(files));
    const minor = await run(files, { mappings: withUnit([], header, 'stripe_invoices', 'minor') });
    expect(minor.summary.revenue?.invoiced).toBe(200);
    const whole = await run(files, { mappings: withUnit([], header, 'stripe_invoices', 'major') });
    expect(whole.summary.revenue?.invoiced).toBe(20000);
    expect(asked(whole)).toEqual([]);
  });

  test('is taken back without the columns that were chosen, and goes into a profile', () => {
    const chosen = withMapping([], {
      headers: header,
      source: 'stripe_invoices',
      mapping: { amount: 'Amount' },
    });
    const minor = withUnit(chosen, [...header].reverse(), 'stripe_invoices', 'minor');
    expect(minor).toEqual([
      {
        headers: [...header].reverse(),
        source: 'stripe_invoices',
        mapping: { amount: 'Amount' },
        unit: 'minor',
      },
    ]);
    const settings = { ...defaultProjectSettings(), mappings: minor };
    expect(parseProfile('p.json', profileText(settings)).mappings).toEqual(minor);
    expect(withUnit(minor, header, 'stripe_invoices', null)).toEqual([
      { headers: [...header].reverse(), source: 'stripe_invoices', mapping: { amount: 'Amount' } },
    ]);
  });
});

describe('A profile', () => {
  const settings = (change: Partial<ProjectSettings>): ProjectSettings => ({
    ...defaultProjectSettings(),
    ...change,
  });

  test('carries mappings and words from one project to another, over what that one says', () => {
    const here = settings({
      mappings: [SAID],
      forms: [{ headers: HEADER, form: { delimiter: '~' } }],
      reportSeries: [{ headers: HEADER, words: 'acme csv', series: 'Acme' }],
      dispositionGroups: { WON: 'sold' },
      leadStatusGroups: { Deal: 'Qualified' },
    });
    const there = settings({
      mappings: [{ ...SAID, mapping: { cost: 'gross', clicks: 'clicks' } }],
      forms: [
        { headers: [...HEADER].reverse(), form: { delimiter: ';' } },
        { headers: ['a', 'b'], form: { headerLine: 3 } },
      ],
      reportSeries: [
        { headers: [...HEADER].reverse(), words: 'acme csv', series: 'Old' },
        { headers: HEADER, words: 'beta csv', series: 'Beta' },
      ],
      dispositionGroups: { WON: 'lost', LOST: 'lost' },
    });
    expect(withProfile(there, parseProfile('p.json', profileText(here)))).toEqual({
      mappings: [{ ...SAID, mapping: { ...SAID.mapping, clicks: 'clicks' } }],
      forms: [
        { headers: HEADER, form: { delimiter: '~' } },
        { headers: ['a', 'b'], form: { headerLine: 3 } },
      ],
      reportSeries: [
        { headers: HEADER, words: 'beta csv', series: 'Beta' },
        { headers: HEADER, words: 'acme csv', series: 'Acme' },
      ],
      dispositionGroups: { WON: 'sold', LOST: 'lost' },
      jobStatusGroups: {},
      leadStatusGroups: { Deal: 'Qualified' },
    });
  });

  test('holds nothing of the data, and no name of a file', () => {
    const text = profileText(settings({ mappings: [SAID], files: { 'secret/may.csv': { source: null } } }));
    expect(text).not.toContain('may.csv');
  });

  test.each([
    ['{', 'p.json is no profile of Leadlens'],
    ['{"kind":"other"}', 'kind'],
    ['{"kind":"leadlens-profile","version":1,"mappings":[{"headers":["a"],"source":"nobody"}]}', 'source'],
  ])('that is none is refused with the reason: %s', (text, words) => {
    expect(() => parseProfile('p.json', text)).toThrow(words);
  });
});
