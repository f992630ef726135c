import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { formatCount } from '../../../shared/charts/format';
import type { HostAnswers } from '../../../shared/contract/host';
import { faultOf } from '../../../shared/domain/fault';
import { notify, notifyFault } from '../../state/notices';
import { services } from '../../state/services';
import { Setting } from './setting-row';

const MEGABYTE = 2 ** 20;

const inWords = ({ answers, bytes, mostBytes, place }: HostAnswers['cacheSize']): string =>
  `${formatCount(answers)} ${answers === 1 ? 'answer' : 'answers'}, ${formatCount(Math.ceil(bytes / MEGABYTE))} of at most ${formatCount(mostBytes / MEGABYTE)} MB, in ${place}.`;

/** What is kept now; null where the host does not say, which the reader is told. */
async function sizeNow(): Promise<HostAnswers['cacheSize'] | null> {
  try {
    return await services().host.call('cacheSize', {});
  } catch (error) {
    notifyFault('cache', faultOf(error));
    return null;
  }
}

async function clear(): Promise<void> {
  try {
    await services().host.call('clearCache', {});
    notify({
      kind: 'cache',
      text: 'The kept answers are removed. They are computed anew when a folder is opened.',
    });
  } catch (error) {
    notifyFault('cache', faultOf(error));
  }
}

/** What is kept of earlier runs, and the way to remove it. */
export function CacheSetting() {
  const [size, setSize] = useState<HostAnswers['cacheSize'] | null>(null);
  useEffect(() => void sizeNow().then(setSize), []);
  return (
    <Setting
      name="Kept answers"
      hint={`A folder that has not changed shows its numbers at once. ${size === null ? '' : inWords(size)}`}
    >
      <Button
        variant="default"
        disabled={size === null || size.bytes === 0}
        onClick={() => void clear().then(sizeNow).then(setSize)}
      >
        Clear cache
      </Button>
    </Setting>
  );
}
