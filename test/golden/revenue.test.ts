import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import type { RunOutcome } from '../../shared/contract/run';
import type { RevenueSummary } from '../../shared/contract/revenue';
import { TOUCH_MODELS } from '../../shared/domain/attribution';
import { generateSample } from '../../shared/sample/generate';
import type { RevenueTruth } from '../../shared/sample/revenue-truth';
import { EN_US, write } from '../../shared/domain/sentence';
import { analyse } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { memorySink } from '../support/memory-sink';

const DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'revenue');

interface RealTruth {
  readonly revenue: { readonly invoices: number; readonly total: number };
  readonly revenueByCampaign: readonly {
    readonly campaign_id: string;
    readonly invoices: number;
    readonly revenue_usd: number;
  }[];
  readonly spendByCampaign: readonly { readonly campaign_id: string; readonly cost_usd: number }[];
  readonly leads: { readonly n: number; readonly u: number };
  readonly intercom: { readonly n: number; readonly u: number };
  readonly [spend: `spend_${string}`]: {
    readonly cost_usd: number;
    readonly impressions: number;
    readonly clicks: number;
    readonly n: number;
  };
}

const PLATFORMS = ['facebook', 'google', 'tiktok', 'linkedin'] as const;
const spendOf = (truth: RealTruth, platform: string) => {
  const spend = truth[`spend_${platform === 'facebook' ? 'fb' : platform}`];
  if (!spend) throw new Error(`No truth for ${platform}`);
  return spend;
};

function revenueOf(outcome: RunOutcome): RevenueSummary {
  const { revenue } = outcome.summary;
  if (!revenue) throw new Error(`No revenue: ${outcome.missing.join(' ')}`);
  return revenue;
}

const countsOf = (outcome: RunOutcome, code: string, source: string): readonly string[] =>
  outcome.findings
    .filter((finding) => finding.code === code && finding.source === source)
    .flatMap((finding) => finding.evidence.map(({ label, value }) => `${label}: ${write(value, EN_US)}`));

describe.skipIf(!existsSync(join(DATA, 'truth.json')))(
  'the real marketing exports beside the checkout',
  () => {
    const truth = (): RealTruth => JSON.parse(readFileSync(join(DATA, 'truth.json'), 'utf8')) as RealTruth;

    describe.each(['realistic', 'clean'] as const)('as they are in %s', (folder) => {
      let outcome: RunOutcome;
      let revenue: RevenueSummary;
      const isClean = folder === 'clean';

      beforeAll(async () => {
        outcome = await analyse(await nodeFileSource(join(DATA, folder)));
        revenue = revenueOf(outcome);
      });

      test('all ten are recognised and read, and the question is answered', () => {
        expect(outcome.answered).toEqual(['revenue']);
        expect(outcome.files.map((file) => file.status)).toEqual(Array.from({ length: 10 }, () => 'read'));
        expect(new Set(outcome.files.map((file) => file.source)).size).toBe(10);
      });

      test('every record is kept, and no cell is unreadable', () => {
        for (const input of outcome.summary.inputs) {
          expect(
            input.rows + input.separatorRows + input.totalRows + input.footerRows + input.rejectedRecords,
            input.file,
          ).toBe(input.records);
          expect(input.cellIssues, input.file).toBe(0);
        }
      });

      test('the invoices and their sum are those of the truth', () => {
        expect({ invoices: revenue.invoices, total: revenue.invoiced }).toEqual(truth().revenue);
      });

      test('the campaign of the lead gives every campaign its revenue to the cent, and leaves nothing', () => {
        const { crm_campaign: model } = revenue.models;
        expect(model.unattributed).toBe(0);
        expect(
          model.campaigns.map(({ campaign_id, invoices, revenue: revenue_usd }) => ({
            campaign_id,
            invoices,
            revenue_usd,
          })),
        ).toEqual(truth().revenueByCampaign);
      });

      test('no analytics user is an invoiced person: the models of touches credit nothing, for that reason', () => {
        for (const model of TOUCH_MODELS) {
          expect(revenue.models[model]).toMatchObject({
            attributed: 0,
            unattributed: truth().revenue.total,
            unattributedBy: { no_touch: truth().revenue.total },
          });
        }
      });

      test('people are counted once; Intercom alone has duplicates', () => {
        const known = truth();
        expect(revenue.people).toBe(known.leads.u);
        expect(revenue.leads).toEqual({
          hubspot_leads: known.leads.n,
          intercom_leads: isClean ? known.leads.n : known.intercom.n,
        });
        expect(revenue.duplicates).toEqual({
          hubspot_leads: 0,
          intercom_leads: isClean ? 0 : known.intercom.n - known.intercom.u,
        });
      });

      test('spend per platform is that of the truth: exact, but for the costs that Facebook rounds', () => {
        for (const platform of PLATFORMS) {
          const known = spendOf(truth(), platform);
          const told = revenue.spend.find((spend) => spend.platform === platform);
          expect(told?.rows).toBe(known.n);
          const within = platform === 'facebook' && !isClean ? known.cost_usd * 0.0005 : 0.01;
          expect(Math.abs((told?.spend ?? 0) - known.cost_usd), platform).toBeLessThanOrEqual(within);
        }
      });

      test('spend per campaign is that of the truth, within what Facebook and the rates round', () => {
        const { campaigns } = revenue.models.crm_campaign;
        for (const { campaign_id, cost_usd } of truth().spendByCampaign) {
          const told = campaigns.find((campaign) => campaign.campaign_id === campaign_id);
          expect(Math.abs((told?.spend ?? 0) - cost_usd), campaign_id).toBeLessThan(isClean ? 0.005 : 5);
        }
      });

      test('impressions and clicks are those of the truth, less the blanks, which are counted', () => {
        for (const { platform, impressions, clicks, blankImpressions, blankClicks } of revenue.spend) {
          const known = spendOf(truth(), platform);
          const check = (told: number, all: number, blanks: number): void => {
            if (blanks === 0) expect(told, platform).toBe(all);
            else expect(told, platform).toBeLessThan(all);
          };
          check(impressions, known.impressions, blankImpressions);
          check(clicks, known.clicks, blankClicks);
        }
        const blanks = revenue.spend.map((s) => [s.platform, s.blankImpressions, s.blankClicks]);
        expect(blanks).toEqual(
          isClean
            ? PLATFORMS.map((platform) => [platform, 0, 0])
            : [
                ['facebook', 0, 0],
                ['google', 0, 74],
                ['tiktok', 177, 0],
                ['linkedin', 0, 0],
              ],
        );
      });
    });

    test('what is odd in the messy files is said, with counts', async () => {
      const outcome = await analyse(await nodeFileSource(join(DATA, 'realistic')));
      expect(countsOf(outcome, 'malformed_session_id', 'ga4_sessions')).toContain('Malformed ids: 362');
      expect(countsOf(outcome, 'anonymous_touches', 'mixpanel_events')).toContain('Anonymous: 1,222');
      expect(countsOf(outcome, 'blank_values', 'tiktok_ads')).toEqual(['Blank impressions: 177']);
      expect(countsOf(outcome, 'blank_values', 'google_ads')).toEqual(['Blank clicks: 74']);
      expect(outcome.findings.some((f) => f.code === 'currency_assumed' && f.source === 'google_ads')).toBe(
        true,
      );
      expect(outcome.findings.filter((f) => f.severity === 'error')).toEqual([]);
    });
  },
);

