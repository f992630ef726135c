import { describe, expect, it } from 'vitest';
import { decidedOf } from '../../shared/domain/decided';
import type { DecisionSubject, Verdict } from '../../shared/domain/decision';
import type { Decision } from '../../shared/domain/decision-state';

const NOTHING_KEPT = { notAKey: [], acceptedRepairs: [] };

const decision = (subject: DecisionSubject, verdict: Verdict): Decision => ({
  id: `${subject.kind} ${verdict}`,
  at: '2026-01-01T00:00:00.000Z',
  who: { id: 'r', name: 'Ruth' },
  subject,
  verdict,
  leads: [],
  evidence: '',
  note: '',
});

const repair = (code: string): DecisionSubject => ({ kind: 'repair', code });
const key = (value: string): DecisionSubject => ({ kind: 'key', value });
const PERSON = { source: 'hubspot_leads', leadId: '1', userUid: null, email: null };

describe('What is decided', () => {
  it('has the repairs that were accepted in the log beside those of the project, each once and sorted', () => {
    expect(
      decidedOf({ notAKey: [], acceptedRepairs: ['rehash_phone', 'b'] }, [
        decision(repair('rehash_email'), 'accept'),
        decision(repair('b'), 'accept'),
      ]).acceptedRepairs,
    ).toEqual(['b', 'rehash_email', 'rehash_phone']);
  });

  it('has the values that are no key, of the log and of the project', () => {
    const { notAKey } = decidedOf({ notAKey: ['y'], acceptedRepairs: [] }, [
      decision(key('x'), 'accept'),
      decision(key('y'), 'accept'),
    ]);
    expect(notAKey).toEqual(['x', 'y']);
  });

  it('has nothing of what was rejected or left open', () => {
    const open = [
      decision(repair('a'), 'reject'),
      decision(repair('b'), 'unsure'),
      decision(key('x'), 'reject'),
    ];
    expect(decidedOf(NOTHING_KEPT, open)).toMatchObject({ notAKey: [], acceptedRepairs: [] });
  });

  it('keeps what is about identities apart from what is about people, whatever the verdict', () => {
    const about = [
      decision({ kind: 'identity', leadNumber: '1', emailKey: 'e', phoneKey: null }, 'reject'),
      decision({ kind: 'pair', left: PERSON, right: { ...PERSON, leadId: '2' } }, 'accept'),
      decision(repair('a'), 'accept'),
    ];
    expect(decidedOf(NOTHING_KEPT, about)).toMatchObject({
      identities: [{ subject: { kind: 'identity' } }],
      pairs: [{ subject: { kind: 'pair' } }],
    });
  });
});
