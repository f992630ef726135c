import { describe, expect, it } from 'vitest';
import {
  isSameHeader,
  mappingFor,
  withMapping,
  withoutMapping,
  withUnit,
  type ColumnMapping,
} from '../../shared/domain/column-mappings';

const HEADERS = ['a', 'b'];
const said = (more: Partial<ColumnMapping> = {}): ColumnMapping => ({
  headers: HEADERS,
  source: 'facebook_ads',
  mapping: { cost: 'a' },
  ...more,
});

describe('What was said of the columns of files', () => {
  it('is of a header in whatever order, and of no longer one', () => {
    expect(isSameHeader(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(isSameHeader(['a', 'b'], ['a', 'c'])).toBe(false);
    expect(isSameHeader(['a', 'b'], ['a', 'b', 'b'])).toBe(false);
  });

  it('is found by header and source; without a source where only one was said', () => {
    const [facebook, google] = [said(), said({ source: 'google_ads' })];
    expect(mappingFor([facebook, google], ['b', 'a'], 'google_ads')).toBe(google);
    expect(mappingFor([facebook], HEADERS, 'google_ads')).toBeNull();
    expect(mappingFor([facebook], HEADERS, null)).toBe(facebook);
    expect(mappingFor([facebook, google], HEADERS, null)).toBeNull();
    expect(mappingFor([facebook], ['x'], null)).toBeNull();
  });

  it('is kept where more is said: the columns of both, the unit and the dimensions of before', () => {
    const before = said({ unit: 'minor', dimensions: { team: 'b' } });
    const other = said({ source: 'google_ads' });
    expect(withMapping([before, other], said({ mapping: { clicks: 'b', cost: null } }))).toEqual([
      other,
      said({ mapping: { cost: null, clicks: 'b' }, unit: 'minor', dimensions: { team: 'b' } }),
    ]);
    expect(withMapping([before], said({ unit: 'major', dimensions: {} }))).toEqual([
      said({ unit: 'major', dimensions: {} }),
    ]);
    expect(withMapping([], said())).toEqual([said()]);
  });

  it('may be the unit of its amounts alone, which can be taken back', () => {
    const others = [said({ source: 'google_ads', unit: 'minor' }), said({ headers: ['x'], unit: 'minor' })];
    const withMinor = withUnit([said(), ...others], HEADERS, 'facebook_ads', 'minor');
    expect(withMinor).toEqual([...others, said({ unit: 'minor' })]);
    expect(withUnit(withMinor, ['b', 'a'], 'facebook_ads', null)).toEqual([...others, said()]);
  });

  it('is forgotten for all sources of a header', () => {
    const other = said({ headers: ['x'] });
    expect(withoutMapping([said(), said({ source: 'google_ads' }), other], ['b', 'a'])).toEqual([other]);
  });
});
