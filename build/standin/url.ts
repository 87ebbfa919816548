/*
 * Stock Chromium can't register a scheme, so app://HOST/x is shown as https://HOST.test/x. `.test` is reserved:
 * no real site can own it. Everything the app's main process sees is translated back.
 */

/** `app://HOST/x` as Chromium is told it. Other URLs pass unchanged. */
export function toWeb(url: string): string {
  return url.replace(/^app:\/\/([a-z0-9-]+)(?=[/?#]|$)/i, 'https://$1.test');
}

/** The inverse of {@link toWeb}. */
export function toApp(url: string): string {
  return url.replace(/^https:\/\/([a-z0-9-]+)\.test(?=[/?#]|$)/i, 'app://$1');
}

/** Translates the app's URLs inside a response header, as in a Content-Security-Policy that names its own origin. */
export function headerToWeb(value: string): string {
  return value.replace(/app:\/\/([a-z0-9-]+)/gi, 'https://$1.test');
}

/** An origin as Electron reports it: `app://HOST`, or 'null' for a page without one (about:blank). */
export function appOrigin(url: string): string {
  const web = toWeb(url);
  return URL.canParse(web) ? toApp(new URL(web).origin) : 'null';
}

/** The part of a URL that a request carries. */
export function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? '';
}
