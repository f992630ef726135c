import type { FieldReader } from '../records/fresh-records';
import { afterDigits, fieldText } from '../values/field-text';
import { DateReader } from '../values/date-reader';
import { IdReader, IdState } from '../values/id-reader';
import { NullTokens } from '../values/null-tokens';
import { CODE_LENGTH, codeOfState, stateInLocation } from '../../../domain/states';
import { isSpreadsheetError } from '../../../domain/spreadsheet-error';
import {
  CODED_STATE,
  CRM_ID_FIELDS,
  CRM_PLACE_FIELDS,
  dateCode,
  digitsCode,
  hasDamagedNumber,
  idCode,
  placeCode,
  type CrmIdField,
} from './crm-evidence';
import type { CrmReading } from './crm-reading';
import type { DateField } from './file-reading';
import { CRM_FIELDS } from './src-crm-values';

const ZERO = 0x30;
const NUMBER_SIGN = 0x23;

/** A record without a lead number is shown as it was written, above all that field: the database takes its tokens out. */
const LEAD_NUMBER_COLUMN = CRM_FIELDS.indexOf('lead_number');
const STATE_COLUMN = CRM_FIELDS.indexOf('state');
const LOCATION_COLUMN = CRM_FIELDS.indexOf('location');

/**
 * Reads the fields of the fresh records of a CRM report while they are written: takes out the texts that mean "no value",
 * brings dates and ids into plain forms, and notes what the values of each record say, which must be known before
 * anything is cast.
 */
export class CrmFieldReader implements FieldReader {
  readonly #tokens: readonly (NullTokens | null)[];
  readonly #dates: readonly (readonly [field: DateField, reader: DateReader] | null)[];
  readonly #ids: readonly (CrmIdField | null)[];
  readonly #places: readonly number[];
  readonly #id = new IdReader();
  #codes = new Int32Array(1024);
  #records = 0;
  #code = 0;
  /** Whether the location of the record that is read holds such a state. */
  #isLocationCoded = false;
  /** Whether a lead number lost digits to an exponent, or is what a spreadsheet wrote in place of one. */
  hasDamagedNumbers = false;
  /** Whether a spreadsheet wrote an error in place of a value: such texts stay, and are noted when they are cast. */
  hasErrors = false;

  constructor(nullTokens: CrmReading['nullTokens']) {
    this.#tokens = CRM_FIELDS.map((field, column) =>
      column === LEAD_NUMBER_COLUMN ? null : new NullTokens(nullTokens[field]),
    );
    this.#dates = CRM_FIELDS.map((field) =>
      field === 'entry_on' || field === 'appointment_at'
        ? [field, new DateReader(field === 'appointment_at')]
        : null,
    );
    this.#places = CRM_FIELDS.map((field) => {
      const place = CRM_PLACE_FIELDS.find((name) => name === field);
      return place === undefined ? 0 : placeCode(place);
    });
    this.#ids = CRM_FIELDS.map((field) => CRM_ID_FIELDS.find((id) => id === field) ?? null);
  }

  read(column: number, bytes: Uint8Array, start: number, end: number): number {
    if (bytes[start] === NUMBER_SIGN && isSpreadsheetError(fieldText(bytes, start, end))) {
      this.hasErrors = true;
      if (column === LEAD_NUMBER_COLUMN) this.#code |= idCode('lead_number', IdState.Damaged);
      return end;
    }
    if (this.#tokens[column]?.has(bytes, start, end) === true) return start;
    const date = this.#dates[column];
    if (date) {
      const [field, reader] = date;
      const after = reader.read(bytes, start, end);
      this.#code |= dateCode(field, reader.code);
      return after;
    }
    this.#code |= this.#places[column] ?? 0;
    if (column === STATE_COLUMN || column === LOCATION_COLUMN) this.#readPlace(column, bytes, start, end);
    const id = this.#ids[column];
    if (!id) return end;
    const after = this.#id.read(bytes, start, end);
    this.#code |= idCode(id, this.#id.state);
    if (column === LEAD_NUMBER_COLUMN) {
      const isNumber = afterDigits(bytes, start, after) === after;
      if (isNumber) this.#code |= digitsCode(after - start, bytes[start] === ZERO);
    }
    return after;
  }

  endRecord(): void {
    if (this.#records === this.#codes.length) {
      const wider = new Int32Array(this.#records * 2);
      wider.set(this.#codes);
      this.#codes = wider;
    }
    if (hasDamagedNumber(this.#code)) this.hasDamagedNumbers = true;
    // The location says the state where its own column is empty.
    if (this.#isLocationCoded && (this.#code & placeCode('state')) === 0) this.#code |= CODED_STATE;
    this.#isLocationCoded = false;
    this.#codes[this.#records++] = this.#code;
    this.#code = 0;
  }

  #readPlace(column: number, bytes: Uint8Array, start: number, end: number): void {
    if (end - start <= CODE_LENGTH) return;
    const text = fieldText(bytes, start, end);
    const isState = column === STATE_COLUMN;
    if (codeOfState(isState ? text : stateInLocation(text)) === null) return;
    if (isState) this.#code |= CODED_STATE;
    else this.#isLocationCoded = true;
  }

  /** One code per fresh record, as `crmEvidence` reads them. */
  evidence(): Int32Array {
    return this.#codes.subarray(0, this.#records);
  }
}
