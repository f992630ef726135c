import { useEffect, useState } from 'react';
import type { RecentFolder } from '../../../shared/contract/host';
import { faultOf } from '../../../shared/domain/fault';
import { services } from '../../state/services';
import { useSession } from '../../state/session';

/** Folders that were opened before, newest first, and a way to forget one. */
export function useRecentFolders() {
  const [folders, setFolders] = useState<readonly RecentFolder[]>([]);

  useEffect(() => {
    let wanted = true;
    services()
      .host.call('recentFolders', {})
      .then(
        (list) => {
          if (wanted) setFolders(list);
        },
        (error: unknown) => {
          useSession.setState({ fault: faultOf(error) });
        },
      );
    return () => {
      wanted = false;
    };
  }, []);

  const forget = async (id: string): Promise<void> => {
    try {
      await services().host.call('forgetRecent', { id });
      setFolders((list) => list.filter((folder) => folder.id !== id));
    } catch (error) {
      useSession.setState({ fault: faultOf(error) });
    }
  };

  return { folders, forget };
}
