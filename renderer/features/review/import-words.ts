import { formatCountOf } from '../../../shared/charts/format';
import type { DecisionRecord } from '../../../shared/domain/decision';
import { currentDecisions } from '../../../shared/domain/decision-state';

/**
 * What an import changed, counted in decisions: a log holds takings back as well, and a decision that its own log took
 * back or replaced stands for nothing.
 * @param before @param after records of the log, without and with what came in
 * @param known entries of the file that were here already
 */
export function importWords(
  before: readonly DecisionRecord[],
  after: readonly DecisionRecord[],
  known: number,
): { readonly title: string; readonly text: string } {
  const ids = new Set(before.map(({ id }) => id));
  const came = after.filter(({ id }) => !ids.has(id));
  const decided = came.filter(({ entry }) => entry.kind === 'decide').length;
  const undone = came.length - decided;
  const [stood, stands] = [currentDecisions(before), currentDecisions(after)];
  const disputed = [...stands].filter(([key, of]) => of.isDisputed && !stood.get(key)?.isDisputed).length;
  const taken = [...stood].filter(([key]) => !stands.has(key)).length;
  const here = known === 0 ? '' : `${formatCountOf(known, 'entry was', 'entries were')} here already.`;
  if (came.length === 0) return { title: 'Nothing new came in: no number changes.', text: here };
  return {
    title: `${formatCountOf(decided, 'decision came in', 'decisions came in')}${undone === 0 ? '' : `, with ${formatCountOf(undone, 'taking back', 'takings back')}`}.`,
    text: [
      taken === 0
        ? ''
        : `${formatCountOf(taken, 'decision that stood here was', 'decisions that stood here were')} taken back.`,
      disputed === 0
        ? ''
        : `${formatCountOf(disputed, 'of them says', 'of them say')} other than what was decided here: Review asks again.`,
      here,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  };
}
