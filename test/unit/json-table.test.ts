import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import { openRecords } from '../../shared/stages/clean/records/open-records';
import { scanRecords } from '../../shared/stages/clean/records/record-scanner';
import { discover } from '../../shared/stages/discover/discover';
import { freshRows } from '../support/scan-text';
import { memoryFiles } from '../support/memory-files';

const signal = new AbortController().signal;

/** The file as it is read: its columns, its rows by column, its rejected records. */
async function read(content: string | Uint8Array, name = 'events.jsonl') {
  const source = memoryFiles({ [name]: content });
  const { files, unusable } = await discover(source, hyparquet);
  expect(unusable).toEqual([]);
  const [file] = files;
  if (!file) throw new Error(`${name} is not read.`);
  const mapping = file.headers.map((column) => ({
    field: column,
    label: column,
    required: false,
    description: '',
    column,
    chosenBy: 'profile' as const,
  }));
  const records = openRecords(source, hyparquet, file, mapping, file.headers, null);
  const result = await scanRecords(records.chunks(signal), records.layout, null, { file: name });
  const rows = freshRows(result).map(([, ...values]) =>
    Object.fromEntries(file.headers.map((header, i) => [header, values[i]])),
  );
  return { file, records, result, rows };
}

const MIXPANEL = [
  '{"event":"Signed up","properties":{"time":1704270000,"distinct_id":"u1","$insert_id":"A"}}',
  '{"event":"Purchase","properties":{"time":1704350000,"distinct_id":"u1","$insert_id":"B","utm_campaign":"Spring, US"}}',
];

describe('JSON lines', () => {
  it('have columns for lists of keys and values, as the events of GA4 have their parameters', async () => {
    const event = (...parameters: readonly string[]): string =>
      `{"event_name":"visit","event_params":[${parameters.join(',')}],"items":[{"sku":"1"},{"sku":"2"}]}`;
    const session = '{"key":"ga_session_id","value":{"string_value":null,"int_value":"17"}}';
    const { file, rows } = await read(
      `${event(session, '{"key":"campaign","value":{"string_value":"Spring"}}')}\n${event()}\n`,
    );
    expect(file.headers).toEqual(['event_name', 'event_params', 'ga_session_id', 'campaign', 'items']);
    expect(rows[0]).toMatchObject({ ga_session_id: '17', campaign: 'Spring', event_params: '' });
    expect(rows[0]?.['items']).toBe('[{"sku":"1"},{"sku":"2"}]');
  });

  it('are records: the fields of inner objects are columns, also those that come up late', async () => {
    const { file, rows, result } = await read(`${MIXPANEL.join('\n')}\n\n`, 'export.txt');
    expect(file).toMatchObject({
      format: 'json',
      headers: ['event', 'time', 'distinct_id', '$insert_id', 'utm_campaign'],
      sample: [
        ['Signed up', '1704270000', 'u1', 'A', ''],
        ['Purchase', '1704350000', 'u1', 'B', 'Spring, US'],
      ],
    });
    expect(result.records).toBe(2);
    expect(rows[1]).toEqual({
      event: 'Purchase',
      time: '1704350000',
      distinct_id: 'u1',
      $insert_id: 'B',
      utm_campaign: 'Spring, US',
    });
  });

  it('keep all digits of their numbers, lists as JSON, and the fields of deeper objects', async () => {
    const { rows } = await read(
      '{"id":12345678901234567890,"cost":1.50,"e":1E+400,"list":[1.0,"a\\"b",null,{"n":9007199254740993}],"in":{"deep":{"x":1.10}},"ok":true,"no":null}',
    );
    expect(rows).toEqual([
      {
        id: '12345678901234567890',
        cost: '1.50',
        e: '1E+400',
        list: '[1.0,"a\\"b",null,{"n":9007199254740993}]',
        'in.deep.x': '1.10',
        ok: 'true',
        no: '',
      },
    ]);
  });

  it('name fields that two objects share by both their names', async () => {
    const { file } = await read('{"name":"a","user":{"name":"b","id":1},"page":{"id":2,"url":"c"}}');
    expect(file.headers).toEqual(['name', 'user.name', 'user.id', 'page.id', 'url']);
  });

  it('have a column for each field of objects in objects, four deep', async () => {
    const { rows } = await read(
      '{"user_id":"u1","context":{"campaign":{"name":"Spring","source":"fb"},"ip":"::1"}}\n' +
        '{"user_id":"u2","context":{"campaign":null,"a":{"b":{"c":1}}},"name":"x"}\n',
    );
    expect(rows).toEqual([
      {
        user_id: 'u1',
        'context.campaign.name': 'Spring',
        'context.campaign.source': 'fb',
        ip: '::1',
        'context.a.b.c': '',
        name: '',
      },
      {
        user_id: 'u2',
        'context.campaign.name': '',
        'context.campaign.source': '',
        ip: '',
        'context.a.b.c': '1',
        name: 'x',
      },
    ]);
  });

  it('that are no JSON are rejected with their text; the others stay', async () => {
    const { result, rows, records } = await read('{"a":1,"b":2}\n{"a":3,\n"x"\n[1,2]\n{"a":4,"b":"}"}\n');
    expect(result.rejected.map(({ record, text, reason }) => [record, text, reason])).toEqual([
      [2, '{"a":3,', 'It is no JSON object that can be read.'],
      [3, '"x"', 'It is no JSON object that can be read.'],
      [4, '[1,2]', 'It is no JSON object that can be read.'],
    ]);
    expect(rows).toEqual([
      { a: '1', b: '2' },
      { a: '4', b: '}' },
    ]);
    expect(await records.rawRecord?.(5, signal)).toBe('{"a":4,"b":"}"}');
    expect(await records.rawRecord?.(6, signal)).toBeNull();
  });

  it('may have line ends, quotes and names of JavaScript in their values', async () => {
    const { rows } = await read('{"__proto__":"p","constructor":1,"text":"a\\nb \\"c\\""}\n{"text":""}');
    expect(rows).toEqual([
      // The scanner folds white space.
      JSON.parse('{"__proto__":"p","constructor":"1","text":"a b \\"c\\""}'),
      JSON.parse('{"__proto__":"","constructor":"","text":""}'),
    ]);
  });

  it.each([
    ['packed', gzipSync(MIXPANEL.join('\n'))],
    ['in UTF-16', Buffer.from(`\ufeff${MIXPANEL.join('\r\n')}`, 'utf16le')],
    ['with a mark', Buffer.from(`\ufeff${MIXPANEL.join('\n')}`)],
  ])('are read %s too', async (_, bytes) => {
    expect((await read(bytes)).rows.map((row) => row['event'])).toEqual(['Signed up', 'Purchase']);
  });

  it('that nest deeper than can be read cost their own record only', async () => {
    const deep = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const { result, rows } = await read(`{"a":1}\n${deep}\n{"a":2}`);
    expect(rows).toEqual([{ a: '1' }, { a: '2' }]);
    expect(result.rejected).toMatchObject([{ record: 2 }]);
  });
});

