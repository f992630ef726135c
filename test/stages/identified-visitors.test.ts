import { describe, expect, test } from 'vitest';
import { runTable, type TableRun } from '../support/run-table';

type Files = Readonly<Record<string, readonly string[]>>;

const LEADS: Files = {
  'hubspot.csv': [
    'lead_id,user_uid,campaign_id,status,deal_amount,email',
    'h1,u1,Spring,qualified,10,ann@a.example',
    'h2,u2,Spring,qualified,10,bob@b.example',
  ],
};
const PAGES =
  'id,anonymous_id,user_id,received_at,sent_at,timestamp,url,path,title,context_campaign_name,context_ip';
const IDENTIFIES = 'id,anonymous_id,user_id,email,name,received_at,sent_at,timestamp,context_campaign_name';
const at = (day: number): string =>
  Array(3)
    .fill(`2024-01-0${String(day)} 08:00:00`)
    .join(',');
const page = (id: string, ids: string, day: number): string =>
  `${id},${ids},${at(day)},https://a.example/,/,Home,Summer,8.8.8.8`;
const identify = (id: string, ids: string, day: number): string =>
  `${id},${ids},ann@a.example,Ann,${at(day)},`;

const run = (files: Files): Promise<TableRun> => runTable({ ...LEADS, ...files }, 'fct_touches');
const peopleOf = ({ rows }: TableRun, file: string): unknown =>
  rows
    .filter((row) => row['file'] === file)
    .map((row) => [row['person_uid'], row['person_no'] !== null, row['no_touch_reason']]);
const said = ({ outcome }: TableRun, code: string): readonly string[] =>
  outcome.findings.filter((finding) => finding.code === code).map(({ message }) => message);

describe('The events of a visitor', () => {
  test('belong to the user whom Segment’s identifies name with the anonymous id', async () => {
    const result = await run({
      'pages.csv': [
        PAGES,
        page('p1', 'a1,', 1),
        page('p2', 'A1,', 2),
        page('p3', 'a1,u1', 3),
        page('p4', 'a9,', 3),
        page('p5', 'a1,', 4),
      ],
      'identifies.csv': [IDENTIFIES, identify('i1', 'a1,u1', 3), identify('i2', 'a1,U1', 4)],
    });
    expect(peopleOf(result, 'pages.csv')).toEqual([
      ['u1', true, null],
      ['u1', true, null],
      ['u1', true, null],
      [null, false, 'anonymous'],
      ['u1', true, null],
    ]);
    expect(said(result, 'identified_touches')).toEqual([
      'Segment events: 3 records of 1 anonymous id belong to the user who was identified by it, and count as theirs.',
    ]);
    expect(said(result, 'anonymous_touches')).toEqual([
      'Segment events: 1 record of 7 names no person. They count in totals and are credited with nothing.',
    ]);
  });

  test('belong to nobody where the anonymous id has several users, and that is said with its counts', async () => {
    const result = await run({
      'pages.csv': [PAGES, page('p1', 'a1,', 1), page('p2', 'a1,', 2), page('p3', 'a1,u2', 2)],
      'identifies.csv': [IDENTIFIES, identify('i1', 'a1,u1', 3), identify('i2', 'a1,u2', 4)],
    });
    expect(peopleOf(result, 'pages.csv')).toEqual([
      [null, false, 'anonymous'],
      [null, false, 'anonymous'],
      ['u2', true, null],
    ]);
    expect(said(result, 'identified_touches')).toEqual([
      'Segment events: 1 anonymous id has several users, such as a shared device. 2 records of it without a user join none of them.',
    ]);
  });

  test('belong to the user whom Mixpanel’s $identify and $create_alias name, by whichever id', async () => {
    const result = await run({
      'mixpanel_raw.csv': [
        'event,time,distinct_id,$insert_id,utm_campaign,$anon_distinct_id,alias',
        'Visit,2024-01-01 08:00:00,dev-1,m1,Summer,,',
        '$identify,2024-01-02 08:00:00,u1,m2,,dev-1,',
        'Visit,2024-01-03 08:00:00,dev-2,m3,Summer,,',
        '$create_alias,2024-01-04 08:00:00,dev-2,m4,,,u2',
        'Visit,2024-01-05 08:00:00,dev-3,m5,Summer,,',
      ],
    });
    expect(peopleOf(result, 'mixpanel_raw.csv')).toEqual([
      ['u1', true, null],
      ['u1', true, 'no_campaign'],
      ['u2', true, null],
      ['u2', true, 'no_campaign'],
      ['dev-3', false, null],
    ]);
    const devices = await run({
      'mixpanel_raw.csv': [
        'event,time,distinct_id,$insert_id,utm_campaign,$device_id,$user_id',
        'Visit,2024-01-01 08:00:00,$device:d1,m1,Summer,d1,',
        'Visit,2024-01-02 08:00:00,u1,m2,Summer,d1,u1',
      ],
    });
    expect(peopleOf(devices, 'mixpanel_raw.csv')).toEqual([
      ['u1', true, null],
      ['u1', true, null],
    ]);
  });

  test('stay those of a person whom a lead tool knows by that id', async () => {
    const result = await run({
      'mixpanel_raw.csv': [
        'event,time,distinct_id,$insert_id,utm_campaign,$anon_distinct_id',
        'Visit,2024-01-01 08:00:00,u2,m1,Summer,',
        '$identify,2024-01-02 08:00:00,u1,m2,,u2',
      ],
    });
    expect(peopleOf(result, 'mixpanel_raw.csv')).toEqual([
      ['u2', true, null],
      ['u1', true, 'no_campaign'],
    ]);
  });
});
