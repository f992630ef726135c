import type { WeightModel } from '../contract/review';
import type { RevenueSummary } from '../contract/revenue';
import type { LeadQualitySummary } from '../contract/summary';
import { bug, LeadlensError } from '../domain/fault';
import { headlineLinks } from '../domain/headline';
import type { LinkSetting } from '../domain/lead-quality';
import type { SniffedFile } from '../stages/discover/sniffed-file';
import type { FileReport } from '../contract/sources';
import type { Engine } from './engine';

/** The numbers of the first question. @throws LeadlensError `not_answered` */
export function leadQualityOf(engine: Engine): LeadQualitySummary {
  const { leadQuality } = engine.state.outcome.summary;
  if (!leadQuality) {
    throw new LeadlensError({
      kind: 'input',
      code: 'not_answered',
      message: 'Lead quality could not be answered from this folder.',
      hint: engine.state.outcome.missing.join(' '),
    });
  }
  return leadQuality;
}

/** The numbers of the second question. @throws LeadlensError `not_answered` */
export function revenueOf(engine: Engine): RevenueSummary {
  const { revenue } = engine.state.outcome.summary;
  if (!revenue) {
    throw new LeadlensError({
      kind: 'input',
      code: 'not_answered',
      message: 'Leads and revenue could not be answered from this folder.',
      hint: engine.state.outcome.missing.join(' '),
    });
  }
  return revenue;
}

/** The links of the headline; *linked* where lead quality could not be answered. */
export function linksOfHeadline(engine: Engine): LinkSetting {
  const { leadQuality } = engine.state.outcome.summary;
  return leadQuality ? headlineLinks(leadQuality) : 'linked';
}

/** By what the links of the last run were weighed. @throws LeadlensError `not_answered` */
export function weightModelOf(engine: Engine): WeightModel {
  leadQualityOf(engine);
  const { weightModel } = engine.state;
  if (!weightModel) throw bug('Lead quality was measured without weighing the links.');
  return weightModel;
}

/** A file that the last run could look into. @throws LeadlensError `no_such_file` */
export function fileOfRun(
  engine: Engine,
  file: string,
): { readonly sniffed: SniffedFile; readonly report: FileReport } {
  const found = engine.state.files.find(({ report }) => report.file === file);
  if (found?.sniffed) return { sniffed: found.sniffed, report: found.report };
  throw new LeadlensError({
    kind: 'input',
    code: 'no_such_file',
    message: `${file} is not part of the last run.`,
    file,
  });
}
