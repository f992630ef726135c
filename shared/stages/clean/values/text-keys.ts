import { campaignKey } from '../../../sql/campaign-verbs';
import { emailKeyOfPerson, emailOf, personKey } from '../../../sql/person-verbs';
import { ident, sql, type Sql } from '../../../sql/sql';
import { ofFilled } from './filled-fields';
import type { DatePlan } from './reading-plan';

type FieldsPlan = Pick<DatePlan, 'blankFields' | 'oddFields'>;

/**
 * What is made of a field of text: `lower` where each value of all files is a plain one, since the database takes far
 * longer to plan the long way than to go the short one. A plain value comes out the same either way.
 */
const ofText = (plan: FieldsPlan, field: string, long: (value: Sql) => Sql): Sql => {
  const value = ident(field);
  return ofFilled(
    plan,
    field,
    'varchar',
    plan.oddFields.includes(field) ? long(value) : sql`lower(${value})`,
  );
};

/** By what the campaigns of the field `campaign_id` are compared; null where one stands for no campaign. */
export const campaignKeyIn = (plan: FieldsPlan): Sql => ofText(plan, 'campaign_id', campaignKey);

/** By what the people of a field are compared; null where an id stands for nobody. */
export const personKeyIn = (plan: FieldsPlan, field = 'user_uid'): Sql => ofText(plan, field, personKey);

/** By what the leads of the field `lead_id` are compared: the first of several ids; null where it stands for nobody. */
export const leadKeyIn = (plan: FieldsPlan): Sql =>
  ofText(plan, 'lead_id', (value) => personKey(sql`split_part(${value}, ';', 1)`));

/** The e-mails of the field `email` in lower case, the first of several. */
export const emailIn = (plan: FieldsPlan): Sql => ofText(plan, 'email', emailOf);

/** By what people are compared in the field `email`; null where it is no e-mail, or one that stands for nobody. */
export const emailKeyIn = (plan: FieldsPlan): Sql => ofText(plan, 'email', emailKeyOfPerson);
