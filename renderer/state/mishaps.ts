import { faultOf } from '../../shared/domain/fault';
import { notifyFault } from './notices';

/** Says what nobody caught: a mistake of ours that would otherwise stand in the console alone. */
export function reportMishaps(): void {
  const say = (error: unknown): void => {
    const fault = faultOf(error);
    if (fault.kind === 'cancelled') return;
    notifyFault('mishap', {
      ...fault,
      hint: fault.hint ?? 'Try it again. If it comes back, load the window anew.',
    });
  };
  window.addEventListener('unhandledrejection', (event) => say(event.reason));
  window.addEventListener('error', (event) => {
    // A chart that is resized while it draws is told in the next frame: no mistake.
    if (event.error !== null && event.error !== undefined) say(event.error);
  });
}
