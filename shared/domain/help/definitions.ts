import { ALL_METRICS, METRICS, type MetricId } from '../metrics';
import { TERMS, termEntries, type TermId } from './terms';
import { topicEntries, type HelpTopic, type TopicId } from './topics';

/** A number or a word with its meaning, and the first screen that it stands on. */
export interface Definition {
  /** `metric:appointment`, `term:snapshot` */
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  readonly topic: TopicId;
}

const firstTopic = (has: (topic: HelpTopic) => boolean): TopicId =>
  topicEntries().find(([, topic]) => has(topic))?.[0] ?? 'funnel';

const ofMetric = (id: MetricId): Definition => ({
  id: `metric:${id}`,
  name: METRICS[id].name,
  meaning: METRICS[id].definition,
  topic: firstTopic(({ metrics }) => metrics.includes(id)),
});

const ofTerm = (id: TermId): Definition => ({
  id: `term:${id}`,
  ...TERMS[id],
  topic: firstTopic(({ terms }) => terms.includes(id)),
});

/** What the numbers and words of a topic mean: words first. */
export const definitionsOf = ({ metrics, terms }: HelpTopic): readonly Definition[] => [
  ...terms.map(ofTerm),
  ...metrics.map(ofMetric),
];

/** Every number and every word, sorted by name. */
export const allDefinitions = (): readonly Definition[] =>
  [...termEntries().map(([id]) => ofTerm(id)), ...ALL_METRICS.map(({ id }) => ofMetric(id))].sort((a, b) =>
    a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
  );

/** Those in which every word of a text occurs, in name or meaning; those whose name has it first. */
export function findDefinitions(text: string): readonly Definition[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const has = (where: string): boolean => words.every((word) => where.toLowerCase().includes(word));
  const found = allDefinitions().filter(({ name, meaning }) => has(`${name} ${meaning}`));
  return [...found.filter(({ name }) => has(name)), ...found.filter(({ name }) => !has(name))];
}
