import { defineTable } from '../../sql/model';

/** The one set of parameters by which the links of a run are weighed. */
export const srcWeightModel = defineTable({
  name: 'src_weight_model',
  title: 'Weight model',
  description: 'Parameters by which links are weighed.',
  grain: 'one row',
  key: [],
  columns: {
    m_email: { type: 'DOUBLE', description: 'Chance that the e-mail agrees for a true link.' },
    m_phone: { type: 'DOUBLE', description: 'Chance that the phone agrees for a true link.' },
    prior: { type: 'DOUBLE', description: 'Share of true links among all pairs.' },
  },
});
