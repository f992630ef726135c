import type { WordGroup } from './word-groups';

/** The group of the statuses of leads that count as qualified. */
export const QUALIFIED = 'qualified';

/**
 * Where a lead stands, as lead tools say it: qualified, or further, from HubSpot's *Marketing Qualified Lead* on; or not
 * so far. Compared folded.
 */
export const LEAD_STATUS_GROUPS: readonly WordGroup[] = [
  {
    group: QUALIFIED,
    label: 'Qualified',
    codes: [
      ...['qualified', 'marketing qualified lead', 'marketing qualified', 'mql', 'marketingqualifiedlead'],
      ...[
        'sales qualified lead',
        'sales qualified',
        'sql',
        'salesqualifiedlead',
        'sales accepted lead',
        'sal',
      ],
      ...['qualified to buy', 'qualifiedtobuy', 'presentation scheduled', 'presentationscheduled'],
      ...['decision maker bought in', 'decisionmakerboughtin', 'contract sent', 'contractsent'],
      ...['opportunity', 'open deal', 'customer', 'evangelist', 'closed won', 'closedwon'],
      // As HubSpot says them in Spanish, German, French, Portuguese and Italian.
      ...['cliente', 'oportunidad', 'lead calificado para marketing', 'lead calificado para ventas'],
      ...['kunde', 'verkaufschance', 'opportunität'],
      ...['client', 'opportunité', 'oportunidade', 'opportunità'],
    ],
  },
  {
    group: 'not_qualified',
    label: 'Not qualified',
    codes: [
      ...[
        'new',
        'open',
        'open not contacted',
        'not contacted',
        'lead',
        'subscriber',
        'user',
        'visitor',
        'contact',
      ],
      ...['in progress', 'working', 'working contacted', 'contacted', 'attempted to contact', 'connected'],
      ...[
        'nurturing',
        'bad timing',
        'recycled',
        'unqualified',
        'not qualified',
        'disqualified',
        'junk',
        'spam',
      ],
      ...['appointment scheduled', 'appointmentscheduled', 'other', 'active', 'inactive', 'archived'],
      ...['closed lost', 'closedlost', 'lost', 'closed not converted', 'dead'],
      ...[
        'suscriptor',
        'abonnent',
        'abonné',
        'assinante',
        'iscritto',
        'nuevo',
        'neu',
        'nouveau',
        'novo',
        'nuovo',
      ],
    ],
  },
];
