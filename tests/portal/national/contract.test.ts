import { afterEach, beforeEach, expect, it } from 'vitest';
import { appError } from '../../../shared/errors.ts';
import { DEFAULT_CONFIG, OPENCPS } from '../../../shared/portal/national/config.ts';
import { createExchange, type Send } from '../../../shared/portal/national/exchange.ts';
import { fail, ok } from '../../../shared/result.ts';
import { author, HERE, received, write } from '../../support/catalogue.ts';
import { openNationalEndpoint, PASSWORD, USERNAME, type NationalEndpoint } from './endpoint.ts';
import { receivedOf } from './walks.ts';

let nation: NationalEndpoint;
beforeEach(async () => {
  nation = await openNationalEndpoint();
});
afterEach(() => nation.close());

const sendTo =
  (url: string): Send =>
  async (body) => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return ok((await answer.json()) as unknown);
    } catch {
      return fail(appError('portal-unreachable'));
    }
  };
const exchange = (password = PASSWORD, config = DEFAULT_CONFIG, url = nation.url) =>
  createExchange({ send: sendTo(url), config, username: USERNAME, password });

const start = received();
const dossier = receivedOf(start);
const later = receivedOf(
  write(
    [{ type: 'step', place: HERE, step: { type: 'forwarded', data: { to: 'UBND phường' } } }],
    author(),
    start,
  ),
);
const CODE = dossier.reception.code;
const CREATE = ['TraCuuHoSo', 'DongBoHoSoMC False', 'CapNhatTienDoHoSoMC False'];

it('creates a dossier, then tells its progress', async () => {
  expect(await exchange().forward(dossier, 0)).toEqual(ok({ as: 'created', told: 1 }));
  expect(nation.calls).toEqual(['login', ...CREATE]);
  expect(nation.dossiers.get(CODE)).toMatchObject({
    TrangThaiHoSo: '1',
    TenTTHC: dossier.reception.procedure.nameVi,
  });
  expect(nation.progress.map(({ TrangThai }) => TrangThai)).toEqual(['1']);
});

it('updates what is there, and tells only the new steps', async () => {
  const client = exchange();
  await client.forward(dossier, 0);
  expect(await client.forward(later, 1)).toEqual(ok({ as: 'updated', told: 2 }));
  expect(nation.calls.slice(4)).toEqual(['TraCuuHoSo', 'DongBoHoSoMC True', 'CapNhatTienDoHoSoMC False']);
  expect(nation.dossiers.get(CODE)?.TrangThaiHoSo).toBe('4');
  expect(nation.progress.map(({ TrangThai }) => TrangThai)).toEqual(['1', '4']);
});

it('sends again as an update when the dossier turns out to be there', async () => {
  const client = exchange();
  await client.forward(dossier, 0);
  nation.hide();
  expect(await client.forward(later, 1)).toEqual(ok({ as: 'updated', told: 2 }));
  expect(nation.calls.slice(5, 7)).toEqual(['DongBoHoSoMC False', 'DongBoHoSoMC True']);
  expect(nation.dossiers.get(CODE)?.TrangThaiHoSo).toBe('4');
});

it('tells no progress of a dossier that was refused', async () => {
  nation.answerOnce('DongBoHoSoMC', { error_code: '3', message: 'Thiếu mã lĩnh vực' });
  expect(await exchange().forward(dossier, 0)).toEqual(
    fail({
      service: 'DongBoHoSoMC',
      error: appError('portal-failed'),
      code: '3',
      message: 'Thiếu mã lĩnh vực',
    }),
  );
  expect(nation.calls).toEqual(['login', 'TraCuuHoSo', 'DongBoHoSoMC False']);
  expect(nation.progress).toEqual([]);
});

it('logs in again once when the session has expired', async () => {
  const client = exchange();
  await client.forward(dossier, 0);
  nation.expire();
  expect(await client.forward(later, 1)).toMatchObject({ ok: true });
  expect(nation.calls.slice(4, 7)).toEqual(['TraCuuHoSo', 'login', 'TraCuuHoSo']);
});

it('gives up when a new session is refused too', async () => {
  let logins = 0;
  const client = createExchange({
    config: DEFAULT_CONFIG,
    username: USERNAME,
    password: PASSWORD,
    send: (body) => {
      const login = 'password' in (body as object);
      if (login) logins += 1;
      return Promise.resolve(ok(login ? { error_code: '0', session: 's' } : { error_code: '-1' }));
    },
  });
  expect(await client.forward(dossier, 0)).toMatchObject({
    ok: false,
    error: { error: { code: 'portal-unauthorised' } },
  });
  expect(logins).toBe(2);
});

it.each([['text'], [{ error_code: 0 }], [{}], [{ error_code: '0', extra: 1 }]])(
  'gives an error value for the malformed reply %j',
  async (reply) => {
    nation.answerOnce('DongBoHoSoMC', reply);
    expect(await exchange().forward(dossier, 0)).toMatchObject({ ok: false });
    expect(nation.progress).toEqual([]);
  },
);

it('gives error values for a wrong password and for no connection', async () => {
  expect(await exchange('wrong').forward(dossier, 0)).toMatchObject({
    error: { service: 'login', error: { code: 'credentials-wrong' } },
  });
  expect(await exchange(PASSWORD, DEFAULT_CONFIG, 'http://127.0.0.1:1').forward(dossier, 0)).toMatchObject({
    error: { service: 'login', error: { code: 'portal-unreachable' } },
  });
});

it('speaks as OpenCPS does, too', async () => {
  const config = { ...DEFAULT_CONFIG, ...OPENCPS };
  expect(await exchange(PASSWORD, config).forward(dossier, 0)).toMatchObject({ ok: true });
  expect(nation.dossiers.get(CODE)).not.toHaveProperty('KenhThucHien');
});

it('reads procedures', async () => {
  const client = exchange();
  const all = await client.procedures();
  expect(all).toMatchObject({ ok: true, value: [{ MATTHC: '2.000815' }] });
  expect(await client.procedure('2.000815')).toMatchObject({ ok: true, value: { MATTHC: '2.000815' } });
  expect(await client.procedure('9.999999')).toEqual(ok(null));
});
