import type { ProjectSettings } from '../../../shared/contract/project';
import type { Decision } from '../../../shared/domain/decision-state';
import type { SourceId } from '../../../shared/domain/source';
import type { LeadFacts } from '../plain/leads/facts';
import type { RevenueFacts } from '../plain/revenue/facts';

/** A file of a world, with what is in it beside its rows. */
export interface WorldFile {
  readonly path: string;
  readonly source: SourceId;
  readonly bytes: Uint8Array;
  /** Records of the file, of which some are none: lines of dashes, and records that belong to nobody. */
  readonly records: number;
  readonly separators: number;
  readonly rejected: number;
  /** Cells that cannot be read. */
  readonly cellIssues: number;
}

/** Exports of an invented world: files, and what they say. */
export interface World {
  readonly seed: number;
  readonly files: readonly WorldFile[];
  readonly settings: Partial<ProjectSettings>;
  readonly decisions: readonly Decision[];
  readonly leads: LeadFacts | null;
  readonly revenue: RevenueFacts | null;
}
