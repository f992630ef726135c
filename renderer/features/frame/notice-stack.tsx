import { Button, Notification } from '@mantine/core';
import { useEffect, useState } from 'react';
import { dismissNotice, useNotices, type Notice } from '../../state/notices';
import { MarkedText } from '../../ui/marked-text';
import classes from './notice-stack.module.css';

/** How long a notice stays, in milliseconds; longer where something can be done about it. */
const STAYS = { plain: 6000, withAction: 12_000 };

/** What was said last, at most three, in a corner. Read out politely; none takes the focus. */
export function NoticeStack() {
  const notices = useNotices((s) => s.notices);
  return (
    <section className={classes.stack} aria-label="Notices" aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { id, tone = 'plain', title, text, action } = notice;
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (tone === 'bad' || held) return undefined;
    const timer = setTimeout(() => dismissNotice(id), action ? STAYS.withAction : STAYS.plain);
    return () => clearTimeout(timer);
  }, [id, tone, action, held]);

  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false) };
  return (
    <div {...hold} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <Notification
        role="group"
        className={classes.card ?? ''}
        data-tone={tone}
        color={tone === 'bad' ? 'red' : 'accent'}
        title={title}
        onClose={() => dismissNotice(id)}
        closeButtonProps={{ 'aria-label': 'Close the notice' }}
      >
        <span className={classes.line}>
          <span>
            <MarkedText text={text} />
          </span>
          {action && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                dismissNotice(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
        </span>
      </Notification>
    </div>
  );
}
