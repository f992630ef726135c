import type { WeightModel } from '../../contract/review';
import { givenByStep, settingOf } from '../../sql/stage';
import type { LikelyParameters } from './int-link-probabilities.model';
import type { PlaceholderParameters } from './int-placeholder-keys.model';
import type { SharedKeyParameters } from './int-shared-keys.model';
import type { KeyPlan } from './key-plan';

export const notAKey = settingOf(
  'not_a_key',
  'Values that were taken out of matching.',
  ({ decided }) => decided.notAKey,
);

export const phoneCountry = settingOf(
  'phone_country',
  'The country of raw phone numbers without a prefix.',
  ({ settings }) => settings.phoneCountry,
);

export const placeholders = settingOf<PlaceholderParameters>(
  'placeholders',
  'Number of different partners from which a key is taken for a placeholder.',
  ({ settings }) => ({ placeholderPartners: settings.placeholderPartners }),
);

export const sharedKeys = settingOf<SharedKeyParameters>(
  'shared_keys',
  'Number of holders from which a key is shared.',
  ({ settings }) => ({ sharedKeyHolders: settings.sharedKeyHolders }),
);

export const likelyLinks = settingOf<LikelyParameters>(
  'likely_links',
  'Probability from which the best candidate of an identity is its likely link.',
  ({ settings }) => ({ likelyProbability: settings.likelyProbability }),
);

export const keyPlan = givenByStep<KeyPlan>('key_plan', 'How the keys of the two sides are compared.');

export const weightModel = givenByStep<WeightModel>('weight_model', 'By what links are weighed.');
