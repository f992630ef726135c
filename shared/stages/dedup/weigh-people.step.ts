import { NOBODY_EMAILS } from '../../domain/placeholder-words';
import type { Cell } from '../../ports/database';
import { raw, sql, textList } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { together } from '../../domain/together';
import { peopleWeights, type PeopleWeights } from './dedup-parameters';
import { digestOf } from './digest-of';
import { intLeadRecords } from './int-lead-records.model';
import { srcNearEmails } from './src-near-emails';
import { srcWeighedPairs } from './src-weighed-pairs';
import { weighPeople } from './weights/weigh-people';

/** What is weighed, in the order in which it is read. */
const WEIGHED = sql`first_name, last_name, full_name, case when email not in (${textList(NOBODY_EMAILS)}) then email end, phone, city,
  company, country, born_on, person_key`;

/** Weighs pairs of lead records, where more is known of people than ids and e-mails. */
async function weighRecords(workspace: Workspace, signal?: AbortSignal): Promise<PeopleWeights> {
  const known = await workspace.query(
    sql`select 1 from ${intLeadRecords} where first_name is not null or last_name is not null or full_name is not null
      or phone is not null or born_on is not null limit 1`,
    signal,
  );
  if (known.rowCount === 0) {
    await workspace.fill(srcWeighedPairs, 'none', () => Promise.resolve());
    return { isWeighed: false, blocksLeftOut: 0 };
  }
  const [people, near, ofPeople, ofNear] = await together([
    workspace.query(sql`select lead_no, ${WEIGHED} from ${intLeadRecords} order by lead_no`, signal),
    workspace.query(sql`select email_a, email_b from ${srcNearEmails} order by email_a, email_b`, signal),
    digestOf(workspace, intLeadRecords, sql`lead_no, ${WEIGHED}`, signal),
    digestOf(workspace, srcNearEmails, raw('email_a, email_b'), signal),
  ]);
  const text = (value: Cell | undefined): string | null => (typeof value === 'string' ? value : null);
  const numbers: number[] = [];
  const records = people
    .rows()
    .map(([lead, firstName, lastName, fullName, email, phone, city, company, country, bornOn, uid]) => {
      numbers.push(Number(lead));
      return {
        firstName: text(firstName),
        lastName: text(lastName),
        fullName: text(fullName),
        email: text(email),
        phone: text(phone),
        city: text(city),
        company: text(company),
        country: text(country),
        bornOn: text(bornOn),
        uid: text(uid),
      };
    });
  const nearEmails = near.rows().map(([a, b]) => [String(a), String(b)] as const);
  const weighed = await weighPeople(records, nearEmails, signal);
  await workspace.fill(srcWeighedPairs, `${ofPeople} | ${ofNear}`, async (into) => {
    if (weighed.a.length === 0) return;
    await into.append({
      lead_no_a: { type: 'integer', values: weighed.a.map((record) => numbers[record] ?? 0) },
      lead_no_b: { type: 'integer', values: weighed.b.map((record) => numbers[record] ?? 0) },
      probability: { type: 'double', values: weighed.probability },
    });
  });
  return { isWeighed: true, blocksLeftOut: weighed.blocksLeftOut };
}

export const weighPeopleStep = defineStep({
  name: 'weigh_people',
  title: 'Weighing pairs of people',
  reads: [intLeadRecords, srcNearEmails],
  writes: [srcWeighedPairs],
  gives: [peopleWeights],
  size: 'rows',
  run: async ({ workspace, give, signal }) => give(peopleWeights, await weighRecords(workspace, signal)),
});
