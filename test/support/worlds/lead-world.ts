import { createHash } from 'node:crypto';
import type { LeadFacts } from '../plain/leads/facts';
import { livesOf, type LeadOddities, type Person } from './crm-lives';
import { writeReports } from './crm-files';
import { writeDelivered } from './delivered-files';
import type { Dice } from './dice';
import { decideIdentities } from './identity-decisions';
import { reformed } from './key-forms';
import type { World } from './world';

const SALE_WORDS = ['sale', 'sold', 'won', 'closed won', 'sale made', 'contract signed'];
const CANCELLED_WORDS = [
  'cancel in rescission',
  'cancel after rescission',
  'credit decline',
  'credit declined',
  'cancel',
  'cancelled',
  'canceled',
  'rescinded',
];
const NOTHING = ['', ' ', 'null', 'none', '0', 'test@test.com', 'N/A', '1111111111'];

const digests = (text: string): readonly string[] =>
  ['md5', 'sha1', 'sha256'].map((algorithm) => createHash(algorithm).update(text).digest('hex'));

/** A number of its own for each name. */
const phoneOf = (name: string): string =>
  `+1415${String((name.startsWith('p') ? 2_340_000 : 2_350_000) + Number(name.slice(1)))}`;

/** A world that answers the first question. */
export function leadWorld(dice: Dice): Omit<World, 'seed'> {
  const size = dice.pick([dice.int(5, 20), dice.int(20, 60), dice.int(70, 150)]);
  const algorithm = dice.pick(['sha1', 'sha1', 'sha1', 'md5', 'sha256']);
  const plain = new Map<string, string>();
  const hash = (text: string): string => {
    const key = createHash(algorithm).update(text).digest('hex');
    plain.set(key, text);
    return key;
  };
  const [sharedEmail, sharedPhone, nobody, noKey] = [
    dice.rate(0.15),
    dice.rate(0.15),
    dice.rate(0.1),
    dice.rate(0.1),
  ];
  const person = (name: string): Person => ({
    email: dice.is(noKey)
      ? null
      : hash(
          dice.is(nobody)
            ? dice.pick(NOTHING)
            : dice.is(sharedEmail)
              ? `shared${String(dice.int(1, 2))}@x.com`
              : `${name}@x.com`,
        ),
    phone: dice.is(noKey)
      ? null
      : hash(
          dice.is(nobody)
            ? dice.pick(NOTHING)
            : dice.is(sharedPhone)
              ? `+1415299000${String(dice.int(1, 2))}`
              : phoneOf(name),
        ),
  });
  const all = Array.from({ length: size }, (_, i) => person(`p${String(i)}`));
  const others = Array.from({ length: 1 + (size >> 2) }, (_, i) => person(`q${String(i)}`));
  const [twice, half] = [dice.rate(0.3), dice.rate(0.3)];
  const deliveries = all.flatMap((of, i) => {
    const id = (k: number): string =>
      `u${String((i * 7919 + k * 104729) % 1_000_003)}-${String(i)}${'abc'.charAt(k)}`;
    const again = dice.is(twice)
      ? [
          {
            id: id(1),
            email: dice.is(half) ? hash(`r${String(i)}`) : of.email,
            phone: dice.is(half) ? null : of.phone,
          },
        ]
      : [];
    return [{ id: id(0), ...of }, ...again];
  });
  const delivered = writeDelivered(deliveries, dice);
  const odd: LeadOddities = {
    otherEmail: dice.rate(0.25),
    otherPhone: dice.rate(0.25),
    noKey: dice.rate(0.2),
    corrected: dice.rate(0.1),
    vanishes: dice.rate(0.3),
    repeated: dice.rate(0.2),
    secondNumber: dice.rate(0.3),
    noEntry: dice.is(0.1) ? 1 : dice.rate(0.2),
    futureEntry: dice.rate(0.1),
    progress: dice.pick([0.2, 0.5, 0.9]),
    mode: dice.pick(['all', 'all', 'window', 'incremental']),
  };
  const reported = all.filter(() => dice.is(0.8));
  const strangers = [...others, ...(dice.is(0.5) ? all : [])];
  const lives = livesOf([...reported, ...others], strangers, dice.int(1, 6), odd, dice);
  const { rows, sameKeys } = dice.is(0.35)
    ? reformed(lives, plain, dice)
    : { rows: lives, sameKeys: new Map<string, string>() };
  const reports = writeReports(rows, dice);
  const notAKey = dice.is(0.2) ? [hash('shared1@x.com'), hash('+14152990002')] : [];
  const facts: LeadFacts = {
    delivered: delivered.records,
    reports: reports.map(({ report }) => report),
    decisions: [],
    sameKeys,
    nobodysKeys: new Set([...NOTHING.flatMap(digests), ...notAKey]),
    saleWords: new Set(SALE_WORDS),
    cancelledWords: new Set(CANCELLED_WORDS),
    sharedKeyHolders: dice.pick([5, 5, 3, 9]),
    hasPrices: delivered.hasPrices,
    likelyProbability: dice.pick([0.9, 0.9, 0.7, 0.99]),
  };
  const { decisions, about } = dice.is(0.4) ? decideIdentities(facts, dice) : { decisions: [], about: [] };
  return {
    files: [...delivered.files, ...reports.map(({ file }) => file)],
    settings: {
      notAKey,
      sharedKeyHolders: facts.sharedKeyHolders,
      likelyProbability: facts.likelyProbability,
    },
    decisions,
    leads: { ...facts, decisions: about },
    revenue: null,
  };
}
