import { Modal } from '@mantine/core';
import { SHORTCUT_GROUPS, shortcutEntries } from '../../../shared/domain/shortcuts';
import { usePreferences } from '../../state/preferences';
import { KeyCaps } from '../../ui/key-caps';
import { useFocusBack } from '../../ui/panel-focus';
import classes from './shortcut-list.module.css';

/** All keys that do something, by where they work. */
export function ShortcutList({ onClose }: { readonly onClose: () => void }) {
  const single = usePreferences((p) => p.singleKeys);
  const entries = shortcutEntries();
  useFocusBack();
  return (
    <Modal
      opened
      returnFocus={false}
      onClose={onClose}
      title="Shortcuts"
      size={860}
      radius="lg"
      transitionProps={{ duration: 80 }}
      closeButtonProps={{ 'aria-label': 'Close the list' }}
    >
      {!single && (
        <p className={classes.note}>
          Keys without Ctrl, ⌘ or Alt are turned off in the preferences: they do nothing now.
        </p>
      )}
      <div className={classes.groups}>
        {SHORTCUT_GROUPS.map((group) => {
          const within = entries.filter(([, shortcut]) => shortcut.group === group);
          return within.length === 0 ? null : (
            <section key={group} className={classes.group} aria-label={group}>
              <h3 className={classes.title}>{group}</h3>
              <dl className={classes.list}>
                {within.map(([id, { keys, shown, label }]) => (
                  <div key={id}>
                    <dt>{label}</dt>
                    <dd>
                      {(shown === undefined ? keys : [shown]).map((notation) => (
                        <KeyCaps key={notation} keys={notation} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}
