import type { TouchRecord, TouchTool } from '../plain/revenue/facts';
import { writeCsv } from '../table';
import type { Dice } from './dice';
import { clockAt, momentAt, someCampaign, someMoment, someTime } from './marketing-words';
import { someone, type Somebody } from './people-world';
import type { WorldFile } from './world';

interface Row {
  readonly draft: Omit<TouchRecord, 'file' | 'record' | 'source'>;
  readonly cells: readonly string[];
}

const NOBODY = ['', '', '(not set)', 'unknown'];

/** Few sessions of each, so that they come again, in this tool and in others. */
const sessionOf = (of: Somebody | null, dice: Dice): string =>
  `s${of?.uid ?? of?.email?.slice(0, 6) ?? ''}-${String(dice.int(1, 4))}`;

function gaRow(
  of: Somebody | null,
  i: number,
  { withTime, ahead }: { readonly withTime: boolean; readonly ahead: number | null },
  dice: Dice,
): Row {
  const moment = withTime ? someMoment(dice) : someTime(dice, -80, 115, false);
  const at = ahead === null ? moment : clockAt(moment, ahead);
  const isMalformed = dice.is(0.05);
  const session = isMalformed ? `sess_${String(i)}` : sessionOf(of, dice);
  const { cell, campaign } = someCampaign(dice, 0.2, 0.1);
  return {
    draft: {
      session: isMalformed ? null : session.toLowerCase(),
      eventId: null,
      uid: of?.uid ?? null,
      anonymous: null,
      campaign,
      at,
      moment: momentAt(at, ahead),
      type: null,
    },
    cells: [
      withTime ? at : at.slice(0, 10),
      dice.is(0.2) ? session.toUpperCase() : session,
      of?.uid ?? dice.pick(NOBODY),
      cell,
      dice.pick(['0', '1']),
    ],
  };
}

type Zones = readonly (readonly [written: string, minutesAhead: number | null])[];
const SEGMENT_ZONES: readonly Zones[] = [
  [['', null]],
  [['Z', 0]],
  [
    ['+02:00', 120],
    ['-07:00', -420],
  ],
];

function segmentRow(
  of: Somebody | null,
  i: number,
  people: readonly Somebody[],
  zones: Zones,
  dice: Dice,
): Row {
  const [zone, ahead] = dice.pick(zones);
  const at = clockAt(someMoment(dice), ahead ?? 0);
  // Where no record names a user the anonymous ids are the people: the first does.
  const isKnown = of !== null && (i === 0 || dice.is(0.6));
  const anonymous =
    of === null ? (dice.is(0.5) ? 'a_shared' : null) : dice.is(0.7) ? `a${String(people.indexOf(of))}` : null;
  const eventId = `m${String(dice.is(0.1) ? dice.int(0, 5) : i)}`;
  const { cell, campaign } = someCampaign(dice, 0.2, 0.1);
  const uid = isKnown ? (of.uid ?? of.email) : null;
  const type = dice.pick(['Page', 'Signed Up']);
  return {
    draft: { session: null, eventId, uid, anonymous, campaign, at, moment: momentAt(at, ahead), type },
    cells: [eventId, anonymous ?? '', uid ?? '', `${at.replace(' ', 'T')}${zone}`, type, cell],
  };
}

function mixpanelRow(
  of: Somebody | null,
  i: number,
  { hasIds, hasSessions }: { readonly hasIds: boolean; readonly hasSessions: boolean },
  dice: Dice,
): Row {
  const session = hasSessions && dice.is(0.7) ? sessionOf(of, dice) : null;
  const at = someMoment(dice);
  const { cell, campaign } = someCampaign(dice, 0.2, 0.1);
  const type = dice.pick(['Page', 'Purchase']);
  const uid = of?.uid ?? of?.email ?? null;
  const eventId = hasIds ? `i${String(i)}` : null;
  const seconds = String(Date.parse(`${at.replace(' ', 'T')}Z`) / 1000);
  return {
    draft: { session, eventId, uid, anonymous: null, campaign, at, moment: at, type },
    cells: [
      type,
      seconds,
      uid ?? dice.pick(NOBODY),
      ...(hasIds ? [eventId ?? ''] : []),
      ...(hasSessions ? [session ?? ''] : []),
      cell,
    ],
  };
}

/** The exports of the analytics tools, with what they say; now and then two of one tool that overlap. */
export function writeTouches(
  people: readonly Somebody[],
  ahead: number | null,
  dice: Dice,
): { readonly records: readonly TouchRecord[]; readonly files: readonly WorldFile[] } {
  const records: TouchRecord[] = [];
  const files: WorldFile[] = [];
  const write = (source: TouchTool, path: string, header: readonly string[], rows: readonly Row[]): void => {
    if (rows.length === 0) return;
    rows.forEach(({ draft }, i) => records.push({ ...draft, source, file: path, record: i + 1 }));
    const bytes = writeCsv({ header, records: rows.map(({ cells }) => cells) });
    if (files.some((file) => Buffer.compare(file.bytes, bytes) === 0))
      throw new Error('Two files are the same.');
    files.push({ path, source, bytes, records: rows.length, separators: 0, rejected: 0, cellIssues: 0 });
  };
  const anonymous = dice.rate(0.2);
  const many = dice.int(10, 20 + people.length * 3);
  const who = (): Somebody | null => (dice.is(anonymous) ? null : someone(people, dice));
  const rowsOf = (row: (i: number) => Row): readonly Row[] =>
    Array.from({ length: dice.int(4, many) }, (_, i) => row(i));
  const overlapping = (rows: readonly Row[], more: readonly Row[]): readonly Row[] => [
    ...rows.filter(() => dice.is(0.5)),
    ...more.slice(0, 3),
  ];
  if (dice.is(0.7)) {
    const withTime = dice.is(0.5);
    const make = () => rowsOf((i) => gaRow(who(), i, { withTime, ahead }, dice));
    write(
      'ga4_sessions',
      'ga4_sessions.csv',
      ['event_date', 'sessionId', 'user_uid', 'campaign_id', 'conv_flag'],
      make(),
    );
  }
  if (dice.is(0.6)) {
    const zones = dice.pick(SEGMENT_ZONES);
    const header = ['id', 'anonymous_id', 'user_id', 'timestamp', 'event', 'context_campaign_name'];
    const make = () =>
      rowsOf((i) =>
        segmentRow(
          i === 0 ? (people.find(({ uid }) => uid !== null) ?? null) : who(),
          i,
          people,
          zones,
          dice,
        ),
      );
    const rows = make();
    write('segment_events', 'segment_tracks.csv', header, rows);
    if (dice.is(0.3)) write('segment_events', 'segment_tracks_b.csv', header, overlapping(rows, make()));
  }
  if (dice.is(0.6)) {
    const hasIds = dice.is(0.5);
    const hasSessions = dice.is(0.4);
    const header = [
      'event',
      'time',
      'distinct_id',
      ...(hasIds ? ['$insert_id'] : []),
      ...(hasSessions ? ['session_id'] : []),
      'utm_campaign',
    ];
    const make = () => rowsOf((i) => mixpanelRow(who(), i, { hasIds, hasSessions }, dice));
    const rows = make();
    write('mixpanel_events', 'mixpanel_events.csv', header, rows);
    if (dice.is(0.3)) write('mixpanel_events', 'mixpanel_events_b.csv', header, overlapping(rows, make()));
  }
  return { records, files };
}
