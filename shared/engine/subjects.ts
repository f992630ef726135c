import { SUBJECT_NAMES, type Subject, type SubjectDecision, type SubjectPage } from '../contract/subject';
import type { Decision } from '../domain/decision-state';
import type { DecisionSubject } from '../domain/decision';
import { findSubject } from '../queries/subjects/subject-page';
import type { Engine } from './engine';

/** All that the last run knows of a subject, with the decisions on it and the findings that name it. */
export async function subjectPage(
  engine: Engine,
  subject: Subject,
  signal: AbortSignal,
): Promise<SubjectPage> {
  const { outcome, decisions } = engine.state;
  const { names, numbers, facts, sections } = await findSubject(engine.workspace, subject, signal);
  const named = new Set(names);
  return {
    ...subject,
    facts,
    sections,
    decisions: decisions
      .filter((decision) => isAbout(decision, named, new Set(numbers)))
      .map(inWords)
      .sort((a, b) => (a.at < b.at ? -1 : 1)),
    findings: outcome.findings.flatMap(({ rows }, place) =>
      rows?.where.some(({ value }) => typeof value === 'string' && named.has(value)) === true ? [place] : [],
    ),
  };
}

const isAbout = (
  { subject, leads }: Decision,
  named: ReadonlySet<string>,
  numbers: ReadonlySet<string>,
): boolean =>
  leads.some((lead) => named.has(lead)) ||
  valuesOf(subject).some((value) => named.has(value) || numbers.has(value));

function valuesOf(subject: DecisionSubject): readonly string[] {
  const some = (...values: readonly (string | null)[]): readonly string[] =>
    values.filter((value) => value !== null);
  switch (subject.kind) {
    case 'identity':
      return some(subject.leadNumber, subject.emailKey, subject.phoneKey);
    case 'pair':
      return [subject.left, subject.right].flatMap(({ userUid, email }) => some(userUid, email));
    case 'key':
      return [subject.value];
    case 'repair':
      return [];
  }
}

function onWhat(subject: DecisionSubject): string {
  switch (subject.kind) {
    case 'identity':
      return `${SUBJECT_NAMES.crm_lead} ${subject.leadNumber ?? 'without a number'}`;
    case 'pair':
      return 'a pair of records';
    case 'key':
      return 'a key that is none';
    case 'repair':
      return 'a repair';
  }
}

const inWords = ({ at, who, verdict, subject, note }: Decision): SubjectDecision => ({
  at,
  who: who.name,
  verdict,
  on: onWhat(subject),
  note,
});
