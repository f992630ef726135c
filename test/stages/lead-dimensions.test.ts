import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseProfile, profileText } from '../../shared/contract/mapping-profile';
import { allRows } from '../../shared/contract/grid';
import type { LeadFilter } from '../../shared/contract/lead-filter';
import { defaultProjectSettings, type ProjectSettings } from '../../shared/contract/project';
import { keptDimension } from '../../shared/domain/kept-dimension';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const HEADER = 'lead_uuid,email_hash,delivered_on,vendor,Sub Source,Creative';
const key = (name: string): string => createHash('md5').update(`${name}@x.co`).digest('hex');
const FILES = {
  'leads_may.csv': [
    HEADER,
    `L1,${key('a')},2025-05-10,V,Search,red`,
    `L2,${key('b')},2025-05-10,V,Search,`,
    `L3,${key('c')},2025-05-11,V,Social,"blue,  wide"`,
    `L4,${key('d')},2025-05-11,V,n/a,red`,
    `L1,${key('a')},2025-05-12,V,Social,red`,
    '',
  ].join('\n'),
  'leads_june (1).csv': [
    'Creative,Sub Source,vendor,delivered_on,email_hash,lead_uuid',
    `red,Social,V,2025-06-01,${key('e')},L5`,
    '',
  ].join('\n'),
  'crm_report_2025_06_10.csv': [
    'LEADNUMBER,HASHED_EMAIL,ENTRYDATE,Appt Date,Set,Demo,Disposition,Job Status',
    `1,${key('a')},05/20/2025,05/22/2025 10:00,1,1,SALE,`,
    `2,${key('c')},05/20/2025,05/22/2025 10:00,1,0,,`,
    `3,${key('e')},05/21/2025,05/23/2025 10:00,1,0,,`,
    `4,${key('zz')},05/21/2025,,0,0,,`,
    '',
  ].join('\n'),
};

const keeping = (dimensions: Readonly<Record<string, string>>): ProjectSettings['mappings'] => [
  { headers: HEADER.split(','), source: 'delivered_leads', mapping: {}, dimensions },
];

async function withRun(
  mappings: ProjectSettings['mappings'],
  look: (engine: TestEngine) => Promise<void>,
): Promise<void> {
  const engine = await openEngine(memoryFiles(FILES));
  try {
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith({ mappings }) });
    await look(engine);
  } finally {
    await engine.close();
  }
}

const CHANNEL = keptDimension('Channel');
const setting = { basis: 'ever', links: 'linked' } as const;

const drilled = async (
  { client }: TestEngine,
  within: string | null,
  filters: readonly LeadFilter[],
): Promise<number> => {
  const { query } = await client.call('drill', {
    ...setting,
    stage: 'delivered',
    filters: [...filters],
    within: within === null ? null : { dimension: CHANNEL, key: within, reported: null },
  });
  return (await client.call('page', { query, offset: 0, limit: 1 })).total;
};

describe('A column of delivered leads that is kept', () => {
  test('breaks leads down over all files with its columns, each lead by its first record, reported or not', async () => {
    await withRun(keeping({ Channel: 'Sub Source' }), async (engine) => {
      const view = await engine.client.call('funnel', setting);
      expect(
        view.breakdowns[CHANNEL]?.map(({ key, reported, leads, appointment, sale }) => [
          key,
          reported,
          leads,
          appointment,
          sale,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['Search', null, 2, 1, 1],
          ['Social', null, 2, 2, 0],
          [null, null, 1, 0, 0],
        ]),
      );
      expect(view.breakdowns[CHANNEL]).toHaveLength(3);
      expect(view.counts.delivered).toBe(5);
    });
  });

  test('narrows the screen, and its numbers open to just as many rows', async () => {
    await withRun(keeping({ Channel: 'Sub Source', Ad: 'Creative' }), async (engine) => {
      const social: LeadFilter = { dimension: CHANNEL, values: ['Social'] };
      const narrowed = await engine.client.call('funnel', { ...setting, filters: [social] });
      expect([narrowed.counts.delivered, narrowed.counts.appointment]).toEqual([2, 2]);
      expect(narrowed.breakdowns[keptDimension('Ad')]?.map(({ key, leads }) => [key, leads]).sort()).toEqual([
        ['blue, wide', 1],
        ['red', 1],
      ]);
      expect(await drilled(engine, null, [social])).toBe(2);
      expect(await drilled(engine, 'Search', [])).toBe(2);
      expect(await drilled(engine, 'Search', [social])).toBe(0);
      expect(await drilled(engine, null, [{ dimension: CHANNEL, values: [null, 'Search'] }])).toBe(3);
    });
  });

  test('stands in a table of its own for Explore and its exports', async () => {
    await withRun(keeping({ Ad: 'Creative' }), async ({ client }) => {
      const page = await client.call('page', {
        query: { ...allRows('int_lead_dimensions'), sort: [{ column: 'lead_uuid', direction: 'asc' }] },
        offset: 0,
        limit: 10,
      });
      expect(page.rows).toEqual([
        ['L1', 'Ad', 'red'],
        ['L3', 'Ad', 'blue, wide'],
        ['L4', 'Ad', 'red'],
        ['L5', 'Ad', 'red'],
      ]);
    });
  });

  test('is gone with what was said, and changes no number', async () => {
    const engine = await openEngine(memoryFiles(FILES));
    try {
      const run = (mappings: ProjectSettings['mappings']) =>
        engine.client.call('run', { folder: FOLDER, settings: settingsWith({ mappings }) });
      const kept = await run(keeping({ Channel: 'Sub Source' }));
      expect(kept.files.map(({ dimensions }) => dimensions)).toEqual([
        [],
        [{ name: 'Channel', column: 'Sub Source' }],
        [{ name: 'Channel', column: 'Sub Source' }],
      ]);
      const plain = await run([]);
      expect(plain.summary.leadQuality?.funnel).toEqual(kept.summary.leadQuality?.funnel);
      expect(Object.keys((await engine.client.call('funnel', setting)).breakdowns)).not.toContain(CHANNEL);
    } finally {
      await engine.close();
    }
  });

  test('goes into a profile', () => {
    const mappings = keeping({ Channel: 'Sub Source' });
    const text = profileText({ ...defaultProjectSettings(), mappings });
    expect(parseProfile('p.json', text).mappings).toEqual(mappings);
  });
});
