import { z } from 'zod';
import { newId } from '../../shared/ids.ts';
import { readIfThere, writeAtomically } from './files.ts';

const deviceSchema = z.strictObject({ id: z.uuid() });

/** This device's id: made at the first start and kept in a file, so that it outlives a wiped database. */
export async function readDeviceId(file: string): Promise<string> {
  const text = await readIfThere(file);
  const known = text === null ? null : parse(text);
  if (known !== null) return known;
  const id = newId();
  await writeAtomically(file, `${JSON.stringify({ id })}\n`);
  return id;
}

/** A damaged file counts as none: the counter is then enrolled again as another device. */
function parse(text: string): string | null {
  try {
    return deviceSchema.parse(JSON.parse(text)).id;
  } catch {
    return null;
  }
}
