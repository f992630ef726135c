import regular from '../../resources/fonts/Inter-Regular.ttf?url';
import semiBold from '../../resources/fonts/Inter-SemiBold.ttf?url';
import { bug } from '../../shared/domain/fault';

const ADDRESSES: Readonly<Record<string, string>> = {
  'Inter-Regular.ttf': regular,
  'Inter-SemiBold.ttf': semiBold,
};

/** The bytes of a font of `resources/fonts`. */
export async function readFont(name: string): Promise<Uint8Array> {
  const address = ADDRESSES[name];
  if (address === undefined) throw bug(`There is no font ${name}.`);
  const response = await fetch(new URL(address, self.location.href));
  if (!response.ok) throw bug(`The font ${name} is not where it should be.`);
  return new Uint8Array(await response.arrayBuffer());
}