describe('A JSON list of objects', () => {
  it.each([
    ['on one line', '[{"a":1,"b":"x, ]"},{"a":2}]'],
    ['on many', '[\n  {\n    "a": 1,\n    "b": "x, ]"\n  },\n  {\n    "a": 2\n  }\n]\n'],
  ])('%s is read like lines', async (_, text) => {
    const { rows } = await read(text, 'list.json');
    expect(rows).toEqual([
      { a: '1', b: 'x, ]' },
      { a: '2', b: '' },
    ]);
  });

  it('that breaks off rejects its last record', async () => {
    const { rows, result } = await read('[{"a":1},{"a":2', 'list.json');
    expect(rows).toEqual([{ a: '1' }]);
    expect(result.rejected).toMatchObject([{ record: 2, text: '{"a":2' }]);
  });

  it('may stand in the answer of a service, before and behind other fields', async () => {
    for (const text of [
      '{"object":"list","data":[{"id":"a","in":{"x":"]"}},{"id":"b"}],"has_more":false,"url":"/v1","paging":{"next":{"after":1}}}',
      '{\n  "object": "list",\n  "count": 2,\n  "results": [\n    {"id": "a"},\n    {"id": "b"}\n  ],\n  "more": [{"id": "c"}]\n}\n',
    ]) {
      const { rows, result } = await read(text, 'answer.json');
      expect(
        rows.map(({ id }) => id),
        text,
      ).toEqual(['a', 'b']);
      expect(result.rejected, text).toEqual([]);
    }
  });

  it('may end with a line that closes the report, which is no record of it', async () => {
    const { rows, result } = await read(
      '[{"id":"a","b":1,"c":2},{"id":"Generated by the service"},{"id":"d"}]',
      'x.json',
    );
    expect(rows.map(({ id }) => id)).toEqual(['a', 'd']);
    expect(result).toMatchObject({ records: 3, footerRows: 1 });
  });

  it('in each of several lines is a value of its record', async () => {
    const { rows } = await read(
      '{"id":"a","items":[{"n":1}]}\n{"id":"b","items":[{"n":2}]}\n',
      'orders.json',
    );
    expect(rows).toEqual([
      { id: 'a', items: '[{"n":1}]' },
      { id: 'b', items: '[{"n":2}]' },
    ]);
  });

  it('is read across pieces of any size', async () => {
    const text = `[${Array.from({ length: 30_000 }, (_, i) => `{"id":${String(i)},"t":"a\\"]"}`).join(',')}]`;
    const { rows } = await read(text, 'list.json');
    expect(rows).toHaveLength(30_000);
    expect(rows.at(-1)).toEqual({ id: '29999', t: 'a"]' });
  });
});

it('A CSV that begins with a bracket is no JSON', async () => {
  const source = memoryFiles({ 'a.csv': '[id],"{b}"\n1,2\n' });
  const { files } = await discover(source, hyparquet);
  expect(files).toMatchObject([{ format: 'csv', headers: ['[id]', '{b}'] }]);
});
