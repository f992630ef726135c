import type { CrmReading } from './crm-reading';
import { dateEvidence } from '../values/date-evidence';
import type { FieldReader } from '../records/fresh-records';
import { NullTokens } from '../values/null-tokens';
import { CRM_FIELDS } from './src-crm-values';

const ENTRY_COLUMN = CRM_FIELDS.indexOf('entry_on');
const APPOINTMENT_COLUMN = CRM_FIELDS.indexOf('appointment_at');
/** A record without a lead number is shown as it was written, above all that field: the database takes its tokens out. */
const LEAD_NUMBER_COLUMN = CRM_FIELDS.indexOf('lead_number');

/**
 * Reads the fields of the fresh records of a CRM report while they are written: takes out the texts that mean "no value",
 * and notes what each date says about the order of day and month, which must be known before anything is cast.
 */
export class CrmFieldReader implements FieldReader {
  readonly #tokens: readonly (NullTokens | null)[];
  #codes = new Uint8Array(1024);
  #records = 0;
  #code = 0;

  constructor(nullTokens: CrmReading['nullTokens']) {
    this.#tokens = CRM_FIELDS.map((field, column) =>
      column === LEAD_NUMBER_COLUMN ? null : new NullTokens(nullTokens[field]),
    );
  }

  hasValue(column: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#tokens[column]?.has(bytes, start, end) === true) return false;
    if (column === ENTRY_COLUMN) this.#code += dateEvidence(bytes, start, end);
    else if (column === APPOINTMENT_COLUMN) this.#code += 4 * dateEvidence(bytes, start, end);
    return true;
  }

  endRecord(): void {
    if (this.#records === this.#codes.length) {
      const wider = new Uint8Array(this.#records * 2);
      wider.set(this.#codes);
      this.#codes = wider;
    }
    this.#codes[this.#records++] = this.#code;
    this.#code = 0;
  }

  /** One code per fresh record: that of the entry (`dateEvidence`) plus four times that of the appointment. */
  evidence(): Uint8Array {
    return this.#codes.subarray(0, this.#records);
  }
}
