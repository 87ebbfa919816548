/** The part of the Trusted Types API used here; TypeScript's DOM library does not have it yet. */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * The content policy makes Chromium refuse every script address, script and HTML given as text. The one thing the app
 * does of that kind is to start its own workers, which this allows and nothing else.
 */
function allowOwnWorkers(trustedTypes: TrustedTypes | undefined): void {
  const own = new URL('./', import.meta.url).href;
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const { href } = new URL(url, document.baseURI);
      if (!href.startsWith(own) || !href.endsWith('.js'))
        throw new TypeError('This is not a worker of the app.');
      return href;
    },
  });
}

allowOwnWorkers((globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes);
