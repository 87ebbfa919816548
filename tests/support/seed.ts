import { randomInt } from 'node:crypto';

/** The seed of this run: `FAULT_SEED` when given, else a new one. */
export const SEED = process.env['FAULT_SEED'] ?? String(randomInt(1_000_000_000));

/**
 * Runs a test whose randomness comes from `SEED`; when it fails, says which seed that was and the command that plays it
 * again. `env` is what else the command needs.
 */
export async function seeded(
  file: string,
  env: Readonly<Record<string, string>>,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const settings = Object.entries({ FAULT_SEED: SEED, ...env }).map(([name, value]) => `${name}=${value}`);
    const config = 'build/config/vitest.config.ts';
    const again = `${settings.join(' ')} npx vitest run --config ${config} ${file}`;
    console.error(`Failed with seed ${SEED}. Again: ${again}`);
    // The list of what failed, all that may be left of a run, shows the beginning of the message.
    if (error instanceof Error) error.message = `(${again}) ${error.message}`;
    throw error;
  }
}
