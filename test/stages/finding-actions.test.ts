import { expect, it } from 'vitest';
import { analyse, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

/** Six reports of forty leads; from the fourth on `is_set` is false for everyone while appointment dates go on. */
function deadSet(): Record<string, string> {
  const people = Array.from({ length: 40 }, (_, i) => i);
  const keys = (i: number): string =>
    `${i.toString(16).padStart(40, 'a')},${i.toString(16).padStart(40, 'b')}`;
  const report = (month: number): string =>
    people
      .map((i) => {
        const hasDate = i % 2 === 0 && i < month * 8;
        const isSet = hasDate && month < 4;
        return `L${String(i)},${keys(i)},2024-01-${String(1 + (i % 28)).padStart(2, '0')},TX,${String(Number(isSet))},0,${hasDate ? '2024-02-03' : ''},Data`;
      })
      .join('\n');
  return {
    'leads.csv': `lead_uuid,email_hash,phone_hash\n${people.map((i) => `u${String(i)},${keys(i)}`).join('\n')}\n`,
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((month) => [
        `report_2024-0${String(month)}-01.csv`,
        `lead_number,email_hash,phone_hash,entry_on,state,is_set,is_demo,appointment_date,disposition\n${report(month)}\n`,
      ]),
    ),
  };
}

it('what a dead column offers is to acknowledge it: it says that no number changes, and none does', async () => {
  const files = deadSet();
  const offered = await analyse(memoryFiles(files));
  const dead = offered.findings.filter((f) => f.code === 'dead_column' && f.column === 'is_set');
  expect(dead).toHaveLength(1);
  expect(dead[0]?.repair).toMatchObject({ code: 'appointment_evidence', kind: 'acknowledge' });
  expect(dead[0]?.repair?.effect).toContain('20 delivered leads with an appointment, 12 with a reported set');
  expect(dead[0]?.repair?.effect).toContain('No number changes');
  const taken = await analyse(
    memoryFiles(files),
    settingsWith({ acceptedRepairs: ['appointment_evidence'] }),
  );
  expect(taken.summary).toEqual(offered.summary);
});
