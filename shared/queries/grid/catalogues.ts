import type { AnyRelation, Shown } from '../../sql/model';
import { relationsOf } from '../../sql/stage';
import { ALL_STAGES } from '../../stages/all-stages';

/** The relations of all stages that are shown in a place, in their order there. */
export const shownIn = (place: keyof Shown): readonly AnyRelation[] =>
  ALL_STAGES.flatMap(relationsOf)
    .flatMap((relation) => {
      const order = relation.shown?.[place];
      return order === undefined ? [] : [{ relation, order }];
    })
    .sort((a, b) => a.order - b.order)
    .map(({ relation }) => relation);

/** Any relation of a stage by its name: findings point also to those that no list shows. */
export const relationNamed = (name: string): AnyRelation | undefined =>
  ALL_STAGES.flatMap(relationsOf).find((relation) => relation.name === name);
