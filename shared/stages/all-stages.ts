import { attributeStage } from './attribute/attribute.stage';
import { classifyStage } from './classify/classify.stage';
import { cleanStage } from './clean/clean.stage';
import { decideStage } from './decide/decide.stage';
import { dedupStage } from './dedup/dedup.stage';
import { discoverStage } from './discover/discover.stage';
import { matchStage } from './match/match.stage';
import { measureStage } from './measure/measure.stage';
import { modelStage } from './model/model.stage';
import { reportStage } from './report/report.stage';
import type { StageSpec } from '../sql/stage';

/** The ten stages in the order of the work. */
export const ALL_STAGES: readonly StageSpec[] = [
  discoverStage,
  classifyStage,
  cleanStage,
  dedupStage,
  matchStage,
  decideStage,
  modelStage,
  measureStage,
  attributeStage,
  reportStage,
];
