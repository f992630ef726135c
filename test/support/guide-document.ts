import { definitionsOf } from '../../shared/domain/help/definitions';
import { termEntries } from '../../shared/domain/help/terms';
import { topicEntries, type HelpTopic } from '../../shared/domain/help/topics';

const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function topicPart(topic: HelpTopic): readonly string[] {
  const words = definitionsOf(topic);
  return [
    `## ${topic.title}`,
    '',
    `**It answers:** ${topic.answers}`,
    '',
    `**Look out:** ${topic.watch}`,
    '',
    ...topic.howTos.flatMap(({ question, steps }) => [
      `### ${question}`,
      '',
      ...(steps.length === 1 ? [steps[0] ?? ''] : steps.map((step, at) => `${String(at + 1)}. ${step}`)),
      '',
    ]),
    ...(words.length === 0
      ? []
      : [
          `Words and numbers here: ${words
            .map(({ id, name }) =>
              id.startsWith('term:') ? `[${name}](#${anchor(name)})` : `[${name}](metrics.md)`,
            )
            .join(', ')}.`,
          '',
        ]),
  ];
}

/** `docs/guide.md`: what the help of the window says, as one text to read. Markdown, laid out by Prettier afterwards. */
export const guideDocument = (): string =>
  [
    '# Guide',
    '',
    'What each screen answers, how to do what is asked most, and what the words mean. Made from `shared/domain/help` by `npm run docs`; the same texts stand in the window behind the _?_ beside the title of each screen (F1), there with the numbers of your data, and are found by typing in the palette (Ctrl K).',
    '',
    'New here? Open the sample from Home, take the tour, then read [Funnel](#funnel) and [Better or worse](#better-or-worse). With data of your own begin with [Sources](#sources) and [Findings](#findings): they say what the numbers rest on.',
    '',
    ...topicEntries().map(([, { title, answers }]) => `- [${title}](#${anchor(title)}): ${answers}`),
    '',
    ...topicEntries().flatMap(([, topic]) => topicPart(topic)),
    '## Words',
    '',
    'Every number is defined in [metrics.md](metrics.md), and how each is computed by hand in [definitions.md](definitions.md).',
    '',
    ...termEntries().flatMap(([, { name, meaning }]) => [`### ${name}`, '', capital(meaning), '']),
  ].join('\n');
