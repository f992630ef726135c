import { describe, expect, it } from 'vitest';
import { aggregatedReason } from '../../shared/stages/classify/aggregated-report';
import { chooseColumns, type FileChoice } from '../../shared/stages/classify/choose-columns';
import { mapColumns, type Column } from '../../shared/stages/classify/map-columns';
import { mergeFields } from '../../shared/stages/classify/merge-profile';
import { isCertainToken, isNamed } from '../../shared/stages/classify/named-service';
import { PROFILES } from '../../shared/stages/classify/profile';
import { fieldSchema, type FieldType, type Profile } from '../../shared/stages/classify/profile-schema';

const field = (name: string, type: FieldType, aliases: readonly string[]) =>
  fieldSchema.parse({ field: name, label: name.toUpperCase(), description: `${name}.`, type, aliases });
const PROFILE: Profile = {
  ...PROFILES.crm_report,
  fields: [
    field('key', 'hash', ['key']),
    field('cost', 'money', ['cost', 'spend', 'cost_micros']),
    field('city', 'text', ['city', 'town']),
  ],
};
const column = (header: string, ...values: readonly string[]): Column => ({ header, values });

/** What each field has besides what its profile says of it. */
const chosen = (columns: readonly Column[], choice: FileChoice = {}) =>
  chooseColumns(PROFILE, mapColumns(PROFILE, columns), columns, choice).map(
    ({ label: _, required: __, description: ___, ...own }) => own,
  );
const NONE = { column: null, chosenBy: 'none' };

describe('The columns of a file', () => {
  it('are those that the profile finds, with what it says of each field', () => {
    const columns = [column('City'), column('Cost')];
    expect(chooseColumns(PROFILE, mapColumns(PROFILE, columns), columns, {})).toEqual([
      { field: 'key', label: 'KEY', required: false, description: 'key.', ...NONE },
      {
        field: 'cost',
        label: 'COST',
        required: false,
        description: 'cost.',
        column: 'Cost',
        chosenBy: 'profile',
      },
      {
        field: 'city',
        label: 'CITY',
        required: false,
        description: 'city.',
        column: 'City',
        chosenBy: 'profile',
      },
    ]);
  });

  it('are those of the user before those of the profile, and none where the user says none', () => {
    expect(
      chosen([column('City'), column('Town'), column('Cost')], { mapping: { city: 'Town', cost: null } }),
    ).toEqual([
      { field: 'key', ...NONE },
      { field: 'cost', column: null, chosenBy: 'user' },
      { field: 'city', column: 'Town', chosenBy: 'user' },
    ]);
  });

  it('leave any other field that the profile gave them', () => {
    expect(chosen([column('Town')], { mapping: { cost: 'Town' } })).toEqual([
      { field: 'key', ...NONE },
      { field: 'cost', column: 'Town', chosenBy: 'user' },
      { field: 'city', ...NONE },
    ]);
  });

  it('are of the first field of two that the user gave one to, and the other says who has it', () => {
    expect(chosen([column('Town')], { mapping: { cost: 'Town', city: 'Town' } })).toEqual([
      { field: 'key', ...NONE },
      { field: 'cost', column: 'Town', chosenBy: 'user' },
      { field: 'city', ...NONE, lost: { column: 'Town', to: 'COST' } },
    ]);
  });

  it('are as the profile has them where the user names one that is not there', () => {
    expect(chosen([column('City')], { mapping: { city: 'Gone', cost: 'Gone too' } })[2]).toEqual({
      field: 'city',
      column: 'City',
      chosenBy: 'profile',
    });
  });

  it('have their rivals, unless the user chose, and keys that hold something else', () => {
    const columns = [column('City', 'Elko'), column('Town', 'Reno'), column('Key', 'yes', 'no')];
    expect(chosen(columns)).toEqual([
      { field: 'key', ...NONE, unlike: ['Key'] },
      { field: 'cost', ...NONE },
      { field: 'city', column: 'City', chosenBy: 'profile', rivals: ['Town'] },
    ]);
    expect(chosen(columns, { mapping: { city: 'City', key: 'Key' } })).toEqual([
      { field: 'key', column: 'Key', chosenBy: 'user' },
      { field: 'cost', ...NONE },
      { field: 'city', column: 'City', chosenBy: 'user' },
    ]);
  });

  it('of money have the unit of the user, unless their header says it itself', () => {
    const unitOf = (header: string, choice: FileChoice) =>
      chosen([column(header), column('City')], choice).map(({ unit }) => unit ?? '');
    expect(unitOf('Cost', {})).toEqual(['', '', '']);
    expect(unitOf('Cost', { unit: 'minor' })).toEqual(['', 'minor', '']);
    expect(unitOf('Cost', { unit: 'major' })).toEqual(['', '', '']);
    expect(unitOf('cost_micros', {})).toEqual(['', 'micros', '']);
    expect(unitOf('cost_micros', { unit: 'minor' })).toEqual(['', 'micros', '']);
    expect(unitOf('Town', { unit: 'minor' })).toEqual(['', '', '']);
  });
});

