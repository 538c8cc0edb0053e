import type { MendBaseUrl } from '../vendor-definition.js';

/** Drops what matches, which is the end of an address that our paths bring themselves, and says so. */
export function droppedEnd(end: RegExp, warning: string): MendBaseUrl {
  return (url) => {
    const mended = url.replace(end, '');
    return mended === url ? { url } : { url: mended, warning };
  };
}
