import { randomBytes, randomUUID } from 'node:crypto';
import { staffSchema, type Staff } from '../../../shared/portal/contract.ts';
import { jsonOf } from '../../../shared/domain/json.ts';
import { derive, openBytes, sealBytes } from './cipher.ts';
import { MASTER } from './first-keys.ts';
import type { ClerkSlot } from './key-file.ts';
import { PIN_COST, stretchPin } from './pin.ts';

const ABOUT = 'clerk';

/** A clerk's place in the key file: the master key, to be had with device secret and PIN together. */
export async function makeSlot(
  secret: Buffer,
  master: Buffer,
  staff: Staff,
  pin: string,
  slot: string = randomUUID(),
): Promise<ClerkSlot> {
  const salt = randomBytes(16);
  const key = derive(MASTER, secret, await stretchPin(pin, salt, PIN_COST));
  return {
    slot,
    about: sealBytes(derive(ABOUT, secret), Buffer.from(JSON.stringify(staff)), slot).toString('base64'),
    salt: salt.toString('base64'),
    cost: PIN_COST,
    master: sealBytes(key, master, MASTER).toString('base64'),
    failures: 0,
  };
}

/** The master key; null for another PIN. */
export async function openSlot(secret: Buffer, slot: ClerkSlot, pin: string): Promise<Buffer | null> {
  const stretched = await stretchPin(pin, Buffer.from(slot.salt, 'base64'), slot.cost);
  try {
    return openBytes(derive(MASTER, secret, stretched), Buffer.from(slot.master, 'base64'), MASTER);
  } catch {
    return null;
  }
}

/** Whose place it is; null for one that can't be read. */
export function clerkOf(secret: Buffer, { slot, about }: ClerkSlot): Staff | null {
  try {
    const text = openBytes(derive(ABOUT, secret), Buffer.from(about, 'base64'), slot).toString('utf8');
    const staff = staffSchema.safeParse(jsonOf(text));
    return staff.success ? staff.data : null;
  } catch {
    return null;
  }
}
