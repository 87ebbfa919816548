import type { z } from 'zod';
import type { ReceivedDossier } from '../../domain/dossier/state.ts';
import { appError, type AppError } from '../../errors.ts';
import { fail, ok, type Result } from '../../result.ts';
import { dress, type NationalConfig } from './config.ts';
import { toNational, toProgress } from './outgoing.ts';
import { loginReplySchema, nationalProcedureSchema, replySchema, type NationalProcedure } from './schemas.ts';

/** One POST of JSON to the national side: the parsed body of its answer, or why there is none. */
export type Send = (body: unknown) => Promise<Result<unknown>>;
type Reply = z.infer<typeof replySchema>;

/** Why the exchange stopped, at which service; `code` and `message` are the other side's own words. */
export interface NationalFailure {
  readonly service: string;
  readonly error: AppError;
  readonly code?: string;
  readonly message?: string;
}
type Answer<T> = Promise<Result<T, NationalFailure>>;

export interface NationalExchange {
  /**
   * Tells the nation of a dossier: created or updated, and only then the steps after the first `told` ones (they are
   * appended there, so none may go twice). Gives how many steps it knows now.
   */
  readonly forward: (
    dossier: ReceivedDossier,
    told: number,
    fieldName?: string,
  ) => Answer<{ readonly as: 'created' | 'updated'; readonly told: number }>;
  readonly procedure: (code: string) => Answer<NationalProcedure | null>;
  readonly procedures: () => Answer<readonly NationalProcedure[]>;
}

export interface NationalAccess {
  readonly send: Send;
  readonly config: NationalConfig;
  readonly username: string;
  readonly password: string;
}

const invalid = (service: string) => fail({ service, error: appError('portal-reply-invalid') });

/** A caller that keeps its session, and logs in again once when it has expired. */
function caller({ send, config, username, password }: NationalAccess) {
  let session: string | null = null;

  async function logIn(): Answer<string> {
    const sent = await send({ username, password });
    if (!sent.ok) return fail({ service: 'login', error: sent.error });
    const parsed = loginReplySchema.safeParse(sent.value);
    if (!parsed.success) return invalid('login');
    const { error_code: code, session: given } = parsed.data;
    if (!config.okCodes.includes(code))
      return fail({ service: 'login', error: appError('credentials-wrong'), code });
    return given ? ok(given) : invalid('login');
  }

  return async function call(service: string, body: object, again = true): Answer<Reply> {
    if (session === null) {
      const given = await logIn();
      if (!given.ok) return given;
      session = given.value;
    }
    const sent = await send({ session, madonvi: config.unit, service, ...body });
    if (!sent.ok) return fail({ service, error: sent.error });
    const parsed = replySchema.safeParse(sent.value);
    if (!parsed.success) return invalid(service);
    if (!config.expiredCodes.includes(parsed.data.error_code)) return ok(parsed.data);
    session = null;
    if (again) return call(service, body, false);
    return fail({ service, error: appError('portal-unauthorised'), code: parsed.data.error_code });
  };
}

/** The exchange with the national side, over whatever `send` reaches. Lives at the province: a counter never has one. */
export function createExchange(access: NationalAccess): NationalExchange {
  const { config } = access;
  const call = caller(access);
  const exists = ({ error_code: code, message = '' }: Reply) =>
    config.existsCodes.includes(code) &&
    message.normalize('NFC').toLowerCase().includes(config.existsMessage);

  async function done(service: string, body: object): Answer<Reply> {
    const answer = await call(service, body);
    return answer.ok ? judge(service, answer.value) : answer;
  }
  function judge(service: string, reply: Reply): Result<Reply, NationalFailure> {
    if (config.okCodes.includes(reply.error_code)) return ok(reply);
    const { error_code: code, message } = reply;
    return fail({
      service,
      error: appError('portal-failed'),
      code,
      ...(message !== undefined && { message }),
    });
  }
  async function read(service: string, body: object): Answer<readonly NationalProcedure[]> {
    const answer = await done(service, body);
    if (!answer.ok) return answer;
    const parsed = nationalProcedureSchema.array().safeParse(answer.value.result);
    return parsed.success ? ok(parsed.data) : invalid(service);
  }
  async function upsert(data: readonly unknown[], code: string): Answer<'created' | 'updated'> {
    const found = await done('TraCuuHoSo', { mahoso: code });
    if (!found.ok) return found;
    const there = (found.value.result?.length ?? 0) > 0;
    const service = 'DongBoHoSoMC';
    const first = await call(service, { isUpdating: there ? 'True' : 'False', data });
    if (!first.ok) return first;
    // Somebody was quicker, or the look-up did not show it: send again as an update.
    const retry = !there && exists(first.value);
    const answer = retry ? await done(service, { isUpdating: 'True', data }) : judge(service, first.value);
    if (!answer.ok) return answer;
    return ok(there || retry ? 'updated' : 'created');
  }

  return {
    forward: async (dossier, told, fieldName) => {
      const national = toNational(dossier, config, fieldName);
      const as = await upsert([dress(national, config)], national.MaHoSo);
      if (!as.ok) return as;
      const steps = toProgress(dossier, config);
      const data = steps.slice(told);
      if (data.length === 0) return ok({ as: as.value, told });
      const progress = await done('CapNhatTienDoHoSoMC', { isUpdating: 'False', data });
      return progress.ok ? ok({ as: as.value, told: steps.length }) : progress;
    },
    procedure: async (code) => {
      const answer = await read('LayThuTuc', { maTTHC: code });
      return answer.ok ? ok(answer.value[0] ?? null) : answer;
    },
    procedures: () => read('LayDanhSachTTHC', {}),
  };
}
