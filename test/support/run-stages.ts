import { hyparquet } from '../../shared/adapters/parquet';
import type { ProjectSettings } from '../../shared/contract/project';
import { decidedOf } from '../../shared/domain/decided';
import type { Decision } from '../../shared/domain/decision-state';
import { planOf } from '../../shared/engine/plan';
import { KeptBySteps, PlanRun } from '../../shared/engine/run-plan';
import type { StageSpec } from '../../shared/sql/stage';
import type { Workspace } from '../../shared/sql/workspace';
import { stgAds } from '../../shared/stages/clean/marketing/stg-ads.model';
import { stgInvoices } from '../../shared/stages/clean/marketing/stg-invoices.model';
import { stgLeads } from '../../shared/stages/clean/marketing/stg-leads.model';
import { stgTouches } from '../../shared/stages/clean/marketing/stg-touches.model';
import { attributeStage } from '../../shared/stages/attribute/attribute.stage';
import { dedupStage } from '../../shared/stages/dedup/dedup.stage';
import { settingsWith } from './engine';
import { memoryFiles } from './memory-files';

const STAGED = [stgLeads, stgInvoices, stgTouches, stgAds];
const PLANS = {
  dedup: planOf([dedupStage], STAGED),
  revenue: planOf([dedupStage, attributeStage] satisfies readonly StageSpec[], STAGED),
};

/** Runs dedup, or dedup and attribute, over the cleaned tables of a workspace. */
export async function runRevenue(
  workspace: Workspace,
  stages: keyof typeof PLANS = 'revenue',
  settings: Partial<ProjectSettings> = {},
  decisions: readonly Decision[] = [],
): Promise<PlanRun> {
  const all = settingsWith(settings);
  const run = new PlanRun(PLANS[stages], {
    workspace,
    source: memoryFiles({}),
    parquet: hyparquet,
    settings: all,
    decided: decidedOf(all, decisions),
    signal: new AbortController().signal,
    progress: () => undefined,
    kept: new KeptBySteps(workspace).kept,
  });
  await run.run('revenue');
  return run;
}
