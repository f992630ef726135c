import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { computedWords } from '../../shared/charts/data-words';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

const key = (name: string): string => createHash('md5').update(name).digest('hex');
const HEADER = 'LEADNUMBER,HASHED_EMAIL,HASHED_PHONE,ENTRYDATE,Appt Date,Set,Demo,Disposition,Job Status';

test('the help of a screen says of the data at hand from what its numbers were computed', async () => {
  const engine = await openEngine(
    memoryFiles({
      'leads.csv': `lead_uuid,email_hash,phone_hash\nL1,${key('a')},${key('phone one')}\nL2,${key('b')},${key('phone two')}\n`,
      'report_2025_06_03.csv': `${HEADER}\n1,${key('a')},${key('phone one')},05/20/2025,,0,0,,\n`,
      'report_2025_06_10.csv': `${HEADER}\n1,${key('a')},${key('phone one')},05/20/2025,05/22/2025 10:00,1,0,,\n2,${key('zz')},${key('phone nine')},05/21/2025,,0,0,,\n`,
    }),
  );
  try {
    const outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    expect(computedWords('trends', outcome)).toBe(
      '2 delivered leads of 1 file, linked by phone and e-mail, to 2 CRM leads of 2 snapshots from 3 Jun 2025 to 10 Jun 2025, dates read as month first.',
    );
    expect(computedWords('funnel', outcome)).toContain(
      '; 1 appointment of 2 delivered leads (50.0 %), counted ever',
    );
    expect(computedWords('sources', outcome)).toBe(
      '3 files with 5 records: 5 rows kept, 0 rejected, 0 values that could not be read; dates read as month first.',
    );
    expect(computedWords('matches', outcome)).toContain('1 both keys');
    expect(computedWords('revenue', outcome)).toBe('These data do not answer it.');
  } finally {
    await engine.close();
  }
});
