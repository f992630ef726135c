import type { ThingNumber, ThingView } from '../contract/thing';
import { numberWords } from './thing-figure';

/** "was 41.2 %, is 43.0 %"; null where it reads the same, or is another number. */
function changeWords(was: ThingNumber, now: readonly ThingNumber[], isAlone: boolean): string | null {
  const is = now.find(({ label, kind }) => label === was.label && kind === was.kind);
  if (!is || numberWords(is) === numberWords(was)) return null;
  return `${isAlone ? '' : `${was.label} `}was ${numberWords(was)}, is ${numberWords(is)}`;
}

/**
 * What has become of the thing since the note on it was written: its numbers then and now; empty where it shows the same.
 * @param now the thing in the data of the last run
 */
export function noteChange(
  { numbers, digest }: { readonly numbers: readonly ThingNumber[]; readonly digest: string },
  now: ThingView,
): string {
  if (now.state === 'gone') return `Not there any more: ${now.why}`;
  const changes = numbers.flatMap((was) => changeWords(was, now.numbers, numbers.length === 1) ?? []);
  if (changes.length > 0) return changes.join('; ');
  return numbers.length === 0 && digest !== '' && now.digest !== '' && digest !== now.digest
    ? 'Shows something else now than when this was written'
    : '';
}
