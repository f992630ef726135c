import { HELP_TOPICS, type TopicId } from '../../shared/domain/help/topics';
import { goTo, SCREENS, useNavigation, type Place } from './navigation';
import { showPanel } from './panel';

/** What a place is about: a screen, or one side of it. */
export function topicOf({ screen, params }: Place): TopicId {
  if (screen === 'funnel') {
    if (params['compare'] !== undefined) return 'compare';
    return params['trends'] === undefined ? 'funnel' : 'trends';
  }
  if (screen === 'explore') return params['view'] === 'sql' ? 'sql' : 'explore';
  return screen;
}

/** Opens the help about a topic, or about what is on the screen; with a text what goes by it. */
export const showHelp = (topic: TopicId = topicOf(useNavigation.getState()), search = ''): void =>
  showPanel({ kind: 'help', topic, search });

/** Goes to the screen that a topic is about. */
export function goToTopic(topic: TopicId): void {
  const { screen, params } = HELP_TOPICS[topic];
  const known = SCREENS.find((name) => name === screen);
  if (known) goTo(known, params);
}