describe('The fields of a source', () => {
  it('are those of its kind with what it says of them on top, then its own', () => {
    const merged = mergeFields(PROFILE.fields, {
      city: { aliases: ['place', '...', 'city'] },
      vendor: { label: 'Vendor', description: 'Who.', type: 'text', aliases: ['vendor'] },
    });
    expect(merged.map(({ field: name, aliases }) => [name, ...aliases])).toEqual([
      ['key', 'key'],
      ['cost', 'cost', 'spend', 'cost_micros'],
      ['city', 'place', 'city', 'town'],
      ['vendor', 'vendor'],
    ]);
    const own = mergeFields([], {
      vendor: { label: 'V', description: 'W', type: 'text', aliases: ['...', 'v'] },
    });
    expect(own.map(({ aliases }) => aliases)).toEqual([['v']]);
  });
});

describe('The name of a service in that of a file', () => {
  it.each([
    ['exports/Google-Ads.csv', 'google', true],
    ['mygoogleads.csv', 'google', true],
    ['hub_spot.csv', 'hubspot', true],
    ['fb.csv', 'fb', true],
    ['my_fb-ads2.csv', 'fb', true],
    ['fb2.csv', 'fb', true],
    ['abfbc.csv', 'fb', false],
    ['ga4.csv', 'ga4', true],
    ['ga45.csv', 'ga4', false],
    ['meta.csv', 'meta', true],
    ['metal.csv', 'meta', false],
  ])('%s speaks of %s: %s', (path, token, is) => {
    expect(isNamed(path, token)).toBe(is);
  });

  it('of five letters or more is part of no other word', () => {
    expect([isCertainToken('meta'), isCertainToken('stripe'), isCertainToken('snapx')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('A report of an analytics tool whose rows are sums', () => {
  it('says by which columns, and what to export instead', () => {
    expect(aggregatedReason(['Session campaign', 'Sessions', 'Total users', 'Key events', 'Views'])).toBe(
      'It is an aggregated report of an analytics tool (Sessions, Total users, Key events): its rows are sums without a person or session id, so no invoice can be credited by it. Export single sessions instead: in GA4 an exploration with the dimensions user id, session id, date and session campaign, or the BigQuery export.',
    );
  });

  it.each([
    ['has no sums', ['Session campaign', 'Cost']],
    ['has nothing that it sums by', ['Sessions', 'Cost']],
    ['is of single people', ['Session campaign', 'Sessions', 'User ID']],
  ])('is none that %s', (_, headers) => {
    expect(aggregatedReason(headers)).toBeNull();
  });

  it.each([
    'Landing page + query string',
    'Default channel group',
    'First user source / medium',
    'UTM campaign',
    'Page',
  ])('may be summed by %s', (dimension) => {
    expect(aggregatedReason([dimension, 'Sessions'])).not.toBeNull();
  });
});
