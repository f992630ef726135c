import { describe, expect, it } from 'vitest';
import { LeadlensError } from '../../shared/domain/fault';
import type { ParquetColumn } from '../../shared/ports/parquet';
import { generateSample } from '../../shared/sample/generate';
import type { LeadQualityTruth } from '../../shared/sample/lead-quality-truth';
import type { SampleOptions, SampleResult } from '../../shared/sample/options';
import { memorySink, type MemorySink } from '../support/memory-sink';

interface Sample {
  readonly sink: MemorySink;
  readonly result: SampleResult;
  readonly leads: readonly ParquetColumn[];
  readonly figures: LeadQualityTruth;
}

async function sample(options: Partial<SampleOptions> = {}): Promise<Sample> {
  const sink = memorySink();
  const encoded: ParquetColumn[] = [];
  const parquet = {
    encode: (columns: readonly ParquetColumn[]) => {
      encoded.push(...columns);
      return new Uint8Array([1]);
    },
  };
  const all: SampleOptions = {
    scenario: 'lead-quality',
    leads: 600,
    snapshots: 10,
    seed: 5,
    clean: false,
    ...options,
  };
  const result = await generateSample(all, sink, parquet);
  const figures = result.truth['leadQuality'] as LeadQualityTruth;
  return { sink, result, leads: encoded, figures };
}

const reports = (sink: MemorySink): string[] =>
  [...sink.files.keys()].filter((path) => path.startsWith('crm_reports/')).sort();
