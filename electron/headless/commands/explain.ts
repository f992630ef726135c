import { defaultProjectSettings } from '../../../shared/contract/project';
import { decidedOf } from '../../../shared/domain/decided';
import { FULL_PLAN } from '../../../shared/engine/full-plan';
import { fingerprintsOf, staleUnits } from '../../../shared/engine/plan';
import { planText } from '../../../shared/engine/plan-text';
import { ALL_STAGES } from '../../../shared/stages/all-stages';
import type { CliContext } from '../cli-context';
import { EXIT, usageFault, type ExitCode } from '../exit-codes';
import { projectOf } from '../given-project';

export interface ExplainOptions {
  readonly plan: boolean;
  readonly project?: string;
}

/**
 * Prints what a run does, in order; with a project, what its settings and decisions make differ from those of a new one.
 * @throws LeadlensError of bad usage where nothing to explain is named, or the project cannot be read
 */
export async function explain({ plan, project }: ExplainOptions, context: CliContext): Promise<ExitCode> {
  if (!plan) throw usageFault('Nothing to explain is named.', 'Use: leadlens explain --plan');
  const fresh = defaultProjectSettings();
  const { settings, decisions } = await projectOf(project, context);
  const stale = staleUnits(
    FULL_PLAN,
    fingerprintsOf(FULL_PLAN, { settings: fresh, decided: decidedOf(fresh, []) }),
    fingerprintsOf(FULL_PLAN, { settings, decided: decidedOf(settings, decisions) }),
  );
  context.stdout(planText(ALL_STAGES, FULL_PLAN, new Set(stale.map(({ name }) => name))));
  if (project !== undefined) {
    context.stdout(
      stale.length === 0
        ? '\nNothing differs from a new project.\n'
        : `\n* differs from a new project: ${String(stale.length)} of ${String(FULL_PLAN.units.length)}\n`,
    );
  }
  return EXIT.done;
}
