import { describe, expect, test } from 'vitest';
import { sql, lit } from '../../shared/sql/sql';
import { isoTimestamp } from '../../shared/sql/dialect';
import { raw } from '../../shared/sql/sql';
import { fctLeadStates } from '../../shared/stages/model/fct-lead-states.model';
import { srcSnapshots } from '../../shared/stages/clean/crm/src-crm-snapshots';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { hasRealData, realFiles } from '../support/real-data';
import { memoryFiles } from '../support/memory-files';
import { sampleFolder } from '../support/samples';
import { parseCsv, type Table } from '../support/table';

const NULLS = /^(-+|n\/?a|#n\/a|null|none|\(null\)|nan|unknown)$/i;

/** One column of a CRM report under one of its names in these exports; null where it has nothing to say. */
function reader(table: Table, ...names: readonly string[]) {
  const at = table.header.findIndex((header) => names.includes(header.trim()));
  return (record: readonly string[]): string | null => {
    const text = (record[at] ?? '').replace(/\s+/g, ' ').trim();
    return text === '' || NULLS.test(text) ? null : text;
  };
}

const isoDay = (text: string): string => {
  const [month = '', day = '', year = ''] = text.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

function isoMinute(text: string): string {
  const [day = '', clock = '12:00AM'] = text.split(' ');
  const [, hour = '12', minute = '00', half = 'AM'] = /^(\d+):(\d+)\s*([AP]M)$/i.exec(clock) ?? [];
  const hours = (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  return `${isoDay(day)}T${String(hours).padStart(2, '0')}:${minute}:00`;
}

const yesNo = (text: string | null): boolean | null =>
  text === null ? null : ['1', 'true', 'yes'].includes(text.toLowerCase());

/** The rows that a report says, read line by line without the engine: sorted texts, so repeats count. */
function cleaned(bytes: Uint8Array): readonly string[] {
  const table = parseCsv(bytes);
  const read = {
    number: reader(table, 'LEADNUMBER'),
    email: reader(table, 'email_hash'),
    phone: reader(table, 'phone_hash'),
    entry: reader(table, 'ENTRYDATE'),
    city: reader(table, 'CITY', 'CityName'),
    state: reader(table, 'STATE'),
    zip: reader(table, 'ZIP'),
    appointment: reader(table, 'Appt Date'),
    set: reader(table, 'Set'),
    demo: reader(table, 'Demo'),
    disposition: reader(table, 'Dispo'),
    job: reader(table, 'Job Status'),
    location: reader(table, 'location'),
  };
  const part = (record: readonly string[], index: number): string | null => {
    const text = (read.location(record) ?? '').split('|')[index]?.trim() ?? '';
    return text === '' || NULLS.test(text) || (index === 1 && text === 'nu') ? null : text;
  };
  const stateOf = (record: readonly string[]): string | null => {
    const own = read.state(record);
    return (own === 'nu' ? null : own) ?? part(record, 1);
  };
  return table.records
    .filter((record) => !record.every((cell) => /^-*$/.test(cell.trim())))
    .map((record) => {
      const entry = read.entry(record);
      const appointment = read.appointment(record);
      return JSON.stringify([
        read.number(record),
        read.email(record)?.toLowerCase() ?? null,
        read.phone(record)?.toLowerCase() ?? null,
        entry === null ? null : isoDay(entry.split(' ')[0] ?? ''),
        read.city(record) ?? part(record, 0),
        stateOf(record)?.toUpperCase() ?? null,
        read.zip(record),
        appointment === null ? null : isoMinute(appointment),
        yesNo(read.set(record)),
        yesNo(read.demo(record)),
        read.disposition(record),
        read.job(record),
      ]);
    })
    .sort();
}

/** The rows of every snapshot, unfolded from the states. */
async function rebuilt(files: Readonly<Record<string, Uint8Array>>) {
  const engine = await openEngine(memoryFiles(files));
  try {
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const { workspace } = engine.engine;
    const snapshots = await workspace.read(sql`select snapshot_order, file from ${srcSnapshots} order by 1`);
    const rows = new Map<string, readonly string[]>();
    for (const [order, file] of snapshots.rows()) {
      const at = lit(Number(order));
      const result = await workspace.read(
        sql`select lead_number, email_key, phone_key, cast(entry_on as varchar), city, state, zip,
              ${isoTimestamp(raw('appointment_at'))}, is_set, is_demo, disposition, job_status
            from ${fctLeadStates}, range(row_count) where valid_from <= ${at} and valid_to >= ${at}`,
      );
      rows.set(
        String(file),
        result
          .rows()
          .map((row) => JSON.stringify(row))
          .sort(),
      );
    }
    return rows;
  } finally {
    await engine.close();
  }
}

/** Multisets as counts, so that a difference names the rows and not an offset. */
const difference = (left: readonly string[], right: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const row of left) counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const row of right) counts.set(row, (counts.get(row) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([row, count]) => `${String(count)} × ${row}`);
};

async function expectRebuilt(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const rows = await rebuilt(files);
  const reports = Object.entries(files).filter(([path]) => path.endsWith('.csv'));
  expect([...rows.keys()].sort()).toEqual(reports.map(([path]) => path).sort());
  for (const [path, bytes] of reports) {
    expect(difference(rows.get(path) ?? [], cleaned(bytes)).slice(0, 5), path).toEqual([]);
  }
}

describe('a snapshot rebuilt from the states equals the cleaned file', () => {
  test('for every file of a sample with all its mess', async () => {
    await expectRebuilt((await sampleFolder({ leads: 200, snapshots: 8 })).files);
  });

  test('for files in which records repeat, in one snapshot more often than in the next', async () => {
    const { files } = await sampleFolder({ leads: 40, snapshots: 3 });
    const repeated = Object.fromEntries(
      Object.entries(files).map(([path, bytes], i) => {
        if (!path.endsWith('.csv')) return [path, bytes];
        const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
        const again = Array.from({ length: i }, () => lines.slice(5, 9)).flat();
        return [path, new Uint8Array(Buffer.from([...lines, ...again, ''].join('\r\n')))];
      }),
    );
    await expectRebuilt(repeated);
  });

  test.skipIf(!hasRealData)('for every file of the real export', async () => {
    await expectRebuilt(await realFiles());
  });
});
