import { ALL_STAGES } from '../stages/all-stages';
import { planOf } from './plan';

/** What a run does, in order. */
export const FULL_PLAN = planOf(ALL_STAGES);
