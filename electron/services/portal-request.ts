import type { AppErrorCode } from '../../shared/errors.ts';
import { DEVICE_HEADER, SESSION_HEADER, type Access } from '../../shared/portal/contract.ts';
import type { Tokens } from './vault.ts';

/** How anything is asked of the portal. It never redirects; somebody between us and it might. */
export const PORTAL_REQUEST = {
  redirect: 'manual',
  credentials: 'omit',
  cache: 'no-store',
} as const satisfies RequestInit;

/** What is missing before the portal can be asked at all; null when nothing is. */
export function missingToken(access: Access, { device, session }: Tokens): AppErrorCode | null {
  if (access === 'open') return null;
  if (device === null) return 'counter-not-enrolled';
  return access === 'session' && session === null ? 'portal-unauthorised' : null;
}

/** The tokens an operation is asked with, as headers. They go to the portal and nowhere else. */
export function tokenHeaders(access: Access, { device, session }: Tokens): Record<string, string> {
  return {
    ...(access !== 'open' && device !== null ? { [DEVICE_HEADER]: device } : {}),
    ...(access === 'session' && session !== null ? { [SESSION_HEADER]: `Bearer ${session}` } : {}),
  };
}

/** Whether somebody sends us elsewhere, as captive portals do. */
export function isRedirect({ type, status }: Pick<Response, 'type' | 'status'>): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}
