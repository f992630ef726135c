import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LinkItem } from '../../shared/contract/review';
import type { Decision } from '../../shared/domain/decision-state';
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
        const { funnel, review } = numbersOf(
          await engine.client.call('run', { folder: FOLDER, settings: settingsWith(), decisions }),
        );
        expect(funnel.ever_strict).toMatchObject(counted.strict);
        expect(funnel.ever_linked).toMatchObject(counted.linked);
        expect(review.stale).toBe(0);
      }),
      { numRuns: 12 },
    );
  });
});
