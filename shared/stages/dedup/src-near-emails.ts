import { defineTable } from '../../sql/model';

/** Near-equal e-mails of the lead tools, as the step found them. */
export const srcNearEmails = defineTable({
  name: 'src_near_emails',
  title: 'Near-equal e-mails',
  description: 'E-mails that differ by a slip: one edit, a mistyped domain, another separator.',
  grain: 'one row per pair of e-mails, the smaller first',
  key: ['email_a', 'email_b'],
  columns: {
    email_a: { type: 'VARCHAR', label: 'E-mail', description: 'The e-mail that sorts first.', notNull: true },
    email_b: { type: 'VARCHAR', label: 'Other e-mail', description: 'The other one.', notNull: true },
  },
});
