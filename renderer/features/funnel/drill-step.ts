import { filtersInWords } from '../../../shared/charts/filter-words';
import type { FunnelStep } from '../../../shared/domain/lead-quality';
import type { EngineRequest } from '../../../shared/contract/engine';
import type { LeadFilter } from '../../../shared/contract/lead-filter';
import type { FaultDetails } from '../../../shared/domain/fault';
import { METRICS } from '../../../shared/domain/metrics';
import { drill, type DrillWords } from '../../state/drill';
import { notifyFault } from '../../state/notices';
import { settingWords, type Setting } from '../../state/lead-setting';

type Request = EngineRequest<'drill'>;

/** A part of what a screen shows: the conditions, their name, and what narrows the screen to it. */
export interface DrillPart extends Partial<Pick<Request, 'within' | 'days' | 'path'>> {
  readonly name?: string;
  readonly narrow?: LeadFilter | undefined;
}

const tell = (fault: FaultDetails | null): void => {
  if (fault) notifyFault('drill', fault);
};

const wordsOf = (setting: Setting, title: string, narrow?: LeadFilter): DrillWords => ({
  title,
  subtitle: [settingWords(setting), filtersInWords(setting.filters)]
    .filter((part) => part !== '')
    .join(' · '),
  narrow,
});

/** Opens the leads behind one number of the funnel, or of a part of it. */
export function drillStep(setting: Setting, step: FunnelStep, part: DrillPart = {}): void {
  const { name, narrow, within = null, ...rest } = part;
  const title = name === undefined ? METRICS[step].name : `${METRICS[step].name}: ${name}`;
  void drill('drill', { ...setting, stage: step, within, ...rest }, wordsOf(setting, title, narrow)).then(
    tell,
  );
}

/** Opens the rows of one snapshot, or the CRM leads that came or went at it. */
export function drillSnapshot(
  setting: Setting,
  order: number,
  what: EngineRequest<'snapshotDrill'>['what'],
  title: string,
): void {
  void drill('snapshotDrill', { ...setting, order, what }, wordsOf(setting, title)).then(tell);
}
