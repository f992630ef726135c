import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FOLDER, numbersOf, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const keys = (who: number): string =>
  `${sha256(`p${String(who)}@a.example`)},${sha256(`+1415555000${String(who)}`)}`;
/** Written by a system that keeps an accent in its letter, or beside it. */
const written = (word: string, who: number): string => word.normalize(who % 2 === 0 ? 'NFC' : 'NFD');
const HEADER = 'lead_uuid,email_sha256,phone_sha256,vendor,delivered_on,Región';
const EVERYBODY = [0, 1, 2, 3];

test('A word is one, whether its accents stand in their letters or beside them', async () => {
  const engine = await openEngine(
    memoryFiles({
      'delivered_leads.csv': [
        HEADER,
        ...EVERYBODY.map(
          (who) => `u${String(who)},${keys(who)},${written('Móvil', who)},2024-01-02,${written('Méx', who)}`,
        ),
        '',
      ].join('\n'),
      'crm_2024-01-31.csv': [
        'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,CITY,STATE,Set,Demo,Disposition',
        ...EVERYBODY.map(
          (who) =>
            `100${String(who)},${keys(who)},01/15/2024,${written('Cancún', who)},${written('Nuevo León', who)},1,0,${written('Reunión', who)}`,
        ),
        '',
      ].join('\n'),
      'hubspot.csv': [
        'lead_id,user_uid,campaign_id,status,email',
        ...EVERYBODY.map(
          (who) =>
            `h${String(who)},p${String(who)},Verano,${written('Sesión', who)},p${String(who)}@b.example`,
        ),
        '',
      ].join('\n'),
    }),
  );
  try {
    const outcome = await engine.client.call('run', {
      folder: FOLDER,
      settings: settingsWith({
        mappings: [
          {
            headers: HEADER.split(','),
            source: 'delivered_leads',
            mapping: {},
            dimensions: { zona: 'Región' },
          },
        ],
      }),
    });
    expect(numbersOf(outcome).breakdowns.state.map(({ key, leads }) => [key, leads])).toEqual([
      ['NUEVO LEÓN', 4],
    ]);
    const words = async (table: string, column: string): Promise<unknown> => {
      const query = { table, scope: { kind: 'all' as const }, filters: [], sort: [] };
      const { values } = await engine.client.call('columnValues', { query, column, search: '', limit: 9 });
      return values.map(({ value, rows }) => [value, rows]);
    };
    expect(await words('fct_lead_states', 'city')).toEqual([['Cancún', 4]]);
    expect(await words('fct_lead_states', 'disposition')).toEqual([['Reunión', 4]]);
    expect(await words('int_delivered_leads', 'vendor')).toEqual([['Móvil', 4]]);
    expect(await words('int_lead_dimensions', 'value')).toEqual([['Méx', 4]]);
    expect(await words('people', 'status')).toEqual([['Sesión', 4]]);
  } finally {
    await engine.close();
  }
});
