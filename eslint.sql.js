/** Stands for what a template or a sum takes from elsewhere. */
const HOLE = '__hole__';

const START =
  /^(?:\s|\(|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:(?:explain|describe|summarize)\s+(?:analyze\s+)?)?/iu;
/** Statements in one case: sentences start with a capital letter, so little of their form is asked for. */
const PLAIN = new RegExp(
  '^(?:select\\s|from\\s+\\S[\\s\\S]*\\sselect\\s|insert\\s+into\\s|delete\\s+from\\s|merge\\s+into\\s|attach\\s' +
    '|alter\\s+table\\s|drop\\s+(?:table|view|macro|schema|sequence|type)\\s' +
    '|create\\s+(?:or\\s+replace\\s+)?(?:temp\\s+|temporary\\s+)?(?:table|view|macro|schema|sequence|type)\\s)',
  'iu',
);
/** What no sentence looks like, in whatever case. */
const SURE = [
  /^update\s+\S+(?:\s+(?:as\s+)?\w+)?\s+set\s+\S+\s*=/iu,
  new RegExp(`^copy\\s+(?:\\(|\\S+\\s+(?:\\([^)]*\\)\\s*)?(?:to|from)\\s+(?:['"]|${HOLE}))`, 'iu'),
  new RegExp(
    `^with\\s+(?:recursive\\s+)?\\S+?\\s*(?:\\([^)]*\\)\\s*)?as\\s*(?:not\\s+)?(?:materialized\\s*)?(?:\\(|${HOLE})`,
    'iu',
  ),
  /^select\s+(?:distinct\s+)?(?:\*|\d|'|"|\w+\()/iu,
  /^pragma\s+\w+/iu,
  /^attach\s+(?:database\s+)?(?:if\s+not\s+exists\s+)?['"]/iu,
];
/** Forms of statements that a sentence in English can have too. */
const LIKELY =
  /^(?:select\s[\s\S]*\sfrom\s+\S|from\s+\S[\s\S]*\sselect\s|insert\s+into\s+\S+\s*(?:\(|values|select)|delete\s+from\s+\S|(?:alter|drop)\s+(?:table|view|macro)\s+\S|create\s+(?:or\s+replace\s+)?(?:temp\s+|temporary\s+)?(?:table|view|macro)\s+\S+\s*(?:as\s|\())/iu;
const ENGLISH =
  /\b(?:an|the|your|you|this|these|those|its|their|every|another)\b|^\w+\s+(?:a|one|some|all|each|no)\s+(?!from\b)[a-z]|[.?!…]\s*$/iu;

/**
 * Whether a text is the start of an SQL statement.
 * @param {string} text
 */
function isStatement(text) {
  const rest = text.replace(START, '');
  const [word = ''] = /^[a-z]+/iu.exec(rest) ?? [];
  if (SURE.some((form) => form.test(rest))) return true;
  const isOneCase = word === word.toLowerCase() || word === word.toUpperCase();
  return isOneCase ? PLAIN.test(rest) : LIKELY.test(rest) && !ENGLISH.test(rest);
}

/** @typedef {import('estree').Node | null | undefined} Maybe */

/**
 * The call that joins a list that is written out.
 * @param {Maybe} node
 */
function joinOf(node) {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object, property } = node.callee;
  if (object.type !== 'ArrayExpression' || property.type !== 'Identifier' || property.name !== 'join')
    return null;
  return { elements: object.elements, separator: node.arguments[0] };
}

/**
 * What is known of the text that an expression gives; `hole` stands for the rest.
 * @param {Maybe} node
 * @param {string} hole
 * @returns {string}
 */
function textOf(node, hole) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') {
    const given = node.expressions.map((expression) => textOf(expression, hole));
    return node.quasis.map(({ value }, i) => (value.cooked ?? '') + (given[i] ?? '')).join('');
  }
  if (node?.type === 'BinaryExpression' && node.operator === '+')
    return textOf(node.left, hole) + textOf(node.right, hole);
  const join = joinOf(node);
  if (!join) return hole;
  const separator = join.separator === undefined ? ',' : textOf(join.separator, ' ');
  return join.elements.map((element) => textOf(element, hole)).join(separator);
}

/**
 * Refuses statements, whole or put together from pieces. With the option `tagged: true` those under the `sql` tag are let
 * through.
 * @type {import('eslint').Rule.RuleModule}
 */
export const sqlInItsRooms = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { tagged: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      stray:
        'SQL lives in shared/stages/**/*.model.ts, shared/sql, shared/queries and the set-up in shared/adapters; other files of a stage may read models under the sql tag.',
    },
  },
  create(context) {
    const mayTag = Boolean(context.options[0]?.tagged);
    /** Also what is part of one: a statement is told once. */
    const told = new WeakSet();
    /** @param {import('eslint').Rule.Node} node */
    const look = (node) => {
      const { parent } = node;
      const isTagged =
        parent.type === 'TaggedTemplateExpression' &&
        parent.tag.type === 'Identifier' &&
        parent.tag.name === 'sql';
      if (mayTag && isTagged) return;
      for (let above = parent; above; above = above.parent) if (told.has(above)) return;
      const pieces =
        node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked ?? '') : [];
      if (![textOf(node, HOLE), textOf(node, ` ${HOLE} `), ...pieces].some(isStatement)) return;
      told.add(node);
      context.report({ node, messageId: 'stray' });
    };
    return { Literal: look, TemplateLiteral: look, BinaryExpression: look, CallExpression: look };
  },
};
