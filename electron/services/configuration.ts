import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readAuthorities } from './results/pdf-signatures.ts';

export interface Configuration {
  /** Where the portal is, without a slash at the end. */
  readonly portalUrl: string;
  /** Whether the portal holds made-up data, which the screens then say. */
  readonly demo: boolean;
  /** Keys the portal's certificates must hold one of, as SHA-256 in base64; empty when none are set. */
  readonly pins: readonly string[];
  /** PDFs of print jobs go here instead of to a printer. */
  readonly printFolder: string | null;
  /** Certificates of the authorities whose signatures on results are taken, PEM; empty when none were installed. */
  readonly signers: string;
}

export interface ConfigurationSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders that may hold `portal.json`, the first found counts. */
  readonly folders: readonly string[];
}

const DEFAULT_PORTAL = 'http://127.0.0.1:8899';
const LOCAL_HOSTS: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const portalFile = z.strictObject({
  url: z.string(),
  demo: z.boolean().default(false),
  pin: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
});

/**
 * Reads the configuration: `COUNTER_PORTAL` with `COUNTER_PORTAL_PIN`, else `portal.json` (`{"url": "https://…",
 * "pin": "…", "demo": false}`), else a portal on this machine. The pin is one or several. `signers.pem` (or the file named by
 * `COUNTER_SIGNERS`) holds the authorities that sign results. `COUNTER_DEMO=1` marks the data as made up; `COUNTER_PRINT_DIR` turns printing into PDFs.
 * A wrong one is an error in words, for the person who installs the counter.
 */
export function readConfiguration({ env, folders }: ConfigurationSources): Result<Configuration, string> {
  const file = env['COUNTER_PORTAL'] ? ok(undefined) : readPortalFile(folders);
  if (!file.ok) return file;
  const url = checkPortalUrl(env['COUNTER_PORTAL'] || file.value?.url || DEFAULT_PORTAL);
  if (!url.ok) return url;
  const pins = checkPins(
    env['COUNTER_PORTAL_PIN']?.split(/[\s,]+/u) ?? [file.value?.pin ?? []].flat(),
    url.value,
  );
  if (!pins.ok) return pins;
  const signers = readSigners(env['COUNTER_SIGNERS'], folders);
  if (!signers.ok) return signers;
  return ok({
    portalUrl: url.value,
    pins: pins.value,
    demo: env['COUNTER_DEMO'] === '1' || (file.value?.demo ?? false),
    signers: signers.value,
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
      return fail(`${name} must be {"url": "https://…"} with "pin" and "demo" (true or false) if wanted.`);
    }
  }
  return ok(undefined);
}

/** Checked when it is read, so that a wrong file is said at the start and not when a result is handed over. */
function readSigners(named: string | undefined, folders: readonly string[]): Result<string, string> {
  for (const file of named ? [named] : folders.map((folder) => path.join(folder, 'signers.pem'))) {
    try {
      const pem = readFileSync(file, 'utf8');
      return readAuthorities(pem).length > 0 ? ok(pem) : fail(`${file} holds no certificate (PEM).`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || named)
        return fail(`${file} can't be read as certificates (PEM).`);
    }
  }
  return ok('');
}

/** A pin that could never match, or would not be looked at, is a mistake, not the absence of one. */
function checkPins(given: readonly string[], url: string): Result<readonly string[], string> {
  const wrong = given.find(
    (pin) => Buffer.from(pin, 'base64').toString('base64') !== pin || pin.length !== 44,
  );
  if (wrong !== undefined)
    return fail(
      `The portal's pin "${wrong}" is not a SHA-256 in base64 (44 characters, the last of them "=").`,
    );
  if (given.length > 0 && !url.startsWith('https:')) return fail('A pin needs a portal at https://.');
  return ok(given);
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
