import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  itemState,
  placesThatAsk,
  standingsIn,
  standingsOf,
} from '../../renderer/features/review/item-state';
import { isAsking } from '../../renderer/features/review/queue-filter';
import type { LinkItem } from '../../shared/contract/review';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { subjectKey } from '../../shared/domain/decision';
import type { Decision, SubjectState } from '../../shared/domain/decision-state';
import { addTally, tallyGroup, type Choice, type Tally } from '../../shared/domain/review-tally';
import { decide, linkItems } from '../support/decide';
import { FOLDER, numbersOf, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

const ACTIONS = ['nothing', 'accept all', 'accept first', 'reject', 'unsure'] as const;
type Action = (typeof ACTIONS)[number];

const choiceOf = (action: Action, leads: readonly number[]): Choice => {
  if (action === 'accept all') return leads;
  if (action === 'accept first') return leads.slice(0, 1);
  return action === 'reject' ? [] : null;
};

/** What the queue lists as *to judge* while these decisions stand: its items, and the identities that ask in them. */
function askingIn(items: readonly LinkItem[], decisions: readonly Decision[]): LeadQualitySummary['toJudge'] {
  const decided = decisions.map((decision): [string, SubjectState] => [
    subjectKey(decision.subject),
    { subject: decision.subject, heads: [decision], isDisputed: false },
  ]);
  const standings = standingsOf(new Map(decided), []);
  const entries = items.map((item) => {
    const own = standingsIn(item, standings);
    return { item, standings: own, state: itemState(item, own) };
  });
  const asking = entries.filter(isAsking);
  return {
    items: asking.length,
    identities: asking.reduce((sum, { item, standings: own }) => sum + placesThatAsk(item, own).length, 0),
  };
}

describe('the numbers that the page counts while someone decides', () => {
  let engine: TestEngine;
  let items: readonly LinkItem[];
  let outside: { readonly strict: Tally; readonly linked: Tally };

  beforeAll(async () => {
    const folder = await sampleFolder({ leads: 1500, snapshots: 5, seed: 11 });
    engine = await openEngine(sourceOf(folder));
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    items = await linkItems(engine.client);
    const queue = await engine.client.call('review', {});
    if (!queue.outside) throw new Error('Lead quality is asked.');
    outside = queue.outside;
  });

  afterAll(() => engine.close());

  test('are those of a whole run with the same decisions, whatever is decided about whatever identity', async () => {
    expect(items.flatMap((item) => item.identities).length).toBeGreaterThan(40);
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.constantFrom(...ACTIONS)), async (actions) => {
        const decisions: Decision[] = [];
        const counted = { strict: outside.strict, linked: outside.linked };
        for (const item of items) {
          const choices = item.identities.map((identity): Choice => {
            const action = actions.next().value as Action;
            const choice = choiceOf(action, identity.leads);
            if (choice !== null)
              decisions.push(decide(item, identity, choice.length > 0 ? 'accept' : 'reject', choice));
            else if (action === 'unsure') decisions.push(decide(item, identity, 'unsure'));
            return choice;
          });
          counted.strict = addTally(counted.strict, tallyGroup(item.identities, choices, 'strict'));
          counted.linked = addTally(counted.linked, tallyGroup(item.identities, choices, 'linked'));
        }
        const { funnel, review, toJudge } = numbersOf(
          await engine.client.call('run', { folder: FOLDER, settings: settingsWith(), decisions }),
        );
        expect(funnel.ever_strict).toMatchObject(counted.strict);
        expect(funnel.ever_linked).toMatchObject(counted.linked);
        expect(review.stale).toBe(0);
        expect(toJudge).toEqual(askingIn(await linkItems(engine.client), decisions));
      }),
      { numRuns: 12 },
    );
  });
});
