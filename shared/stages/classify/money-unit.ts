import type { MoneyUnit } from '../../domain/money';
import { headerKey } from './header-key';
import type { ProfileField } from './profile-schema';

/** In what the amounts of a column are written: as its header says (`cost_micros`), else as the layout does. */
export const unitOf = (field: ProfileField, header: string): MoneyUnit =>
  field.type === 'money' && headerKey(header).endsWith('micros') ? 'micros' : field.unit;
