import type { Finding } from '../../shared/domain/finding';
import { EN_US, write } from '../../shared/domain/sentence';

/** A finding as readers have it: sentences as they are written, and without the parts that it does not have. */
export const plainFinding = ({
  sentence: _,
  evidence,
  repair,
  files,
  column,
  rows,
  ...rest
}: Finding): Readonly<Record<string, unknown>> => ({
  ...rest,
  ...(column === null ? {} : { column }),
  ...(files.length === 0 ? {} : { files }),
  ...(evidence.length === 0
    ? {}
    : { evidence: evidence.map(({ label, value }) => `${label}: ${write(value, EN_US)}`) }),
  ...(repair === null ? {} : { repair: { code: repair.code, kind: repair.kind, effect: repair.effect } }),
  ...(rows === null ? {} : { rows }),
});
