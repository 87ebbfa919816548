import type { Page } from 'playwright-core';

/** What a script put into a page, by the names it can be called by. */
type Functions<All> = { readonly [Name in keyof All]: (...args: never[]) => unknown };

/** Calls a function of an object that a script put on the page's global scope. */
export function callInPage<All extends Functions<All>, Name extends keyof All & string>(
  page: Page,
  object: string,
  name: Name,
  ...args: Parameters<All[Name]>
): Promise<Awaited<ReturnType<All[Name]>>> {
  return page.evaluate(
    ([holder, method, values]) => {
      const all = globalThis as unknown as Record<
        string,
        Record<string, ((...given: readonly unknown[]) => Promise<never>) | undefined>
      >;
      const called = all[holder]?.[method];
      if (!called) throw new Error(`no ${holder}.${method}`);
      return called(...values);
    },
    [object, name, args as readonly unknown[]] as const,
  );
}
