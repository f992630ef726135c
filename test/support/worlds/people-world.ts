import type { Decision } from '../../../shared/domain/decision-state';
import type { PersonRecordKey } from '../../../shared/domain/decision';
import type { PairDecision, PeopleTool, PersonRecord } from '../plain/revenue/facts';
import { writeCsv } from '../table';
import type { Dice } from './dice';
import { decimal, someCampaign, someHundredths } from './marketing-words';
import type { WorldFile } from './world';

const DOMAINS = ['alphamail.com', 'borealis.org', 'copperfield.net'];
const NOBODY = ['unknown', '(not set)', '0', 'anonymous', '-', ''];
const STATUSES = ['New', 'Qualified', 'Customer', 'MQL', 'Lost', 'UNKNOWN', ''];

/** Somebody of the world, known by an id, by an e-mail, or both. */
export interface Somebody {
  readonly uid: string | null;
  readonly email: string | null;
}

export function somebody(i: number, dice: Dice, noUid: number, noEmail: number): Somebody {
  const letters = Array.from({ length: 10 }, () => String.fromCharCode(97 + dice.int(0, 25))).join('');
  const kind = dice.next();
  return {
    uid: kind < noUid ? null : `u${String(i + 1)}`,
    email: kind > 1 - noEmail ? null : `${letters}@${dice.pick(DOMAINS)}`,
  };
}

/** Somebody who comes and pays: mostly one of the few who do it often. */
export const someone = (people: readonly Somebody[], dice: Dice): Somebody =>
  dice.pick(dice.is(0.7) ? people.slice(0, Math.ceil(people.length / 4)) : people);

/** One slip in an e-mail. */
function slip(email: string, dice: Dice): string {
  const [name = '', domain = ''] = email.split('@');
  const at = dice.int(1, name.length - 2);
  return dice.pick([
    `${name.slice(0, at)}${name.slice(at + 1)}@${domain}`,
    `${name.slice(0, at)}x${name.slice(at)}@${domain}`,
    `${name.slice(0, at)}.${name.slice(at)}@${domain}`,
    `${name}@${domain.replace('m', 'n')}`,
  ]);
}

interface Written {
  readonly record: PersonRecord;
  readonly cells: readonly string[];
  /** By what a decision names the record. */
  readonly key: PersonRecordKey;
}

const HEADERS: Readonly<Record<PeopleTool, readonly string[]>> = {
  hubspot_leads: ['lead_id', 'user_uid', 'campaign_id', 'status', 'deal_amount', 'email'],
  intercom_leads: ['lead_id', 'user_uid', 'campaign_id', 'status', 'deal_amount', 'email'],
};

/** The exports of the lead tools, and what a reviewer said of some pairs. */
export function writePeople(
  all: readonly Somebody[],
  dice: Dice,
): {
  readonly records: readonly PersonRecord[];
  readonly files: readonly WorldFile[];
  readonly pairs: readonly PairDecision[];
  readonly decisions: readonly Decision[];
} {
  const [again, nobodys, crowd, slips, sameId] = [0.3, 0.15, 0.3, 0.2, 0.2].map((often) =>
    dice.rate(often),
  ) as [number, number, number, number, number];
  const tools = dice.pick<readonly PeopleTool[]>([
    ['hubspot_leads'],
    ['intercom_leads'],
    ['hubspot_leads', 'intercom_leads'],
    ['hubspot_leads', 'intercom_leads'],
  ]);
  const written: Written[] = [];
  const files = tools.map((source): WorldFile => {
    const file = `${source}.csv`;
    const rows: Written[] = [];
    const add = (of: Somebody, lead: string): void => {
      const isNobody = dice.is(nobodys);
      const uidCell = isNobody
        ? dice.pick(NOBODY)
        : of.uid === null
          ? ''
          : dice.is(0.2)
            ? of.uid.toUpperCase()
            : of.uid;
      const email =
        of.email === null
          ? null
          : dice.is(crowd)
            ? 'info@bigcorp.com'
            : dice.is(slips)
              ? slip(of.email, dice)
              : of.email;
      const { cell, campaign } = someCampaign(dice, 0.1, 0.15);
      const status = dice.pick(STATUSES);
      const deal = dice.is(0.3) ? null : someHundredths(dice, 10, 5000);
      const uid = isNobody ? null : of.uid;
      rows.push({
        record: {
          source,
          file,
          record: rows.length + 1,
          leadId: lead,
          uid,
          email,
          campaign,
          status: status === '' || status === 'UNKNOWN' ? null : status,
          dealCents: deal,
        },
        cells: [
          lead,
          uidCell,
          cell,
          status,
          deal === null ? '' : decimal(deal),
          email === null ? '' : dice.is(0.1) ? email.toUpperCase() : email,
        ],
        key: { source, leadId: lead, userUid: uid === null ? null : uidCell, email },
      });
    };
    const prefix = source.charAt(0);
    all.forEach((of, i) => {
      if (dice.is(0.25)) return;
      const lead = dice.is(sameId) ? `x${String(i)}` : `${prefix}${String(i)}`;
      add(of, lead);
      if (dice.is(again)) add(of, dice.is(0.5) ? lead : `${prefix}${String(1000 + i)}`);
      const last = rows.at(-1);
      if (dice.is(again / 3) && last)
        rows.push({ ...last, record: { ...last.record, record: rows.length + 1 } });
    });
    if (rows.length === 0) add(all[0] ?? { uid: 'u1', email: null }, `${prefix}0`);
    written.push(...rows);
    const bytes = writeCsv({ header: HEADERS[source], records: rows.map(({ cells }) => cells) });
    return { path: file, source, bytes, records: rows.length, separators: 0, rejected: 0, cellIssues: 0 };
  });
  const isFirst = (of: Written): boolean =>
    of === written.find((other) => JSON.stringify(other.key) === JSON.stringify(of.key));
  const named = written.filter(isFirst);
  const chosen =
    dice.is(0.3) && named.length > 1 ? dice.shuffled(named).slice(0, 2 * Math.min(3, named.length >> 1)) : [];
  const pairs = chosen.flatMap((left, i) => {
    const right = chosen[i + 1];
    return i % 2 === 0 && right
      ? [{ left, right, verdict: dice.pick(['accept', 'reject', 'unsure'] as const) }]
      : [];
  });
  return {
    records: written.map(({ record }) => record),
    files,
    pairs: pairs
      .filter(({ verdict }) => verdict !== 'unsure')
      .map(({ left, right, verdict }) => ({
        left: left.record,
        right: right.record,
        isSame: verdict === 'accept',
      })),
    decisions: pairs.map(({ left, right, verdict }, i) => ({
      id: `pair:${String(i)}`,
      at: '2026-01-01T00:00:00.000Z',
      who: { id: 'reviewer', name: 'Reviewer' },
      subject: { kind: 'pair', left: left.key, right: right.key },
      verdict,
      leads: [],
      evidence: '',
      note: '',
    })),
  };
}
