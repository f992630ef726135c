import { describe, expect, it } from 'vitest';
import {
  AD_PLATFORMS,
  beliefInWords,
  inWords,
  kindOf,
  nameOfSource,
  noneInWords,
  platformOf,
  platformTitle,
  servicesInWords,
  sourceOf,
  sourcesOf,
} from '../../shared/domain/source';

describe('A source', () => {
  it('is known by its name in the registry, and by no other text', () => {
    expect(sourceOf('google_ads')).toBe('google_ads');
    expect(sourceOf('Google Ads')).toBeNull();
    expect(sourceOf(7)).toBeNull();
    expect(kindOf('google_ads')).toBe('ads');
    expect(sourcesOf('leads', 'crm')).toEqual(['delivered_leads', 'crm_report']);
  });

  it('has a service by which people know it', () => {
    expect(nameOfSource('ga4_sessions')).toBe('GA4');
    expect(nameOfSource('elsewhere')).toBe('elsewhere');
    expect(platformOf('google_ads')).toBe('google');
    expect(platformTitle('google')).toBe('Google Ads');
    expect(platformTitle('hubspot')).toBe('hubspot');
    expect(AD_PLATFORMS).toEqual(['facebook', 'google', 'tiktok', 'linkedin']);
  });
});

describe('Sources in a sentence', () => {
  it('stand with a comma between them and a word before the last', () => {
    expect(inWords([], 'and')).toBe('');
    expect(inWords(['A'], 'and')).toBe('A');
    expect(inWords(['A', 'B'], 'or')).toBe('A or B');
    expect(inWords(['A', 'B', 'C'], 'and')).toBe('A, B and C');
    expect(servicesInWords('people', 'or')).toBe('HubSpot or Intercom');
  });

  it('are believed in their order, and lack something together', () => {
    expect(beliefInWords('touches')).toBe('GA4 before Segment before Mixpanel');
    expect(noneInWords('people')).toBe('neither HubSpot nor Intercom');
    expect(noneInWords('touches')).toBe('none of GA4, Segment and Mixpanel');
  });
});
