import type { CDPSession } from 'playwright-core';
import { withoutFragment } from './url.ts';

export interface Navigations {
  /** Whether the page itself (a script, a link, a form) asked for this navigation, not the browser or a test. */
  isAskedByPage(url: string): boolean;
}

/**
 * Watches which navigations a page asks for: will-navigate is for those only. The page's renderer announces one before
 * it asks the browser, over the same channel, so the announcement is here when the request is.
 */
export function watchNavigations(cdp: CDPSession): Navigations {
  let asked: string | undefined;
  cdp.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
    if (disposition === 'currentTab') asked = withoutFragment(url);
  });
  return {
    isAskedByPage(url) {
      const found = asked === url;
      asked = undefined;
      return found;
    },
  };
}
