import { appError, type AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { takeOverDevice } from '../store/device.ts';
import { readMeta, type Device } from '../store/meta.ts';
import { errorOf } from './error-of.ts';

/**
 * Makes this machine the counter whose data it holds, in place of the machine the data came from, which can only hand over
 * from then on. Needs the connection once.
 */
export async function takeOverCounter(enrolmentCode: string): Promise<Result<Device, readonly AppError[]>> {
  const { db, desktop, safety } = services();
  const [copy, chain] = await Promise.all([readMeta(db, 'device'), readMeta(db, 'chain')]);
  if (!copy) return fail([appError('counter-not-enrolled')]);
  const { deviceId, deviceName } = await desktop.invoke('app:about', {});
  const answer = await desktop.invoke('portal:enrol', {
    enrolmentCode,
    counterNumber: copy.counterNumber,
    deviceId,
    deviceName,
    takeOver: { counter: copy.counter, ...chain },
  });
  if (!answer.ok) return fail([errorOf(answer.error)]);
  const { counter, counterNumber, office } = answer.value;
  await takeOverDevice(db, { deviceId, counter, counterNumber, office });
  await safety.complete();
  const device = await readMeta(db, 'device');
  useSession.setState({ device, standing: 'own', staff: null });
  return device ? ok(device) : fail([appError('counter-not-enrolled')]);
}

/** Sends what this machine wrote and did not send before another took the counter over. */
export async function handOver(): Promise<Result<null, readonly AppError[]>> {
  const result = await services().sync.syncNow({ handOver: true });
  return result.ok ? result : fail([result.error]);
}
