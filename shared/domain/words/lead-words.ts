import type { Basis, FunnelStep, LinkSetting, Tier } from '../lead-quality';
import { METRICS } from '../metrics';

/** When a lead must have reached a stage, for each basis. */
export const BASIS_WORDS: { readonly [B in Basis]: string } = {
  ever: 'in any snapshot',
  latest: 'in the last snapshot in which the lead appears',
};

/** Which links count, for each setting. */
export const LINK_WORDS: { readonly [L in LinkSetting]: string } = {
  strict: 'both keys agree, or a reviewer accepted',
  linked: 'also with one key only, unless rejected',
  likely: 'the most probable lead of each identity, if probable enough',
};

/** The evidence of an identity: its name, and what it says. */
export const TIER_WORDS: { readonly [T in Tier]: { readonly name: string; readonly meaning: string } } = {
  both: { name: 'Both keys', meaning: 'E-mail and phone point to the same delivered lead.' },
  email_only: { name: 'E-mail only', meaning: 'The e-mail hits a delivered lead, the phone hits none.' },
  phone_only: { name: 'Phone only', meaning: 'The phone hits a delivered lead, the e-mail hits none.' },
  conflict: {
    name: 'Conflict',
    meaning:
      'The two keys point to different delivered leads; until reviewed it counts for nobody but under likely, and there for the more probable.',
  },
  none: { name: 'No match', meaning: 'Neither key hits a delivered lead.' },
};

/** What one lead is that stands at a step: `Appointment`. */
export const oneAtStep = (step: FunnelStep): string =>
  step === 'delivered' ? 'Delivered' : step === 'matched' ? 'Matched' : METRICS[step].stage.one;