describe.each([
  ['messy', false],
  ['clean', true],
])('the %s sample of 900 people', (_, clean) => {
  let outcome: RunOutcome;
  let revenue: RevenueSummary;
  let truth: RevenueTruth;

  beforeAll(async () => {
    const sink = memorySink();
    const options = { scenario: 'revenue', leads: 900, snapshots: 1, seed: 7, clean } as const;
    const sample = await generateSample({ ...options, invoices: 400 }, sink, hyparquet);
    truth = sample.truth['revenue'] as RevenueTruth;
    const files = Object.fromEntries([...sink.files].filter(([path]) => path.endsWith('.csv')));
    outcome = await analyse(memoryFiles(files));
    revenue = revenueOf(outcome);
  });

  test('has the invoices of its truth: paid ones and refunds count, the others stand apart by status', () => {
    expect({ currency: revenue.currency, invoices: revenue.invoices, invoiced: revenue.invoiced }).toEqual({
      currency: truth.currency,
      invoices: truth.invoices,
      invoiced: truth.invoiced,
    });
    expect(revenue.refunds).toEqual(truth.refunds);
    const apart = truth.notInvoiced.filter(({ invoices }) => invoices > 0);
    expect(revenue.notInvoiced).toEqual([...apart].sort((a, b) => (a.status < b.status ? -1 : 1)));
  });

  test('has the people, leads and duplicates of its truth', () => {
    expect(revenue.people).toBe(truth.people);
    expect(revenue.leads).toEqual(truth.leads);
    expect(revenue.duplicates).toEqual(truth.duplicates);
  });

  test('has the spend, impressions, clicks and blanks of its truth, to the cent', () => {
    expect(revenue.spend).toEqual(truth.spend);
  });

  test('credits every campaign what its truth says, under every model', () => {
    expect(revenue.models).toEqual(truth.models);
  });

  test('has no cell that cannot be read', () => {
    expect(outcome.files.flatMap((file) => (file.cellIssues > 0 ? [file.file] : []))).toEqual([]);
  });
});
