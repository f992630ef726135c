import type { SourceKind } from '../../domain/source-registry';

/** A table of a service that holds nothing that is asked for. */
export interface UnusedTable {
  /** In a sentence: “It is TITLE”. */
  readonly title: string;
  /** What it holds, in a sentence, where that is not what most of these hold: nothing that is asked for. */
  readonly holds?: string;
  /** What of the service is needed in its place. */
  readonly instead: string;
  /** Groups of headers of which any one, together, shows the table; compared by `headerKey`. */
  readonly headers: readonly (readonly string[])[];
  /** With any of these it is another table, or carries what is asked for. */
  readonly unless: readonly string[];
  /** What it would be read as by mistake. */
  readonly not: readonly SourceKind[];
  /** Whether it is used all the same where it names campaigns. */
  readonly isUsedWithCampaign: boolean;
}

const HUBSPOT = 'Export contacts (Contacts → Actions → Export view) and deals instead.';
const INTERCOM = 'Export people instead (Contacts → People → Export).';
const STRIPE = 'Export payments or invoices instead.';
const SEGMENT = 'Use the tables pages, tracks and identifies instead.';
const MIXPANEL = 'Export events instead: the raw export, or Events → Export CSV.';

const PERSON = ['first name', 'last name', 'email', 'email address', 'lead status'];
const PAID = ['amount paid', 'amount due', 'amount captured', 'amount refunded', 'reporting category'];

const people = { not: ['people', 'crm', 'leads', 'touches'], isUsedWithCampaign: false } as const;
const events = { not: ['people', 'touches'], isUsedWithCampaign: true } as const;
const spend = { not: ['ads', 'touches'], isUsedWithCampaign: false } as const;
const payments = { not: ['invoices', 'people', 'leads'], isUsedWithCampaign: false } as const;

const NO_SUCH_PLATFORM = 'Leadlens has no source for this platform, so its spend counts nowhere.';
const AS_ANOTHER = 'If it is to count with another platform, choose that as its source.';
const COST = [
  ...[
    'cost',
    'costs',
    'spend',
    'amount spent',
    'total spent',
    'cost micros',
    'metrics_cost_micros',
    'kosten',
  ],
  ...[
    'ausgegebener betrag',
    'ausgaben',
    'coste',
    'costo',
    'gasto',
    'importe gastado',
    'coût',
    'montant dépensé',
  ],
  ...['dépenses', 'custo', 'valor gasto', 'valor usado', 'cost_usd', 'spend_usd', 'ad spend', 'media cost'],
];
const SINGLE = [
  ...['user id', 'user uid', 'session id', 'client id', 'distinct id', 'anonymous id', 'user_pseudo_id'],
  ...[
    'email',
    'event',
    'event name',
    'event_timestamp',
    'ga_session_id',
    'lead id',
    'invoice id',
    'message id',
  ],
];

