import { isOpen, provenOrder, type DateDecision } from '../values/date-order';
import type { LeadNumbers } from './crm-evidence';
import { DATE_FIELDS, type DateField, type ToldReading } from './file-reading';

/** What is known of one report file by its own values. */
export interface SiblingFile {
  /** Files of one header are of one export. */
  readonly header: string;
  readonly dates: Readonly<Record<DateField, DateDecision>>;
  readonly leadNumbers: LeadNumbers;
}

/** The digits of the lead numbers of files that have them all of one length, some with zeros before them. */
function fixedDigits(files: readonly SiblingFile[]): number | null {
  const fixed = files.filter(
    ({ leadNumbers: { fewest, most, hasLeadingZeros } }) => hasLeadingZeros && fewest === most && most > 0,
  );
  const digits = new Set(fixed.map(({ leadNumbers }) => leadNumbers.most));
  return digits.size === 1 ? ([...digits][0] ?? null) : null;
}

/** Whether lead numbers have lost the zeros that they have in other files. */
const hasLostZeros = ({ fewest, most, hasLeadingZeros }: LeadNumbers, digits: number): boolean =>
  !hasLeadingZeros && fewest > 0 && fewest < digits && most <= digits;

/**
 * What the files of one header say of each other: the order of day and month, where some prove it and the values of others
 * fit both; and the zeros before lead numbers, where some have them and others have lost them.
 */
export function tellSiblings<F extends SiblingFile>(files: readonly F[]): ReadonlyMap<F, ToldReading> {
  const told = new Map<F, ToldReading>();
  for (const header of new Set(files.map((file) => file.header))) {
    const siblings = files.filter((file) => file.header === header);
    const proven = (field: DateField) => provenOrder(siblings.map(({ dates }) => dates[field]));
    const digits = fixedDigits(siblings);
    for (const file of siblings) {
      const dates = DATE_FIELDS.flatMap((field) => {
        const order = proven(field);
        return order !== null && isOpen(file.dates[field]) ? [[field, order] as const] : [];
      });
      told.set(file, {
        dates: Object.fromEntries(dates),
        leadDigits: digits !== null && hasLostZeros(file.leadNumbers, digits) ? digits : null,
      });
    }
  }
  return told;
}
