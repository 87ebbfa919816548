import { CONTRACT_VERSION } from '../../../shared/portal/contract.ts';
import { ok } from '../../../shared/result.ts';
import type { Operation } from '../context.ts';

/** Whether the portal is there, and its time. */
export const health: Operation<'health'> = (context) =>
  Promise.resolve(
    ok({
      service: 'Cổng dịch vụ công (tham chiếu)',
      contract: CONTRACT_VERSION,
      reference: true,
      time: context.clock(),
    }),
  );
