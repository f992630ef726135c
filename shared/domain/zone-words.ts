/** Minutes ahead of UTC by the letters of a zone that stand for one offset everywhere. */
const LETTERS: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  brt: -180,
  art: -180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

/** Letters that stand for several offsets, by the season or by the country: they are read over. */
const UNCLEAR = ['et', 'ct', 'mt', 'pt', 'ist'];

const OFFSET = String.raw`[+-]\d{2}(?::?\d{2})?`;
const WORDS = [...Object.keys(LETTERS), ...UNCLEAR].sort((a, b) => b.length - a.length).join('|');

/** Pattern of what says the zone of a time, in lower case: `utc`, `+02:00`, `gmt-0500 (est)`. */
export const ANY_ZONE = String.raw`(?:(?:${WORDS})(?:${OFFSET})?|${OFFSET})(?: ?\([^()]*\))?`;

const OF_DIGITS = /([+-])(\d{2}):?(\d{2})?/;

const pad = (value: number): string => String(value).padStart(2, '0');

/**
 * How far a zone is ahead of UTC, as ISO 8601 writes it behind a time: `Z`, `+02:00`.
 * @param zone as `ANY_ZONE` matches it
 * @returns empty where the letters stand for several offsets, or there is none
 */
export function offsetOfZone(zone: string): string {
  const [, sign, hours, minutes = '00'] = OF_DIGITS.exec(zone) ?? [];
  if (sign !== undefined && hours !== undefined) return `${sign}${hours}:${minutes}`;
  const ahead = LETTERS[/^[a-z]+/.exec(zone)?.[0] ?? ''];
  if (ahead === undefined) return '';
  if (ahead === 0) return 'Z';
  const size = Math.abs(ahead);
  return `${ahead < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
