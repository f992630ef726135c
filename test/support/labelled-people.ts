import { createRng, type Rng } from '../../shared/sample/rng';

/** A record of a person as somebody wrote it down; `null` where it was left out. */
export interface LabelledPerson {
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** ISO date. */
  readonly bornOn: string | null;
  readonly city: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The person: equal for records that are one. */
  readonly cluster: number;
}

/** How often what goes wrong, of all values or records. */
export interface Slips {
  readonly typo: number;
  readonly missing: number;
  readonly nickname: number;
  readonly swapped: number;
  readonly moved: number;
  readonly otherEmail: number;
  readonly otherPhone: number;
}

export const USUAL_SLIPS: Slips = {
  typo: 0.12,
  missing: 0.12,
  nickname: 0.1,
  swapped: 0.04,
  moved: 0.12,
  otherEmail: 0.15,
  otherPhone: 0.15,
};

const GIVEN = (
  'james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica ' +
  'thomas sarah karen daniel nancy matthew lisa anthony betty mark margaret donald sandra steven ashley andrew kimberly ' +
  'paul emily joshua donna kenneth michelle kevin carol brian amanda george dorothy timothy melissa ronald deborah jason ' +
  'edward rebecca jeffrey sharon ryan laura jacob cynthia gary amy nicholas kathleen eric angela jonathan shirley stephen ' +
  'anna larry brenda justin pamela scott emma brandon nicole benjamin helen samuel samantha gregory katherine alexander ' +
  'christine patrick debra frank rachel raymond carolyn jack janet dennis maria jerry heather tyler diane aaron olivia jose ' +
  'julie adam joyce nathan victoria henry ruth zachary virginia douglas lauren peter kelly kyle christina noah joan ethan'
).split(' ');

/** What people are called by others; some of it nobody could know from the name. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  robert: ['bob', 'rob', 'bobby'],
  james: ['jim', 'jimmy'],
  michael: ['mike', 'mick'],
  william: ['bill', 'will'],
  elizabeth: ['liz', 'beth', 'lilibet'],
  richard: ['rick', 'dick'],
  thomas: ['tom'],
  jennifer: ['jen'],
  katherine: ['kate', 'kit'],
  margaret: ['maggie', 'daisy'],
  joseph: ['joe'],
  daniel: ['dan'],
  matthew: ['matt'],
  anthony: ['tony'],
  andrew: ['drew', 'andy'],
  susan: ['sue'],
  patricia: ['pat', 'trish'],
  edward: ['ted', 'ed'],
  nicholas: ['nick', 'colin'],
  samantha: ['sam'],
  benjamin: ['ben'],
  alexander: ['alex'],
  victoria: ['vicky'],
  christina: ['tina'],
  jacob: ['jake'],
};

const ONSETS = 'b br c ch d f g gr h j k kl l m n p r s sh st t th v w'.split(' ');
const VOWELS = 'a e i o u ai ea ee ou'.split(' ');
const ENDS = 'ck d ford field l ll ley man n nd ng r rs s son ston t ton well wood y'.split(' ');

const DOMAINS: readonly (readonly [string, number])[] = [
  ['gmail.test', 40],
  ['yahoo.test', 15],
  ['outlook.test', 15],
  ['post.test', 8],
  ['work.test', 5],
  ['net.test', 5],
];

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** Distinct names, each of one or two syllables. */
function syllableNames(count: number, rng: Rng): readonly string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const middle = rng.chance(0.45) ? rng.pick(ONSETS) + rng.pick(VOWELS) : '';
    names.add(rng.pick(ONSETS) + rng.pick(VOWELS) + middle + rng.pick(ENDS));
  }
  return [...names];
}

/** One of the values, the earlier the more often: the n-th as often as 1 / (n + 10) says. */
function byRank<T>(values: readonly T[], rng: Rng): T {
  const at = 10 * ((values.length + 10) / 10) ** rng.next() - 10;
  return values[Math.min(values.length - 1, Math.floor(at))] as T;
}

const digits = (count: number, rng: Rng): string =>
  Array.from({ length: count }, () => String(rng.int(10))).join('');

function typoOf(text: string, rng: Rng): string {
  if (text.length < 2) return text;
  const at = rng.int(text.length);
  const letter = /\d/.test(text[at] ?? '') ? String(rng.int(10)) : String.fromCharCode(97 + rng.int(26));
  switch (rng.int(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + letter + text.slice(at);
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1);
    default: {
      const first = Math.min(at, text.length - 2);
      return text.slice(0, first) + (text[first + 1] ?? '') + (text[first] ?? '') + text.slice(first + 2);
    }
  }
}

