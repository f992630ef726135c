import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useContext, type ReactNode } from 'react';
import { PageHelp } from './page-help';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** One line under the title. */
  readonly lead?: ReactNode;
  /** A few numbers that stay in sight beside the title. */
  readonly numbers?: ReactNode;
  /** Switches and buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** Lets the content take all the height instead of scrolling the page. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** The frame of a screen: heading, actions, content up to 1,440 px wide. */
export function Page({ title, lead, numbers, actions, fill = false, children }: PageProps) {
  return (
    <div className={fill ? `${classes.page ?? ''} ${classes.fill ?? ''}` : classes.page}>
      <header className={classes.head}>
        <div className={classes.words}>
          <div className={classes.heading}>
            <h1 className={classes.title}>{title}</h1>
            <Help />
          </div>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        </div>
        {numbers !== undefined && <div className={classes.numbers}>{numbers}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

function Help() {
  const open = useContext(PageHelp);
  if (!open) return null;
  return (
    <Tooltip label="What is this">
      <ActionIcon size={22} onClick={open} aria-label="What is this">
        <IconHelp size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

interface CardProps {
  /** In twelfths of the width. */
  readonly span?: number;
  /** Takes the whole width unless the screen is large: for wide tables. */
  readonly roomy?: boolean;
  readonly children: ReactNode;
}

/** A bordered surface for one chart, table or form. */
export function Card({ span = 12, roomy = false, children }: CardProps) {
  return (
    <div
      className={roomy ? `${classes.card ?? ''} ${classes.roomy ?? ''}` : classes.card}
      style={{ '--span': span } as React.CSSProperties}
    >
      {children}
    </div>
  );
}

/** The 12-column grid of a screen. */
export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}
