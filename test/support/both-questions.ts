import type { Decision } from '../../shared/domain/decision-state';
import { decide, linkItems } from './decide';
import { FOLDER, openEngine, settingsWith, type TestEngine } from './engine';
import { memoryFiles } from './memory-files';
import { sampleFolder } from './samples';

/** An engine after two runs over a small folder of both questions, the second with what a reviewer decided meanwhile. */
export async function bothQuestionsReviewed(): Promise<TestEngine> {
  const leads = await sampleFolder({ leads: 120, snapshots: 4, seed: 11 });
  const revenue = await sampleFolder({ scenario: 'revenue', leads: 90, invoices: 70, seed: 12 });
  const engine = await openEngine(memoryFiles({ ...leads.files, ...revenue.files }));
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  const decisions = (await linkItems(engine.client)).slice(0, 3).flatMap((item, at): readonly Decision[] => {
    const [identity] = item.identities;
    return identity
      ? [{ ...decide(item, identity, at === 1 ? 'reject' : 'accept'), id: `test:${String(at)}` }]
      : [];
  });
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith(), decisions });
  return engine;
}
