import { SHORTCUT_GROUPS, shortcutEntries, spellKeys } from '../../shared/domain/shortcuts';

/** `docs/shortcuts.md` as the registry has it. */
export function shortcutsDocument(): string {
  const groups = SHORTCUT_GROUPS.map((group) => {
    const lines = shortcutEntries()
      .filter(([, shortcut]) => shortcut.group === group)
      .map(([, { keys, shown, label }]) => {
        const caps = shown === undefined ? keys.map((one) => spellKeys(one, false)) : [shown];
        return `- ${caps.map((cap) => `**${cap === '[' ? '\\[' : cap}**`).join(' or ')}: ${label}`;
      });
    return `## ${group}\n\n${lines.join('\n')}\n`;
  });
  return [
    '# Keys',
    '',
    'On a Mac Ctrl is ⌘. The same list opens with **?** on every screen; keys without Ctrl, ⌘ or Alt can be turned off in the preferences.',
    '',
    groups.join('\n'),
  ].join('\n');
}
