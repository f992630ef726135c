import readExcelFile from 'read-excel-file/node';
import { unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatCount, formatMoney, formatShare, formatWholeMoney } from '../../shared/charts/format';
import type { RunOutcome } from '../../shared/contract/run';
import { REPORT_SECTIONS, type ExportRequest } from '../../shared/contract/report';
import type { DecisionSubject } from '../../shared/domain/decision';
import type { Decision } from '../../shared/domain/decision-state';
import { faultOf } from '../../shared/domain/fault';
import { METRICS } from '../../shared/domain/metrics';
import { wilson } from '../../shared/domain/rate';
import { collected, onlyFile } from '../support/collected';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { JPEG, picturesIn, PNG, SVG } from '../support/pictures';
import { sampleFolder } from '../support/samples';

const request = (changes: Partial<ExportRequest> = {}): ExportRequest => ({
  what: ['pdf'],
  paper: 'a4',
  sections: [...REPORT_SECTIONS],
  place: '/data/exports',
  writtenAt: '2026-11-21T09:00:00.000Z',
  zipped: false,
  withManifest: false,
  ...changes,
});

describe('the report of a folder with both questions', () => {
  let engine: TestEngine;
  let outcome: RunOutcome;
  let pages: readonly string[];
  let text: string;

  const pagesOf = async (pdf: Uint8Array): Promise<readonly string[]> =>
    (await extractText(await getDocumentProxy(pdf.slice()), { mergePages: false })).text.map((page) =>
      page.replaceAll('\u200b', '').replaceAll(/\s+/g, ' '),
    );
  const pdf = async (changes: Partial<ExportRequest> = {}): Promise<Uint8Array> =>
    onlyFile(await collected(engine.client, 'export', request(changes)));

  beforeAll(async () => {
    const leads = await sampleFolder({ leads: 400, snapshots: 5 });
    const revenue = await sampleFolder({ scenario: 'revenue', leads: 200 });
    engine = await openEngine(memoryFiles({ ...leads.files, ...revenue.files }));
    outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    pages = await pagesOf(await pdf());
    text = pages.join(' ');
  });
  afterAll(() => engine.close());

  it('says whether the appointment rate gets better or worse, for all leads and by state', () => {
    expect(text).toContain('Appointments of delivered leads, all leads');
    expect(text).toMatch(/Appointments of delivered leads by state/);
    expect(text).toContain('of them expected to be false');
    expect(text).toMatch(/CO · (Worse|Better|No change told|Too few)/);
  });

  it('holds what was added from Explore with its SQL, and says of a query that no longer works why', async () => {
    const explorations: ExportRequest['explorations'] = [
      {
        id: '1',
        title: 'Leads by tier, as I want them',
        sql: "select tier, count(*) as leads\nfrom int_lead_outcomes where link_setting = 'linked' group by tier order by tier",
        shown: { kind: 'rows' },
      },
      { id: '2', title: 'From a table of old', sql: 'select * from rpt_of_old', shown: { kind: 'rows' } },
    ];
    const only = (await pagesOf(await pdf({ sections: ['explorations'], explorations }))).join(' ');
    expect(only).toContain('Leads by tier, as I want them');
    expect(only).toContain('from int_lead_outcomes where');
    expect(only).toContain('From a table of old: this query does not work any more.');
    expect(only).toContain('select * from rpt_of_old');
    expect(text).not.toContain('Explorations');
  });

  it('holds every headline number of summary.json, as text that can be searched', () => {
    const { leadQuality, revenue } = outcome.summary;
    const counts = leadQuality?.funnel.ever_likely;
    if (!counts || !revenue) throw new Error(outcome.missing.join(' '));
    for (const [name, value] of [
      [METRICS.delivered.name, formatCount(counts.delivered)],
      [METRICS.matched.name, formatCount(counts.matched)],
      [METRICS.appointment.name, formatCount(counts.appointment)],
      [METRICS.demo.name, formatCount(counts.demo)],
      [METRICS.sale.name, formatCount(counts.sale)],
      [METRICS.net_sale.name, formatCount(counts.net_sale)],
      [METRICS.invoiced.name, formatWholeMoney(revenue.invoiced)],
      [METRICS.attributed.name, formatWholeMoney(revenue.models.crm_campaign.attributed)],
    ] as const) {
      expect(pages[0], name).toContain(name);
      expect(pages[0], name).toContain(value);
    }
    expect(pages[0]).toContain(formatShare(wilson(counts.appointment, counts.delivered).value));
  });

  it('holds the revenue of every campaign to the cent, and all findings', () => {
    for (const { campaign_id, revenue } of outcome.summary.revenue?.models.crm_campaign.campaigns ?? []) {
      expect(text).toContain(campaign_id);
      expect(text).toContain(formatMoney(revenue));
    }
    for (const { message } of outcome.findings) {
      expect(text).toContain(message.replaceAll(/[`*]/g, '').slice(0, 40));
    }
  });

  it('names each file with its SHA-256, and defines each of its numbers once', () => {
    for (const { sha256 } of outcome.files) expect(text).toContain(sha256);
    expect(text.split(METRICS.appointment.definition)).toHaveLength(2);
  });

  it('draws the labels of its charts as words, numbers every page, and leaves no page blank', () => {
    expect(text).toContain('How far delivered leads got');
    // The words of the axis stand in the drawing alone.
    expect(text).toMatch(/leads (?:\d|0)/);
    expect(text).toContain('In no report');
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${String(index + 1)} of ${String(pages.length)}`);
      expect(page.length, `page ${String(index + 1)}`).toBeGreaterThan(200);
    }
  });

  it('is the same when it is made again, and fits the paper that is asked for', async () => {
    const sizeOf = async (bytes: Uint8Array): Promise<readonly number[]> =>
      (await (await getDocumentProxy(bytes.slice())).getPage(1)).view.map(Math.round);
    expect(await sizeOf(await pdf())).toEqual([0, 0, 595, 842]);
    const letter = await pdf({ paper: 'letter' });
    expect(await sizeOf(letter)).toEqual([0, 0, 612, 792]);
    expect(await pagesOf(letter)).toEqual(await pagesOf(await pdf({ paper: 'letter' })));
  });

  it('says client, title and logo of the reader in its head, and the client at the foot of every page', async () => {
    const markup = '=2+5 <b>Acme</b> & Sons';
    const head = { title: 'Spring leads: what became of them', client: markup, logo: null };
    expect(picturesIn(await pdf())).toBe(0);
    for (const logo of [
      { kind: 'png' as const, base64: PNG },
      { kind: 'jpeg' as const, base64: JPEG },
    ]) {
      const bytes = await pdf({ head: { ...head, logo } });
      const document = await getDocumentProxy(bytes.slice());
      expect(picturesIn(bytes), logo.kind).toBe(1);
      expect((await document.getMetadata()).info).toMatchObject({
        Title: expect.stringContaining(`${markup}, ${head.title}`) as unknown,
      });
    }
    const drawn = await pagesOf(
      await pdf({ head: { ...head, logo: { kind: 'svg', base64: Buffer.from(SVG).toString('base64') } } }),
    );
    expect(drawn[0]).toContain('Wordmark');
    expect(drawn[0]).toContain(head.title);
    for (const page of drawn) expect(page).toContain(`${markup} · ${head.title}`);
  });

  it('says which logo it cannot draw, and what to do', async () => {
    const logo = { kind: 'png' as const, base64: PNG.slice(0, 60) };
    const failing = pdf({ head: { title: '', client: '', logo } });
    expect(await failing.then(() => null, faultOf)).toMatchObject({
      kind: 'input',
      code: 'logo_unusable',
      hint: expect.stringContaining('Choose another') as unknown,
    });
  });

  it('has the sections that were chosen, and no other', async () => {
    const [only = ''] = await pagesOf(await pdf({ sections: ['findings'] }));
    expect(only).toContain('Findings');
    expect(only).not.toContain('Manifest');
    expect(only).not.toContain('Delivered leads');
  });

  it('has a workbook with numbers as numbers, days as days, and text that is never a formula', async () => {
    const bytes = await pdf({ what: ['xlsx'] });
    const sheets = await readExcelFile(Buffer.from(bytes));
    const names = sheets.map(({ sheet }) => sheet);
    const dataOf = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
    expect(names).toEqual(expect.arrayContaining(['Headline', 'Funnel', 'Revenue by campaign', 'Findings']));
    expect(names.at(-1)).toBe('Manifest');
    const [head, ...rows] = dataOf('Revenue by campaign');
    expect(head?.slice(0, 4)).toEqual(['Campaign', 'Invoices', 'Revenue, USD', 'Spend, USD']);
    expect(dataOf('Revenue by model')[0]?.slice(0, 2)).toEqual(['Campaign', 'CRM campaign, USD']);
    expect(dataOf('Counted seven ways')[0]?.at(-1)).toBe('Cost per appointment, USD');
    const { campaigns } = outcome.summary.revenue?.models.crm_campaign ?? { campaigns: [] };
    for (const campaign of campaigns) {
      const row = rows.find(([id]) => id === campaign.campaign_id);
      expect(row?.slice(1, 3), campaign.campaign_id).toEqual([campaign.invoices, campaign.revenue]);
    }
    const asOf = outcome.files.find((file) => file.snapshot?.order === 1)?.snapshot?.asOf ?? '';
    expect(dataOf('Snapshots')[1]?.[2]).toEqual(new Date(`${asOf.slice(0, 10)}T00:00:00Z`));
    const {
      trend: [reported],
    } = await engine.client.call('funnel', { basis: 'ever', links: 'likely' });
    const [numbers = [], , since] = dataOf('Snapshots');
    // Said where it is missed, as the chart above it does.
    expect(['Aged out', 'Vanished'].map((name) => since?.[numbers.indexOf(name)])).toEqual([
      reported?.agedOut,
      reported?.vanished,
    ]);
    expect(reported?.agedOut).toBeGreaterThan(0);
    const [changes = [], everyone] = [dataOf('Change by state')[0], dataOf('Change by state').at(-1)];
    const of = (name: string): number => Number(everyone?.[changes.indexOf(name)]);
    expect(of('Change, points')).toBeCloseTo((of('Newer half') - of('Older half')) * 100, 0);
    expect(Math.abs(of('Points to') - of('Points from'))).toBeGreaterThan(1);
    const delivered = outcome.summary.leadQuality?.delivered;
    expect(dataOf('Headline').find(([name]) => name === 'Delivered leads')?.[1]).toBe(delivered);
    expect(dataOf('Findings').flat().join(' ')).not.toMatch(/[*`]/);
    const parts = unzipSync(bytes);
    const written = Object.keys(parts).filter((name) => /worksheets\/sheet\d+\.xml$/.test(name));
    expect(written).toHaveLength(names.length);
    for (const name of written) {
      const xml = new TextDecoder().decode(parts[name]);
      expect(xml).not.toContain('<f>');
      expect(xml).toMatch(/<pane [^>]*state="frozen"/);
      expect(xml).toMatch(/<\/sheetData><autoFilter ref="A1:[A-Z]+\d+"/);
    }
  });

  it('counts the repairs and values that decisions of the log accept, not those of old settings alone', async () => {
    const accept = (id: string, subject: DecisionSubject): Decision => ({
      id,
      at: '2026-01-01T00:00:00.000Z',
      who: { id: 'reviewer', name: 'Reviewer' },
      subject,
      verdict: 'accept',
      leads: [],
      evidence: 'finding',
      note: '',
    });
    const decisions = [
      accept('a', { kind: 'repair', code: 'appointment_evidence' }),
      accept('r', { kind: 'repair', code: 'rehash_email' }),
      accept('b', { kind: 'key', value: 'ab'.repeat(20) }),
      accept('c', { kind: 'key', value: 'cd'.repeat(20) }),
    ];
    const run = { folder: FOLDER, settings: settingsWith({ notAKey: ['ef'.repeat(20)] }) };
    await engine.client.call('run', { ...run, decisions });
    const words = (await pagesOf(await pdf({ sections: ['method'] }))).join(' ');
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    expect(words).toContain(
      '1 repair is accepted, 1 finding is acknowledged, 3 values are no key; 4 decisions are applied',
    );
  });

  it('comes in one archive with the manifest where that is asked for', async () => {
    const bytes = await pdf({ what: ['summary', 'tables'], zipped: true, withManifest: true });
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['leadlens-manifest.json', 'summary.json', 'tables/rpt_breakdowns.csv']),
    );
    const summary = JSON.parse(new TextDecoder().decode(files['summary.json'])) as unknown;
    expect(summary).toEqual(outcome.summary);
  });
});

describe('a folder that answers nothing', () => {
  it('still gives a report that says what was read', async () => {
    const source = memoryFiles({ 'notes.csv': new TextEncoder().encode('a,b\n1,2\n') });
    const engine = await openEngine(source);
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const bytes = onlyFile(await collected(engine.client, 'export', request()));
    const { text } = await extractText(await getDocumentProxy(bytes.slice()), { mergePages: true });
    expect(text).toContain('notes.csv');
    await engine.close();
  });
});

describe('a folder whose words are names that every object has', () => {
  /** They are looked up and counted as any other word. */
  const WORDS = ['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty'];
  const HEX = '0123456789abcdef';
  const keyOf = (kind: string, i: number): string => (kind + (HEX[i] ?? '0')).repeat(20);
  const files = memoryFiles({
    'delivered_leads.csv': [
      'lead_uuid,email_sha1,phone_sha1,vendor,campaign_id',
      ...WORDS.map((word, i) => `u-${String(i)},${keyOf('a', i)},${keyOf('b', i)},${word},${word}`),
      '',
    ].join('\n'),
    'crm_2024-01-31.csv': [
      'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Demo,Disposition,Job Status,STATE,CITY',
      ...WORDS.map(
        (word, i) =>
          `${String(1001 + i)},${keyOf('a', i)},${keyOf('b', i)},2024-01-15,1,${word},${word},${word},${word}`,
      ),
      '',
    ].join('\n'),
    'hubspot.csv': [
      'lead_id,user_uid,campaign_id,status,deal_amount,email',
      ...WORDS.map((word, i) => `h${String(i)},u${String(i)},${word},${word},10,${HEX[i] ?? ''}@a.example`),
      '',
    ].join('\n'),
    'stripe.csv': [
      'invoice_id,user_uid,date,amount,currency,status',
      ...WORDS.map((word, i) => `in_${String(i)},u${String(i)},2024-02-01,1${String(i)}.00,USD,paid`),
      ...WORDS.map((word, i) => `out_${String(i)},u${String(i)},2024-02-01,1.00,USD,${word}`),
      '',
    ].join('\n'),
  });
  let engine: TestEngine;
  let outcome: RunOutcome;

  beforeAll(async () => {
    engine = await openEngine(files);
    outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  });
  afterAll(() => engine.close());

  it('is read, with each word as it stands', async () => {
    const found = outcome.summary.revenue?.models.crm_campaign.campaigns.map(
      ({ campaign_id: id, revenue }) => [id, revenue],
    );
    expect(found).toEqual(
      WORDS.map((word, i) => [word, 10 + i])
        .filter(([word]) => word !== '__proto__')
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
    expect(outcome.summary.revenue?.notInvoiced.map(({ status }) => status)).toEqual(
      WORDS.map((word) => word.toLowerCase()).sort(),
    );
    const { dispositions } = await engine.client.call('dispositions', {});
    expect(dispositions.map(({ code }) => code).sort()).toEqual([...WORDS].sort());
    expect(new Set(dispositions.map(({ byProfile }) => byProfile))).toEqual(new Set(['Other']));
  });

  it('gives a workbook with these words', async () => {
    const bytes = onlyFile(await collected(engine.client, 'export', request({ what: ['xlsx'] })));
    const sheets = await readExcelFile(Buffer.from(bytes));
    const first = (name: string): readonly unknown[] =>
      sheets.find(({ sheet }) => sheet === name)?.data.map(([cell]) => cell) ?? [];
    expect(first('Disposition')).toEqual(expect.arrayContaining(WORDS));
    expect(first('Vendor')).toEqual(expect.arrayContaining(WORDS));
  });
});
