import { Anchor, CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { computedWords } from '../../../shared/charts/data-words';
import {
  allDefinitions,
  definitionsOf,
  findDefinitions,
  type Definition,
} from '../../../shared/domain/help/definitions';
import { HELP_TOPICS, topicEntries, type HowTo, type TopicId } from '../../../shared/domain/help/topics';
import { useOutcome } from '../../state/answers';
import { goToTopic, showHelp, topicOf } from '../../state/help';
import { useNavigation } from '../../state/navigation';
import { MarkedText } from '../../ui/marked-text';
import { SidePanel, type PanelFrame } from '../../ui/side-panel';
import classes from './help-panel.module.css';

interface HelpPanelProps {
  readonly topic: TopicId;
  /** What is looked for at first; empty: nothing. */
  readonly search: string;
  readonly frame: PanelFrame;
}

/** What a screen answers, how that was computed of the data at hand, and what its words and numbers mean. */
export function HelpPanel({ topic, search: first, frame }: HelpPanelProps) {
  const [search, setSearch] = useState(first);
  const { title } = HELP_TOPICS[topic];
  return (
    <SidePanel {...frame} title={title} subtitle="what is this">
      <TextInput
        className={classes.search ?? ''}
        aria-label="Find a term, a number or a how-to"
        placeholder="Find a term, a number or a how-to"
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        rightSection={
          search === '' ? null : (
            <CloseButton size="xs" aria-label="Clear the search" onClick={() => setSearch('')} />
          )
        }
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {search.trim() === '' ? <About topic={topic} /> : <Found text={search} />}
    </SidePanel>
  );
}

function About({ topic }: { readonly topic: TopicId }) {
  const outcome = useOutcome();
  const here = useNavigation(topicOf);
  const about = HELP_TOPICS[topic];
  const computed = computedWords(topic, outcome);
  return (
    <>
      <dl className={classes.three}>
        <dt>It answers</dt>
        <dd>{about.answers}</dd>
        {computed !== '' && (
          <>
            <dt>Of these data</dt>
            <dd>{computed}</dd>
          </>
        )}
        <dt>Look out</dt>
        <dd>{about.watch}</dd>
      </dl>
      {here !== topic && (
        <p className={classes.line}>
          <Anchor component="button" size="sm" onClick={() => goToTopic(topic)}>
            Go to {about.title}
          </Anchor>
        </p>
      )}
      <HowTos howTos={about.howTos} />
      <Definitions title="Words and numbers here" definitions={definitionsOf(about)} />
      <section className={classes.part}>
        <h3 className={classes.title}>Other screens</h3>
        <p className={classes.topics}>
          {topicEntries()
            .filter(([id]) => id !== topic)
            .map(([id, { title }]) => (
              <Anchor key={id} component="button" size="sm" onClick={() => showHelp(id)}>
                {title}
              </Anchor>
            ))}
        </p>
      </section>
    </>
  );
}

function Found({ text }: { readonly text: string }) {
  const definitions = findDefinitions(text);
  const words = text.toLowerCase().split(/\s+/);
  const howTos = topicEntries().flatMap(([, topic]) =>
    topic.howTos.filter(({ question, steps }) => {
      const all = [question, ...steps].join(' ').toLowerCase();
      return words.every((word) => all.includes(word));
    }),
  );
  return (
    <>
      <p className={classes.count} role="status">
        {definitions.length + howTos.length === 0
          ? `Nothing goes by that. There are ${String(allDefinitions().length)} definitions; try one word.`
          : `${String(definitions.length)} definitions, ${String(howTos.length)} how-tos`}
      </p>
      <Definitions title="Definitions" definitions={definitions} withTopic />
      <HowTos howTos={howTos} />
    </>
  );
}

interface DefinitionsProps {
  readonly title: string;
  readonly definitions: readonly Definition[];
  /** With a way to the screen that each stands on. */
  readonly withTopic?: boolean;
}

function Definitions({ title, definitions, withTopic = false }: DefinitionsProps) {
  if (definitions.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.definitions}>
        {definitions.map(({ id, name, meaning, topic }) => (
          <div key={id}>
            <dt>
              {name}
              {withTopic && (
                <Anchor component="button" size="xs" onClick={() => goToTopic(topic)}>
                  {HELP_TOPICS[topic].title}
                </Anchor>
              )}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function HowTos({ howTos }: { readonly howTos: readonly HowTo[] }) {
  if (howTos.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>How to</h3>
      {howTos.map(({ question, steps }) => (
        <details key={question} className={classes.howTo}>
          <summary>{question}</summary>
          <ol>
            {steps.map((step) => (
              <li key={step}>
                <MarkedText text={step} />
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}
