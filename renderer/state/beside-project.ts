import { create } from 'zustand';
import type { BesideView } from '../../shared/contract/host';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import { services } from './services';

interface Question {
  readonly beside: BesideView;
  /** Why the last answer could not be kept. */
  readonly fault: FaultDetails | null;
  readonly answer: (use: boolean) => void;
}

/** The project by the data that are being opened of which it is not said yet whether it counts. */
export const useBeside = create<{ readonly question: Question | null }>(() => ({ question: null }));

/**
 * Asks, where a project lies by the data that this program was never told to use, whether it is to be used; nothing of it
 * counts before. Once answered it is not asked again.
 */
export async function askAboutBeside(grantId: string): Promise<void> {
  const { host } = services();
  const beside = await host.call('besideProject', { grantId });
  if (beside === null) return;
  await new Promise<void>((answered) => {
    const ask = (fault: FaultDetails | null): void =>
      useBeside.setState({
        question: {
          beside,
          fault,
          answer: (use) =>
            void host.call('answerBeside', { grantId, use }).then(
              () => {
                useBeside.setState({ question: null });
                answered();
              },
              (error: unknown) => ask(faultOf(error)),
            ),
        },
      });
    ask(null);
  });
}
