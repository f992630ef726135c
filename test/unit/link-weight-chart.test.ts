import { describe, expect, it } from 'vitest';
import { linkWeightChart } from '../../shared/charts/link-weight-chart';
import type { LinkEvidence } from '../../shared/contract/review';
import { draw, theme, wordsOf } from '../support/chart-drawing';

const link: LinkEvidence = {
  leadUuid: 'lead',
  prior: -11.5,
  keys: [
    {
      key: 'email',
      comparison: 'differs',
      weight: -6.5,
      termFrequency: 0,
      crmLeads: 1,
      deliveredLeads: 1,
      sentence: 'The e-mails differ: that speaks against the link.',
    },
    {
      key: 'phone',
      comparison: 'agrees',
      weight: 8,
      termFrequency: -7.25,
      crmLeads: 13,
      deliveredLeads: 1,
      sentence: 'This phone is shared by 13 CRM leads, so it says little.',
    },
  ],
  total: -10,
  probability: 0.001,
};

describe('the weights of a link', () => {
  const spec = linkWeightChart(theme, link);

  it('add up: what stands before, each key, and the rarity of an agreeing value make the total', () => {
    const rows = spec.twin.rows.map(([part, bits]) => [part, bits]);
    expect(rows).toEqual([
      ['Before', -11.5],
      ['E-mail', -6.5],
      ['Phone', 15.3],
      ['Phone, this value', -7.2],
      ['Total', -10],
    ]);
  });

  it('are said in plain words, with the probability', () => {
    expect(spec.summary).toContain('shared by 13 CRM leads');
    expect(spec.summary).toContain('0.1 %');
  });

  it('are drawn with their numbers', () => {
    const words = wordsOf(draw(spec));
    for (const word of ['Before', 'Phone, this value', '−11.5', '+15.3', '−10.0'])
      expect(words).toContain(word);
  });
});