function bornTypo(bornOn: string, rng: Rng): string {
  const [year = '', month = '', day = ''] = bornOn.split('-');
  const two = (value: number): string => String(value).padStart(2, '0');
  switch (rng.int(4)) {
    case 0:
      return `${year}-${month}-${two(1 + rng.int(28))}`;
    case 1:
      return `${year}-${two(1 + rng.int(12))}-${day}`;
    case 2:
      return `${String(Number(year) + (rng.chance(0.5) ? 1 : -1))}-${month}-${day}`;
    default:
      return Number(day) <= 12
        ? `${year}-${day}-${month}`
        : `${year.slice(0, 2)}${year[3] ?? ''}${year[2] ?? ''}-${month}-${day}`;
  }
}

interface Person {
  readonly first: string;
  readonly last: string;
  readonly bornOn: string;
  readonly city: string;
  readonly email: string;
  readonly phone: string;
}

function emailOf(first: string, last: string, rng: Rng): string {
  const domain = rng.weighted(DOMAINS);
  switch (rng.int(5)) {
    case 0:
      return `${first}.${last}@${domain}`;
    case 1:
      return `${first}${digits(1 + rng.int(3), rng)}@${domain}`;
    case 2:
      return `${first.slice(0, 1)}${last}${digits(2, rng)}@${domain}`;
    case 3:
      return `${first}_${last}${String(1950 + rng.int(55))}@${domain}`;
    default:
      return `${rng.pick(ONSETS)}${rng.pick(VOWELS)}${rng.pick(ENDS)}${digits(2 + rng.int(3), rng)}@${domain}`;
  }
}

function household(surnames: readonly string[], cities: readonly string[], rng: Rng): readonly Person[] {
  const last = byRank(surnames, rng);
  const city = byRank(cities, rng);
  const phone = `${String(2 + rng.int(8))}${digits(9, rng)}`;
  const isFamily = rng.chance(0.25);
  const sharesPhone = isFamily && rng.chance(0.5);
  return Array.from({ length: isFamily ? 2 + rng.int(3) : 1 }, () => {
    const first = byRank(GIVEN, rng);
    const month = String(1 + rng.int(12)).padStart(2, '0');
    const day = String(1 + rng.int(28)).padStart(2, '0');
    return {
      first,
      last,
      bornOn: `${String(1940 + rng.int(65))}-${month}-${day}`,
      city,
      email: emailOf(first, last, rng),
      phone: sharesPhone ? phone : `${String(2 + rng.int(8))}${digits(9, rng)}`,
    };
  });
}

/** A phone number as people type it. */
const typedPhone = (phone: string, rng: Rng): string =>
  rng.pick([
    phone,
    `+1${phone}`,
    `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}`,
    `1-${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`,
  ]);

function recordOf(
  person: Person,
  cluster: number,
  cities: readonly string[],
  slips: Slips,
  rng: Rng,
): LabelledPerson {
  const isMissing = (): boolean => rng.chance(slips.missing);
  const written = (text: string): string => (rng.chance(slips.typo) ? typoOf(text, rng) : text);
  const called = CALLED[person.first];
  let first = written(called && rng.chance(slips.nickname) ? rng.pick(called) : person.first);
  let last = written(person.last);
  if (rng.chance(slips.swapped)) [first, last] = [last, first];
  const email = rng.chance(slips.otherEmail) ? emailOf(person.first, person.last, rng) : person.email;
  const phone = rng.chance(slips.otherPhone) ? `${String(2 + rng.int(8))}${digits(9, rng)}` : person.phone;
  const city = rng.chance(slips.moved) ? byRank(cities, rng) : person.city;
  const bornOn = rng.chance(slips.typo) ? bornTypo(person.bornOn, rng) : person.bornOn;
  return {
    firstName: isMissing() ? null : capital(first),
    lastName: isMissing() ? null : capital(last),
    bornOn: isMissing() ? null : bornOn,
    city: isMissing() ? null : capital(written(city)),
    email: isMissing() ? null : written(email),
    phone: isMissing() ? null : typedPhone(written(phone), rng),
    cluster,
  };
}

/**
 * Records of made-up people, each person several times and written down with the slips of people, in random order: of the
 * kind of the labelled sets by which linkage is measured.
 * @param records how many; the last person may have fewer
 */
export function labelledPeople(
  records: number,
  seed: number,
  slips = USUAL_SLIPS,
): readonly LabelledPerson[] {
  const rng = createRng(seed);
  const surnames = syllableNames(Math.max(200, Math.min(6000, Math.round(records / 12))), rng);
  const cities = syllableNames(120, rng);
  const written: { readonly record: LabelledPerson; readonly place: number }[] = [];
  let cluster = 0;
  while (written.length < records) {
    for (const person of household(surnames, cities, rng)) {
      const times = rng.chance(0.35) ? 1 : 2 + rng.int(5);
      for (let time = 0; time < times && written.length < records; time++) {
        written.push({ record: recordOf(person, cluster, cities, slips, rng), place: rng.next() });
      }
      cluster++;
    }
  }
  return written.sort((a, b) => a.place - b.place).map(({ record }) => record);
}
