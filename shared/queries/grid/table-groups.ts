import type { TableGroup } from '../../contract/explore';
import type { AnyRelation } from '../../sql/model';
import { relationsOf } from '../../sql/stage';
import { ALL_STAGES } from '../../stages/all-stages';

/** By the stage that makes a table, where its name does not say more. */
const OF_STAGE: Readonly<Record<string, TableGroup>> = {
  clean: 'cleaned',
  dedup: 'matched',
  match: 'matched',
  decide: 'matched',
};

const STAGE_OF: ReadonlyMap<string, string> = new Map(
  ALL_STAGES.flatMap((stage) => relationsOf(stage).map(({ name }) => [name, stage.name])),
);

/** Where a table stands in the list of all: what files hold, cleaned, matched, measured, or made for people to read. */
export function groupOf({ name, shown, source }: AnyRelation): TableGroup {
  const stage = STAGE_OF.get(name) ?? '';
  // What a step of cleaning fills tells of the files: snapshots, values and records that could not be read.
  if (name.startsWith('src_') || (stage === 'clean' && source === 'step')) return 'sources';
  if (shown?.report !== undefined || !/^(stg|int|dim|fct)_/.test(name)) return 'reports';
  return OF_STAGE[stage] ?? 'measured';
}
