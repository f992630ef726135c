import { IconHelp, IconTable } from '@tabler/icons-react';
import { allDefinitions } from '../../../shared/domain/help/definitions';
import { HELP_TOPICS, topicEntries } from '../../../shared/domain/help/topics';
import { goToTopic, showHelp } from '../../state/help';
import type { Entry } from './palette-entry';

/** What a word or a number means, and how something is done. */
export function helpEntries(): readonly Entry[] {
  const definitions = allDefinitions().map(({ id, name, meaning, topic }) => ({
    id: `help-${id}`,
    label: name,
    description: `${meaning.length > 140 ? `${meaning.slice(0, 140)}…` : meaning} (${HELP_TOPICS[topic].title})`,
    icon: IconHelp,
    run: () => showHelp(topic, name),
  }));
  const howTos = topicEntries().flatMap(([topic, { title, howTos: of }]) =>
    of.map(({ question }) => ({
      id: `how-${question}`,
      label: question,
      description: `How to · ${title}`,
      icon: IconHelp,
      run: () => showHelp(topic, question),
    })),
  );
  return [...definitions, ...howTos];
}

/** The sides of screens, which the rail does not list. */
export function sideEntries(ready: boolean): readonly Entry[] {
  return topicEntries()
    .filter(([, { params }]) => params !== undefined)
    .map(([topic, { title, answers }]) => ({
      id: `side-${topic}`,
      label: title,
      description: answers,
      icon: IconTable,
      run: () => goToTopic(topic),
      when: ready,
    }));
}