const linesOf = (sink: MemorySink, path: string): string[] => sink.text(path).trimEnd().split(/\r?\n/);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('the sample of scenario lead-quality', () => {
  it('has one report per snapshot, weekly for a short series and daily for a long one', async () => {
    const weekly = await sample({ leads: 40, snapshots: 3 });
    expect(reports(weekly.sink)).toEqual([
      'crm_reports/report_2026-01-05.csv',
      'crm_reports/report_2026-01-12.csv',
      'crm_reports/report_2026-01-19.csv',
    ]);
    const daily = await sample({ leads: 40, snapshots: 17 });
    expect(reports(daily.sink).at(-1)).toBe('crm_reports/report_2026-01-21.csv');
  });

  it('counts in truth.json the records and separator rows that stand in the reports', async () => {
    const { sink, result, figures } = await sample();
    const bodies = reports(sink).map((path) => linesOf(sink, path).slice(1));
    const separators = bodies.flat().filter((line) => line.startsWith('-----')).length;
    expect(separators).toBeGreaterThan(0);
    expect(result.truth['inputs']).toEqual({
      crm_report: { records: bodies.flat().length, separatorRows: separators, rejectedRecords: 0 },
    });
    expect(figures.reportRows).toBe(bodies.flat().length - separators);
    expect(figures.bySnapshot.map((s) => s.rows)).toEqual(
      bodies.map((body) => body.filter((line) => !line.startsWith('-----')).length),
    );
    expect(JSON.parse(sink.text('truth.json'))).toEqual(JSON.parse(JSON.stringify(result.truth)));
  });

  it('plants four header layouts, padded cities, missing states and both spellings of a demo', async () => {
    const { sink } = await sample();
    const texts = reports(sink).map((path) => sink.text(path));
    expect(new Set(texts.map((text) => text.split('\r\n', 1)[0])).size).toBe(4);
    const all = texts.join('');
    expect(all).toMatch(/,Boulder {21},/);
    expect(all).toMatch(/,nu,/);
    expect(all).toMatch(/\d\d\/\d\d\/\d{4} {2}\d{1,2}:\d\d[AP]M/);
    expect(texts[0]).not.toMatch(/True|False/);
    expect(texts.at(-1)).toMatch(/,True,/);
    expect(texts.at(-1)).toMatch(/,Aurora \| CO\r\n/);
  });

  it('lets the set column die in the last fifth of the snapshots while appointments go on', async () => {
    const { result, figures, sink } = await sample();
    const dead = figures.bySnapshot.slice(-2);
    expect(figures.bySnapshot.filter((s) => s.set_reported === 0)).toEqual(dead);
    expect(dead.every((s) => s.appointment_date > 0)).toBe(true);
    expect(result.truth['findings']).toContainEqual({
      code: 'dead_column',
      source: 'crm_report',
      column: 'is_set',
      files: reports(sink).slice(-2),
    });
  });

  it('plants one placeholder that is an e-mail key of some and a phone key of others', async () => {
    const { sink } = await sample();
    const links = linesOf(sink, 'truth-links.jsonl').map(
      (line) => JSON.parse(line) as { email_key: string; phone_key: string; tier: string },
    );
    const phones = new Set(links.map((link) => link.phone_key));
    const both = [...new Set(links.map((link) => link.email_key))].filter((key) => phones.has(key));
    expect(both).toHaveLength(1);
    const [placeholder] = both;
    expect(links.filter((link) => link.email_key === placeholder).length).toBeGreaterThan(3);
    expect(
      links.some(
        (link) => link.tier === 'conflict' && [link.email_key, link.phone_key].includes(placeholder ?? ''),
      ),
    ).toBe(true);
  });

  it('has leads of every tier, leads without a report, leads that age out and leads that vanish', async () => {
    const { figures, result } = await sample();
    for (const count of Object.values(figures.identities)) expect(count).toBeGreaterThan(0);
    expect(figures.matchedLeads.linked).toBeGreaterThan(figures.matchedLeads.strict);
    expect(figures.matchedLeads.linked).toBeLessThan(figures.delivered);
    expect(sum(Object.values(figures.identities))).toBeGreaterThan(figures.crmLeads);
    const planted = result.truth['planted'] as { vanishedLeads: number; agedOutLeads: number };
    expect(planted.vanishedLeads).toBeGreaterThan(0);
    expect(planted.agedOutLeads).toBeGreaterThan(0);
  });

  it('keeps leading zeros of a few lead numbers and gives all numbers one width', async () => {
    const { sink } = await sample();
    const numbers = reports(sink).flatMap((path) =>
      linesOf(sink, path)
        .slice(1)
        .filter((line) => !line.startsWith('-----'))
        .map((line) => line.split(',')[1] ?? ''),
    );
    expect(numbers.some((number) => number.startsWith('00'))).toBe(true);
    expect(new Set(numbers.map((number) => number.length)).size).toBe(1);
  });

  it('without mess has one layout, one match per lead and no finding', async () => {
    const { sink, result, figures } = await sample({ clean: true });
    expect(new Set(reports(sink).map((path) => linesOf(sink, path)[0])).size).toBe(1);
    expect(figures.identities).toEqual({
      both: figures.crmLeads,
      email_only: 0,
      phone_only: 0,
      conflict: 0,
      none: 0,
    });
    expect(figures.review.open).toBe(0);
    expect(result.truth['findings']).toEqual([]);
  });

  it('gives each delivered lead keys of its own, with date, vendor, campaign and price', async () => {
    const { leads } = await sample({ deliveredRaw: true });
    expect(leads.map((column) => column.name)).toEqual([
      ...['lead_UUID', 'phone_hash', 'email_hash', 'delivered_on', 'vendor', 'campaign_id', 'price'],
      ...['email', 'phone'],
    ]);
    for (const name of ['lead_UUID', 'phone_hash', 'email_hash']) {
      const values: readonly unknown[] = leads.find((column) => column.name === name)?.values ?? [];
      expect(new Set(values).size).toBe(600);
    }
    expect(new Set<unknown>(leads[4]?.values).size).toBe(5);
    expect(new Set<unknown>(leads[5]?.values).size).toBe(8);
  });

  it('with keys of another algorithm in the reports matches nothing and says so', async () => {
    const { sink, figures, result } = await sample({ crmKeys: 'md5' });
    expect(linesOf(sink, reports(sink)[0] ?? '')[1]?.split(',')[2]).toMatch(/^[0-9a-f]{32}$/);
    expect(figures.matchedLeads).toEqual({ strict: 0, linked: 0 });
    expect(result.truth['findings']).toContainEqual({ code: 'hash_mismatch', source: 'delivered_leads' });
  });

  it('with raw keys in the reports matches as the people do', async () => {
    const { sink, figures } = await sample({ crmKeys: 'raw' });
    expect(sink.text(reports(sink)[0] ?? '')).toMatch(/@.*,\(\d{3}\) \d{3}-\d{4},/);
    expect(figures.matchedLeads.strict).toBeGreaterThan(500);
  });

  it('refuses options that are out of range by name', async () => {
    await expect(sample({ leads: 0 })).rejects.toThrow(LeadlensError);
    await expect(sample({ snapshots: 1.5 })).rejects.toThrow(/snapshots/);
  });

  it('stops when it is told to and leaves no half file', async () => {
    const sink = memorySink();
    const stop = new AbortController();
    const running = generateSample(
      { scenario: 'lead-quality', leads: 300, snapshots: 6, seed: 1, clean: false },
      sink,
      { encode: () => new Uint8Array(1) },
      ({ done }) => {
        if (done === 3) stop.abort();
      },
      stop.signal,
    );
    await expect(running).rejects.toThrow('Cancelled');
    expect(sink.files.size).toBe(3);
  });
});
