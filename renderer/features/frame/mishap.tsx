import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { noteConnection } from '../../state/connection';
import { FaultNote } from '../../ui/fault-note';
import classes from './notices.module.css';

interface MishapProps {
  readonly children: ReactNode;
}

/** Keeps a mistake of one screen to that screen: says what happened and lets the reader try again or go on. */
export class Mishap extends Component<MishapProps, { readonly fault: FaultDetails | null }> {
  override state = { fault: null as FaultDetails | null };

  static getDerivedStateFromError(error: unknown): { readonly fault: FaultDetails } {
    const fault = faultOf(error);
    return {
      fault: {
        ...fault,
        hint: fault.hint ?? 'Try again, or go to another screen. Nothing that was saved is lost.',
      },
    };
  }

  override componentDidCatch(error: unknown): void {
    noteConnection(faultOf(error));
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    return (
      <div className={classes.notices}>
        <FaultNote fault={fault} onRetry={() => this.setState({ fault: null })} />
        <div>
          <Button variant="default" onClick={() => window.location.reload()}>
            Load the window anew
          </Button>
        </div>
      </div>
    );
  }
}