/** The tables that are known to answer nothing; the first that fits is the one. */
export const UNUSED_TABLES: readonly UnusedTable[] = [
  {
    title: 'a report of Microsoft Advertising',
    holds: NO_SUCH_PLATFORM,
    instead: AS_ANOTHER,
    headers: [
      ['gregorian date'],
      ['time period', 'spend'],
      ['delivered match type'],
      ['bid match type', 'spend'],
    ],
    unless: [],
    ...spend,
  },
  {
    title: 'a report of Pinterest Ads',
    holds: NO_SUCH_PLATFORM,
    instead: AS_ANOTHER,
    headers: [['spend in account currency'], ['pin clicks', 'impressions']],
    unless: [],
    ...spend,
  },
  {
    title: 'a report of Snapchat Ads',
    holds: NO_SUCH_PLATFORM,
    instead: AS_ANOTHER,
    headers: [['swipe ups'], ['paid impressions', 'swipes']],
    unless: [],
    ...spend,
  },
  {
    title: 'a report of Amazon Ads',
    holds: NO_SUCH_PLATFORM,
    instead: AS_ANOTHER,
    headers: [['advertised asin'], ['14 day total sales'], ['7 day total sales']],
    unless: [],
    ...spend,
  },
  {
    title: 'a report of an ad platform without its cost',
    holds: 'Its rows are sums, and no events of people.',
    instead: 'Export it with its cost, by day.',
    headers: [
      ['impressions', 'clicks'],
      ['impr.', 'clicks'],
      ['impressions', 'ctr'],
      ['impr.', 'ctr'],
      ['conversion action', 'conversions'],
      ['conversion action', 'conv. value'],
    ],
    unless: [...COST, ...SINGLE],
    not: ['touches'],
    isUsedWithCampaign: false,
  },
  {
    title: 'a table of conversations of Intercom',
    instead: INTERCOM,
    headers: [
      ['admin assignee id'],
      ['source author email'],
      ['source author id'],
      ['waiting since', 'snoozed until'],
      ['conversation id', 'conversation state'],
      ['conversation id', 'assignee'],
      ['conversation id', 'state', 'open'],
      ['conversation started at'],
      ['conversation parts'],
    ],
    unless: ['signed up', 'first seen', 'last seen', 'last seen at', 'web sessions'],
    ...events,
  },
  {
    title: 'a table of companies of Intercom',
    instead: INTERCOM,
    headers: [
      ['company id', 'monthly spend'],
      ['company name', 'monthly spend'],
      ['company id', 'user count'],
    ],
    unless: [...PERSON, 'user id'],
    ...people,
  },
  {
    title: 'a table of tickets of HubSpot',
    instead: HUBSPOT,
    headers: [
      ['ticket id'],
      ['ticket name'],
      ['ticket status', 'pipeline'],
      ['hs_ticket_priority'],
      ['hs_ticket_category'],
      ['property_hs_ticket_id'],
      ['property_hs_pipeline_stage', 'property_subject'],
    ],
    unless: ['lifecycle stage', 'deal name', 'deal stage', 'lead status'],
    ...people,
  },
  {
    title: 'a table of companies of HubSpot',
    instead: HUBSPOT,
    headers: [
      ['company owner'],
      ['company domain name', 'record id'],
      ['record id - company'],
      ['num associated contacts', 'domain'],
      ['number of associated contacts', 'company name'],
      ['property_domain', 'property_name'],
    ],
    unless: [...PERSON, 'deal name', 'deal stage'],
    ...people,
  },
  {
    title: 'a table of activities of HubSpot',
    instead: HUBSPOT,
    headers: [
      ['engagement id'],
      ['engagement type'],
      ['hs_engagement_type'],
      ['property_hs_engagement_type'],
      ['activity type', 'activity date'],
      ['call outcome', 'call duration'],
      ['meeting outcome', 'meeting name'],
      ['email send status'],
      ['hs_email_status'],
    ],
    unless: ['lifecycle stage', 'deal stage', 'lead status', 'disposition'],
    ...people,
  },
  {
    title: 'a table of products or line items of HubSpot',
    instead: HUBSPOT,
    headers: [['line item id'], ['hs_product_id'], ['hs_line_item_id'], ['unit price', 'sku', 'unit cost']],
    unless: ['deal stage', 'lifecycle stage'],
    ...people,
  },
  {
    title: 'a table of customers of Stripe',
    instead: STRIPE,
    headers: [
      ['delinquent'],
      ['total spend', 'payment count'],
      ['account balance', 'card id'],
      ['invoice prefix', 'email'],
      ['next invoice sequence'],
    ],
    unless: [...PAID, 'amount', 'status'],
    ...payments,
  },
  {
    title: 'a table of payouts of Stripe',
    instead: STRIPE,
    headers: [
      ['arrival date', 'destination'],
      ['arrival date', 'method'],
      ['arrival date', 'statement descriptor'],
      ['arrival date', 'automatic'],
      ['payout id', 'arrival date'],
    ],
    unless: [...PAID, 'customer email', 'customer id'],
    ...payments,
  },
  {
    title: 'a table of products or prices of Stripe',
    instead: STRIPE,
    headers: [
      ['default price'],
      ['tax code', 'active'],
      ['price id', 'product id', 'interval'],
      ['unit amount', 'active', 'product'],
      ['unit amount', 'active', 'product id'],
      ['unit amount', 'recurring interval'],
    ],
    unless: [...PAID, 'customer', 'customer id', 'customer email', 'invoice id'],
    ...payments,
  },
  {
    title: 'a table of subscriptions of Stripe: what is due again and again, not what was paid',
    instead: STRIPE,
    headers: [
      ['current period start', 'current period end'],
      ['billing cycle anchor'],
      ['cancel at period end'],
      ['subscription id', 'plan', 'trial end'],
      ['canceled at', 'trial start', 'trial end'],
    ],
    unless: [...PAID, 'invoice id', 'charge id'],
    ...payments,
  },
  {
    title: 'a table of groups of Segment: the companies of users',
    instead: SEGMENT,
    headers: [
      ['group id', 'anonymous id'],
      ['group id', 'received at'],
      ['group id', 'uuid ts'],
    ],
    unless: ['event', 'event text', 'url', 'path', 'search', 'session id'],
    ...events,
  },
  {
    title: 'a table of users of Segment: what is known of them, not what they did',
    instead: SEGMENT,
    headers: [
      ['received at', 'context library name'],
      ['received at', 'uuid ts'],
    ],
    unless: ['anonymous id', 'user id', 'timestamp', 'original timestamp', 'sent at', 'event', 'message id'],
    ...events,
  },
  {
    title: 'a table of profiles of Mixpanel: what is known of users, not what they did',
    instead: MIXPANEL,
    headers: [
      ['$distinct_id', '$last_seen'],
      ['$distinct_id', '$email'],
      ['$distinct_id', '$created'],
      ['$distinct_id', '$properties'],
      ['$distinct_id', '$properties.$email'],
      ['$distinct_id', '$properties.$last_seen'],
      ['distinct_id', '$last_seen', '$email'],
    ],
    unless: ['event', 'event name', 'time', 'mp_event_name', 'insert id', '$insert_id'],
    ...events,
  },
];
