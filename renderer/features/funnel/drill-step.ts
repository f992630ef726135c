import { notifications } from '@mantine/notifications';
import type { FunnelStep } from '../../../shared/charts/funnel-chart';
import type { EngineRequest } from '../../../shared/contract/engine';
import { METRICS } from '../../../shared/domain/metrics';
import { drill } from '../../state/drill';
import { settingWords, type Setting } from './setting';

type Within = EngineRequest<'drill'>['within'];

/** Opens the leads behind one number of the funnel; `place` names the part of a breakdown it stands for. */
export function drillStep(setting: Setting, step: FunnelStep, within: Within = null, place = ''): void {
  const title = place === '' ? METRICS[step].name : `${METRICS[step].name}: ${place}`;
  void drill({ ...setting, stage: step, within }, title, settingWords(setting)).then((fault) => {
    if (fault) notifications.show({ title: fault.message, message: fault.hint ?? '', color: 'red' });
  });
}
