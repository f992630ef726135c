import { isSpreadsheetError } from '../../../domain/spreadsheet-error';
import { fieldText } from '../values/field-text';
import type { RecordFields } from './record-fields';

const QUOTE = 0x22;
const SPACE = 0x20;

const isBlank = (byte: number | undefined): boolean => byte === SPACE || byte === 0x09;

/** Whether field `index` holds nothing but spaces and tabs. */
export function isEmptyField(fields: RecordFields, index: number): boolean {
  const end = fields.ends[index] as number;
  for (let i = fields.starts[index] as number; i < end; i++) if (!isBlank(fields.source[i])) return false;
  return true;
}

/** `-`, `=`, `_`, `*`: what a line between header and records is drawn with. */
const isRule = (byte: number | undefined): boolean =>
  byte === 0x2d || byte === 0x3d || byte === 0x5f || byte === 0x2a;

/** Whether the record is a drawn line: every field that is not empty has two or more of `-=_*` and nothing else. */
export function isSeparator(fields: RecordFields): boolean {
  let drawn = 0;
  for (let f = 0; f < fields.count; f++) {
    let strokes = 0;
    const end = fields.ends[f] as number;
    for (let i = fields.starts[f] as number; i < end; i++) {
      const byte = fields.source[i];
      if (isRule(byte)) strokes++;
      else if (!isBlank(byte)) return false;
    }
    if (strokes === 1) return false;
    if (strokes > 1) drawn++;
  }
  return drawn > 0;
}

const NUMBER_SIGN = 0x23;

/** Whether each field of a record that has a value has what a spreadsheet writes in place of one. */
export function hasErrorsOnly(fields: RecordFields): boolean {
  // A line of signs is one of text.
  if (fields.count < 2) return false;
  let errors = 0;
  for (let f = 0; f < fields.count; f++) {
    let start = fields.starts[f] as number;
    const end = fields.ends[f] as number;
    while (start < end && isBlank(fields.source[start])) start++;
    if (start === end) continue;
    if (fields.source[start] !== NUMBER_SIGN) return false;
    if (!isSpreadsheetError(fieldText(fields.source, start, end).trim())) return false;
    errors++;
  }
  return errors > 0;
}

type QuoteReading = 'quotes_inside' | 'text_after' | 'space_before';

/** Splits one line under one reading of its quotes. False when a quoted field has no end under that reading. */
function splitUnder(
  reading: QuoteReading,
  fields: RecordFields,
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
): boolean {
  fields.beginCopies();
  let i = start;
  for (;;) {
    const from = fields.copied;
    let opening = i;
    if (reading === 'space_before') while (opening < end && isBlank(bytes[opening])) opening++;
    if (opening < end && bytes[opening] === QUOTE) {
      i = opening + 1;
      let closed = false;
      for (; i < end; i++) {
        const byte = bytes[i] as number;
        if (byte === QUOTE) {
          if (bytes[i + 1] === QUOTE && i + 1 < end) {
            i++;
          } else if (i + 1 >= end || bytes[i + 1] === delimiter || reading !== 'quotes_inside') {
            closed = true;
            i++;
            break;
          }
        }
        fields.copyByte(byte);
      }
      if (!closed) return false;
    }
    for (; i < end && bytes[i] !== delimiter; i++) {
      const byte = bytes[i] as number;
      fields.copyByte(byte);
    }
    fields.push(from, fields.copied);
    if (i >= end) return true;
    i++;
  }
}

const READINGS: readonly { readonly reading: QuoteReading; readonly words: string }[] = [
  { reading: 'quotes_inside', words: 'quotes inside a quoted field are not doubled' },
  { reading: 'text_after', words: 'text follows a closing quote' },
  { reading: 'space_before', words: 'spaces stand before an opening quote' },
];

/**
 * Reads one line with misplaced quotes, if there is a reading that gives exactly `fieldCount` fields.
 * @returns what was tolerated, in words; null when no reading fits
 */
export function splitTolerantly(
  fields: RecordFields,
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
  fieldCount: number,
): string | null {
  for (const { reading, words } of READINGS) {
    if (splitUnder(reading, fields, bytes, start, end, delimiter) && fields.count === fieldCount)
      return words;
  }
  return null;
}
