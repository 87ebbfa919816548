import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';

export interface Configuration {
  /** Where the portal is, without a slash at the end. */
  readonly portalUrl: string;
  /** Whether the portal holds made-up data, which the screens then say. */
  readonly demo: boolean;
  /** PDFs of print jobs go here instead of to a printer. */
  readonly printFolder: string | null;
}

export interface ConfigurationSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders that may hold `portal.json`, the first found counts. */
  readonly folders: readonly string[];
}

const DEFAULT_PORTAL = 'http://127.0.0.1:8899';
const LOCAL_HOSTS: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const portalFile = z.strictObject({ url: z.string(), demo: z.boolean().default(false) });

/**
 * Reads the configuration: `COUNTER_PORTAL`, else `portal.json` (`{"url": "https://…", "demo": false}`), else a portal
 * on this machine. `COUNTER_DEMO=1` marks the data as made up; `COUNTER_PRINT_DIR` turns printing into PDFs.
 * A wrong one is an error in words, for the person who installs the counter.
 */
export function readConfiguration({ env, folders }: ConfigurationSources): Result<Configuration, string> {
  const file = env['COUNTER_PORTAL'] ? ok(undefined) : readPortalFile(folders);
  if (!file.ok) return file;
  const url = checkPortalUrl(env['COUNTER_PORTAL'] || file.value?.url || DEFAULT_PORTAL);
  if (!url.ok) return url;
  return ok({
    portalUrl: url.value,
    demo: env['COUNTER_DEMO'] === '1' || (file.value?.demo ?? false),
    printFolder: env['COUNTER_PRINT_DIR'] ? path.resolve(env['COUNTER_PRINT_DIR']) : null,
  });
}

function readPortalFile(folders: readonly string[]): Result<z.infer<typeof portalFile> | undefined, string> {
  for (const folder of folders) {
    const name = path.join(folder, 'portal.json');
    let text: string;
    try {
      text = readFileSync(name, 'utf8');
    } catch {
      continue;
    }
    try {
      return ok(portalFile.parse(JSON.parse(text.replace(/^\uFEFF/u, ''))));
    } catch {
      return fail(`${name} must be {"url": "https://…"} with "demo" true or false if wanted.`);
    }
  }
  return ok(undefined);
}

/** Tokens and citizens' data travel to it: HTTPS, unless it is on this very machine. */
function checkPortalUrl(address: string): Result<string, string> {
  if (!URL.canParse(address)) return fail(`The portal's address "${address}" is not a URL.`);
  const url = new URL(address);
  const local = url.protocol === 'http:' && LOCAL_HOSTS.includes(url.hostname);
  if (url.protocol !== 'https:' && !local)
    return fail(`The portal's address "${address}" must begin with https://.`);
  if (url.username || url.password || url.search || url.hash) {
    return fail(`The portal's address may hold no password, "?" or "#".`);
  }
  return ok(url.href.replace(/\/+$/u, ''));
}
