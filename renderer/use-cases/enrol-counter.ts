import type { AppError } from '../../shared/errors.ts';
import type { Staff } from '../../shared/portal/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { lockNow, refreshKeys } from '../session/lock.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { writeMeta, type Device } from '../store/meta.ts';
import { enrolDevice } from '../store/device.ts';
import { errorOf } from './error-of.ts';

/** Makes this machine a counter of an office. Needs the connection once. */
export async function enrolCounter(request: {
  readonly enrolmentCode: string;
  readonly counterNumber: number;
}): Promise<Result<Device, readonly AppError[]>> {
  const { db, desktop, safety } = services();
  const { deviceId, deviceName } = await desktop.invoke('app:about', {});
  const answer = await desktop.invoke('portal:enrol', { ...request, deviceId, deviceName });
  if (!answer.ok) return fail([errorOf(answer.error)]);
  const { counter, counterNumber, office, position, lastHash, provisionalFrom } = answer.value;
  const device: Device = { deviceId, counter, counterNumber, office };
  await enrolDevice(db, device, { position, hash: lastHash }, provisionalFrom);
  await safety.complete();
  useSession.setState({ device });
  return ok(device);
}

/** Signs a clerk in at this counter and lets syncing begin. */
export async function signIn(request: {
  readonly username: string;
  readonly password: string;
}): Promise<Result<Staff, readonly AppError[]>> {
  const { db, desktop, sync, safety, oversight } = services();
  const answer = await desktop.invoke('portal:sign-in', request);
  if (!answer.ok) return fail([errorOf(answer.error)]);
  const { staff } = answer.value;
  // Before anybody sees a screen: what an earlier supervisor was given goes.
  await oversight.begin(staff);
  await writeMeta(db, 'staff', staff);
  await safety.complete();
  await refreshKeys(desktop);
  useSession.setState({ staff });
  sync.start();
  return ok(staff);
}

/**
 * Ends the clerk's session here and locks the machine, where anyone has a PIN. Drafts and unsent work stay on this machine
 * and are sent by whoever signs in next.
 */
export async function signOut(): Promise<void> {
  const { db, desktop, sync, safety, oversight } = services();
  await oversight.end();
  await sync.stop();
  await desktop.invoke('portal:sign-out', {});
  await writeMeta(db, 'staff', null);
  await safety.complete();
  useSession.setState({ staff: null });
  await lockNow();
}
