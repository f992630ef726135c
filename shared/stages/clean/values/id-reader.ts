import { fieldText, isDigit } from './field-text';

const DOT = 0x2e;
const COMMA = 0x2c;
const PLUS = 0x2b;
const ZERO = 0x30;

/** What became of an id that a spreadsheet or a data frame had in its hands. */
export enum IdState {
  Sound,
  /** Written as a number that has lost nothing: the id is given back. */
  Repaired,
  /** Written with an exponent: its last digits are gone. */
  Damaged,
}

const FLOAT = /^\d+\.0+$/;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.0+)?$/;
const EXPONENT = /^(\d)(?:[.,](\d+))?[eE]\+(\d{1,3})$/;
/** Whole numbers of more digits have lost some on their way through a float. */
const MOST_DIGITS = 15;

/** The id that a text written as a number stands for; null where its digits are lost. Undefined for other texts. */
export function idOfNumber(text: string): string | null | undefined {
  if (FLOAT.test(text)) return text.slice(0, text.indexOf('.'));
  if (GROUPED.test(text)) return text.replace(/\..*$/, '').replaceAll(',', '');
  const [, first, rest = '', exponent] = EXPONENT.exec(text) ?? [];
  if (first === undefined) return undefined;
  const digits = Number(exponent);
  return rest.length >= digits && digits < MOST_DIGITS && /^0*$/.test(rest.slice(digits))
    ? first + rest.slice(0, digits)
    : null;
}

/** Whether an id is written as a number that has lost digits. */
export const isDamagedId = (text: string): boolean => idOfNumber(text) === null;

/** Whether a text can be an id written as a number: a look at its end. */
function mayBeNumber(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 3 || !isDigit(bytes[end - 1] as number)) return false;
  if (bytes[end - 1] === ZERO) {
    let at = end - 2;
    while (at > start && bytes[at] === ZERO) at--;
    if (bytes[at] === DOT) return true;
  }
  return (
    (length > 4 && (bytes[end - 4] === COMMA || bytes[end - 4] === PLUS)) ||
    bytes[end - 3] === PLUS ||
    bytes[end - 2] === PLUS
  );
}

/** Reads the ids of a column while they are scanned; regular ones cost a look at their last bytes. */
export class IdReader {
  /** Of the last id. */
  state = IdState.Sound;
  /** As the last id was written that is not sound. */
  written = '';

  /** @returns where the id ends that now stands at `start` */
  read(bytes: Uint8Array, start: number, end: number): number {
    this.state = IdState.Sound;
    if (!mayBeNumber(bytes, start, end)) return end;
    const text = fieldText(bytes, start, end);
    const id = idOfNumber(text);
    if (id === undefined) return end;
    this.written = text;
    if (id === null) {
      this.state = IdState.Damaged;
      return end;
    }
    this.state = IdState.Repaired;
    for (let i = 0; i < id.length; i++) bytes[start + i] = id.charCodeAt(i);
    return start + id.length;
  }
}
