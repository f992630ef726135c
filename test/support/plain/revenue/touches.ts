import type { RevenueFacts, TouchRecord } from './facts';
import { compare, inOrderOf } from './order';
import type { Person } from './people';
import type { Who } from './who';

const TOOLS = ['ga4_sessions', 'segment_events', 'mixpanel_events'] as const;

/** A session or event with its person, and why it is no touch. */
export interface Touch {
  readonly record: TouchRecord;
  readonly who: Who | null;
  readonly person: Person | null;
  readonly reason: string | null;
}

/**
 * Whose the anonymous ids of a tool are: of the one user with whom its records name them. An id with several users is
 * nobody's; an id that a lead tool knows is a person already.
 */
function identifiedIds(
  touches: readonly TouchRecord[],
  personOf: (key: string | null) => Person | null,
): (source: string, id: string | null) => string | null {
  const users = new Map<string, Set<string>>();
  for (const { source, uid, anonymous } of touches) {
    if (uid === null || anonymous === null || uid === anonymous || personOf(anonymous) !== null) continue;
    const name = `${source} ${anonymous}`;
    users.set(name, (users.get(name) ?? new Set()).add(uid));
  }
  return (source, id) => {
    const found = id === null ? undefined : users.get(`${source} ${id}`);
    return found?.size === 1 ? ([...found][0] ?? null) : null;
  };
}

/** Where a record stands: at its moment, else at its time as written. */
const standsAt = ({ at, moment }: TouchRecord): string => moment ?? at ?? '';

/** Of touches with the same of something the one that comes first stays. */
function laterOnes(touches: readonly Touch[], nameOf: (touch: Touch) => string | null): ReadonlySet<Touch> {
  const seen = new Set<string>();
  return new Set(
    touches.filter((touch) => {
      const name = nameOf(touch);
      if (name === null) return false;
      const isLater = seen.has(name);
      seen.add(name);
      return isLater;
    }),
  );
}

/**
 * The sessions and events in the order of their moments, then tool, file and record. A touch has a person, a campaign and a date. An
 * event whose id comes again at the same time, a session of a person that comes again, and an event without any id that
 * stands in two exports of a tool are one touch each: the first by moment, then tool, then the export with most records.
 */
export function touchesOf(
  { touches }: RevenueFacts,
  personOf: (key: string | null) => Person | null,
): readonly Touch[] {
  const identified = identifiedIds(touches, personOf);
  const sizeOf = ({ file }: TouchRecord): number =>
    Math.max(...touches.filter((of) => of.file === file).map(({ record }) => record));
  const numbers = new Map<Who, number>();
  const numberOf = (who: Who | null): number | null => {
    if (who === null) return null;
    if (!numbers.has(who)) numbers.set(who, numbers.size);
    return numbers.get(who) ?? null;
  };
  const all = touches.map((record): Touch => {
    const { source, uid, anonymous, campaign, at } = record;
    const known = identified(source, uid) ?? (uid === null ? identified(source, anonymous) : null) ?? uid;
    const person = personOf(known);
    const reason =
      known === null
        ? 'anonymous'
        : campaign === null
          ? 'no_campaign'
          : campaign.key === null
            ? 'placeholder_campaign'
            : at === null
              ? 'no_date'
              : null;
    return { record, who: person ?? known, person, reason };
  });
  const open = all
    .filter(({ reason }) => reason === null)
    .sort(
      (a, b) =>
        compare(standsAt(a.record), standsAt(b.record)) ||
        TOOLS.indexOf(a.record.source) - TOOLS.indexOf(b.record.source) ||
        sizeOf(b.record) - sizeOf(a.record) ||
        inOrderOf(TOOLS)(a.record, b.record),
    );
  const name = (...parts: readonly unknown[]): string => JSON.stringify(parts);
  const events = laterOnes(open, ({ record, who }) =>
    record.eventId === null ? null : name(numberOf(who), record.eventId, standsAt(record)),
  );
  const sessions = laterOnes(open, ({ record, who }) =>
    record.session === null ? null : name(numberOf(who), record.session),
  );
  const filesOf = (source: string): number =>
    new Set(touches.filter((of) => of.source === source).map(({ file }) => file)).size;
  // As often as the fullest export has an event: the second of one file is the second of another.
  const nth = new Map<string, number>();
  const copies = laterOnes(open, ({ record, who }) => {
    const { source, file, eventId, session, campaign, type } = record;
    if (eventId !== null || session !== null || filesOf(source) < 2) return null;
    const same = name(source, numberOf(who), standsAt(record), campaign?.key, type);
    const place = (nth.get(file + same) ?? 0) + 1;
    nth.set(file + same, place);
    return name(same, place);
  });
  return all
    .map((touch) => ({
      ...touch,
      reason:
        touch.reason ??
        (events.has(touch)
          ? 'same_event'
          : sessions.has(touch)
            ? 'same_session'
            : copies.has(touch)
              ? 'copied_event'
              : null),
    }))
    .sort((a, b) => compare(standsAt(a.record), standsAt(b.record)) || inOrderOf(TOOLS)(a.record, b.record));
}
