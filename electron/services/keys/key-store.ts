import { may } from '../../../shared/domain/rights.ts';
import { appError } from '../../../shared/errors.ts';
import type { Staff } from '../../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { derive, openBytes, sealBytes } from './cipher.ts';
import { clerkOf, makeSlot, openSlot } from './clerks.ts';
import { base64, dataKeyName, makeFirst, MASTER } from './first-keys.ts';
import { KeysLostError, readKeyFile, writeKeyFile, type ClerkSlot, type KeyFile } from './key-file.ts';
import { pinFault, SHUT_AFTER, triesLeft, waitAfter } from './pin.ts';
import { joinRings, newDataKey, type Ring } from './ring.ts';
import type { KeyStore, PinChange } from './key-state.ts';
import { protects, readSecret, type Protection } from './system-secret.ts';

export interface KeyStoreOptions {
  readonly file: string;
  readonly safeStorage: Protection;
  readonly platform: NodeJS.Platform;
  /** Whether sealed data lies here already: then keys that are not there are lost, and never made anew. */
  readonly hasData: () => Promise<boolean>;
  readonly note: (message: string) => void;
  /** Milliseconds by a clock nobody can set, for waits. */
  readonly uptime?: () => number;
}

const bytesOf = (text: string) => Buffer.from(text, 'base64');

