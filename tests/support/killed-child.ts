import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Starts a script in a process of its own and SIGKILLs it so many milliseconds after its nth line. Gives its lines. */
export async function killAfterLine(
  line: number,
  script: string,
  args: readonly string[],
  ms: number,
): Promise<{ readonly lines: readonly string[]; readonly killed: boolean; readonly runMs: number }> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const reading = createInterface({ input: child.stdout });
  reading.on('line', (said) => {
    lines.push(said);
    if (lines.length === 1) began = performance.now();
    if (lines.length === line) timer = setTimeout(() => child.kill('SIGKILL'), ms);
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('close', (...ended) => resolve(ended)),
  );
  clearTimeout(timer);
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`${script} failed: ${errors}`);
  return { lines, killed: signal === 'SIGKILL', runMs: performance.now() - began };
}

/** As `killAfterLine`, from the first line on. */
export const killAfterFirstLine = (script: string, args: readonly string[], ms: number) =>
  killAfterLine(1, script, args, ms);
