import type { AttributionModel } from '../domain/attribution';

/** The attribution models, as people call them. */
export const MODEL_NAMES: { readonly [M in AttributionModel]: string } = {
  crm_campaign: 'CRM campaign',
  first_touch: 'First touch',
  last_touch: 'Last touch',
  linear: 'Linear',
  position_based: 'Position-based',
  time_decay: 'Time decay',
};

/** How each model credits an invoice, in a sentence. */
export const MODEL_MEANINGS: { readonly [M in AttributionModel]: string } = {
  crm_campaign: 'All to the campaign that the lead of the person names.',
  first_touch: 'All to the campaign of the first touch before the invoice.',
  last_touch: 'All to the campaign of the last touch before the invoice.',
  linear: 'The same share to each touch before the invoice.',
  position_based: '40 % to the first touch, 40 % to the last, 20 % shared by those between.',
  time_decay: 'Later touches get more: a touch counts half as much for each 7 days before the invoice.',
};