export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const { file, safeStorage, platform, note, uptime = () => performance.now() } = options;
  let content: KeyFile | null = null;
  let secret: Buffer = Buffer.alloc(0);
  let master: Buffer | null = null;
  let ring: Ring | null = null;
  let lost = false;
  let systemProtects = false;
  /** Who is at the counter, and whether the portal said so just now. */
  let hand: Staff | null = null;
  let vouched = false;
  let turn: Promise<unknown> = Promise.resolve();
  /** By slot, when a PIN may be tried again. */
  const waits = new Map<string, number>();

  /** One after the other, so that no two tries or changes run at once. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = turn.catch(() => undefined).then(run);
    turn = mine;
    return mine;
  }

  /** The new state counts once it is on the disk. */
  async function change(make: (file: KeyFile) => KeyFile): Promise<void> {
    if (!content) throw new KeysLostError('no keys');
    const next = make(content);
    await writeKeyFile(file, next);
    content = next;
  }

  const putSlot = (slot: ClerkSlot) => (before: KeyFile) => ({
    ...before,
    clerks: [...before.clerks.filter((each) => each.slot !== slot.slot), slot],
  });

  function opened(key: Buffer): void {
    const [first, ...rest] = (content?.keys ?? []).map(({ id, sealed }) => ({
      id,
      key: openBytes(key, bytesOf(sealed), dataKeyName(id)),
    }));
    if (!first) throw new KeysLostError('no data key');
    master = key;
    ring = [first, ...rest];
  }

  function masterInUse(): Buffer {
    if (!master) throw new KeysLostError('no keys');
    return master;
  }
  function inUse(): Ring {
    if (!ring) throw new KeysLostError('no keys');
    return ring;
  }

  async function replaceRing(next: Ring): Promise<void> {
    const wrapping = masterInUse();
    const keys = next.map(({ id, key }) => ({
      id,
      sealed: base64(sealBytes(wrapping, key, dataKeyName(id))),
    }));
    await change((before) => ({ ...before, keys }));
    ring = next;
  }

  const findSlot = (slot: string) => content?.clerks.find((each) => each.slot === slot) ?? null;
  const slotOf = (staff: Staff | null) =>
    content?.clerks.find((each) => staff !== null && clerkOf(secret, each)?.id === staff.id) ?? null;
  const waitOf = ({ slot }: ClerkSlot) => Math.max(0, Math.ceil(((waits.get(slot) ?? 0) - uptime()) / 1000));
  const wait = ({ slot }: ClerkSlot, failures: number) => {
    const time = waitAfter(failures);
    if (time > 0) waits.set(slot, uptime() + time);
  };

  /** Tries a PIN; the try is on the disk before it is made. */
  async function tryPin(slot: ClerkSlot, pin: string): Promise<Result<Buffer>> {
    if (slot.failures >= SHUT_AFTER) return fail(appError('pin-shut'));
    const seconds = waitOf(slot);
    if (seconds > 0) return fail(appError('pin-wait', { seconds }));
    const failures = slot.failures + 1;
    await change(putSlot({ ...slot, failures }));
    const key = await openSlot(secret, slot, pin);
    if (key) {
      await change(putSlot({ ...slot, failures: 0 }));
      return ok(key);
    }
    wait(slot, failures);
    note(`a wrong PIN, the ${String(failures)}. in a row`);
    if (failures >= SHUT_AFTER) return fail(appError('pin-shut'));
    const left = triesLeft(failures);
    return left > 0
      ? fail(appError('pin-wrong', { left }))
      : fail(appError('pin-wait', { seconds: Math.ceil(waitAfter(failures) / 1000) }));
  }

  async function setPin({ pin, current, slot, known }: PinChange): Promise<Result<null>> {
    const fault = pinFault(pin);
    if (fault) return fail(appError(fault, undefined, 'pin'));
    const target = slot === null ? null : findSlot(slot);
    if (target && target.slot !== slotOf(hand)?.slot) {
      if (!may(hand?.role, 'administer')) return fail(appError('supervisor-only'));
      const whose = clerkOf(secret, target);
      if (whose) await change(putSlot(await makeSlot(secret, masterInUse(), whose, pin, target.slot)));
      waits.delete(target.slot);
      return ok(null);
    }
    // Only a machine without any PIN takes the app's own word for who is there.
    hand ??= content?.clerks.length === 0 ? known : null;
    if (!hand) return fail(appError('not-signed-in'));
    const own = slotOf(hand);
    if (own && !vouched) {
      const tried = await tryPin(own, current ?? '');
      if (!tried.ok) return tried;
    }
    const made = await makeSlot(secret, masterInUse(), hand, pin, own?.slot);
    await change((before) => ({ ...putSlot(made)(before), open: null }));
    waits.delete(made.slot);
    vouched = false;
    return ok(null);
  }

  return {
    async open() {
      systemProtects = await protects(safeStorage, platform);
      if (!systemProtects) note('no keychain on this system: only a PIN protects the keys');
      try {
        let found = await readKeyFile(file);
        if (!found) {
          if (await options.hasData()) throw new KeysLostError('the key file is gone');
          found = await makeFirst(safeStorage);
          await writeKeyFile(file, found);
        }
        secret = await readSecret(safeStorage, found.secret);
        content = found;
        // Nobody shortens a wait by starting anew: it begins again.
        for (const each of found.clerks) wait(each, each.failures);
        if (found.open !== null) opened(openBytes(derive(MASTER, secret), bytesOf(found.open), MASTER));
      } catch (error) {
        lost = true;
        note(`the keys can't be had: ${error instanceof KeysLostError ? error.message : 'damaged'}`);
      }
    },
    state() {
      const clerks = (content?.clerks ?? []).flatMap((each) => {
        const staff = clerkOf(secret, each);
        const { slot, failures } = each;
        const known = staff && { slot, name: staff.name, role: staff.role };
        return known ? [{ ...known, wait: waitOf(each), shut: failures >= SHUT_AFTER }] : [];
      });
      const locked = content && content.open === null && clerks.length === 0 ? 'shut-out' : 'locked';
      return {
        keys: lost ? 'lost' : ring ? 'open' : locked,
        protected: systemProtects || content?.open === null,
        clerks,
        here: vouched ? null : (slotOf(hand)?.slot ?? null),
      };
    },
    hand: () => hand,
    withheld: () => (ring ? null : lost ? 'keys-lost' : 'keys-locked'),
    ring: inUse,
    lock() {
      if (content?.open !== null) return;
      master?.fill(0);
      [master, ring, hand, vouched] = [null, null, null, false];
    },
    unlock: (slot, pin) =>
      inTurn(async () => {
        const found = findSlot(slot);
        const staff = found && clerkOf(secret, found);
        if (!found || !staff) return fail(appError('pin-shut'));
        const tried = await tryPin(found, pin);
        if (!tried.ok) return tried;
        opened(tried.value);
        [hand, vouched] = [staff, false];
        return ok(staff);
      }),
    signedIn: (staff, portalKey) =>
      inTurn(async () => {
        if (!content) return fail(appError('keys-lost'));
        const portal = portalKey === null ? null : derive(MASTER, secret, Buffer.from(portalKey));
        if (!ring) {
          if (!portal || content.recovery === null) return fail(appError('keys-locked'));
          try {
            opened(openBytes(portal, bytesOf(content.recovery), MASTER));
          } catch {
            return fail(appError('keys-locked'));
          }
          vouched = true;
        } else if (portal) {
          const recovery = base64(sealBytes(portal, masterInUse(), MASTER));
          await change((before) => ({ ...before, recovery }));
        }
        // Whoever has a PIN already keeps it; it is chosen anew only by those who could not get in with it.
        if (!slotOf(staff)) vouched = true;
        hand = staff;
        return ok(null);
      }),
    setPin: (asked) => inTurn(() => setPin(asked)),
    removeClerk: (slot) =>
      inTurn(async () => {
        if (!may(hand?.role, 'administer') || slotOf(hand)?.slot === slot)
          return fail(appError('supervisor-only'));
        await change((before) => ({ ...before, clerks: before.clerks.filter((each) => each.slot !== slot) }));
        return ok(null);
      }),
    shutOut: () =>
      inTurn(async () => {
        await change((before) => ({ ...before, open: null, clerks: [] }));
        note('the portal shut this machine out: its keys are gone until the portal opens it again');
        [master, ring, hand, vouched] = [null, null, null, false];
      }),
    rotate: () =>
      inTurn(async () => {
        const [first, ...rest] = inUse();
        await replaceRing([first, ...rest, newDataKey()]);
        note('a new data key is in use');
      }),
    retire: () =>
      inTurn(async () => {
        const current = inUse().at(-1) ?? inUse()[0];
        await replaceRing([current]);
        note('the data keys of before are gone');
      }),
    adopt: (other) => inTurn(() => replaceRing(joinRings(inUse(), other))),
  };
}
