import Fastify from 'fastify';
import { DEFAULT_CONFIG, undress, type NationalConfig } from '../../../shared/portal/national/config.ts';
import {
  envelopeSchema,
  loginSchema,
  type Envelope,
  type NationalDossier,
  type NationalProcedure,
  type NationalProgress,
} from '../../../shared/portal/national/schemas.ts';

export const USERNAME = 'tinh-quang-ninh';
export const PASSWORD = 'demo';
const PROCEDURES: readonly NationalProcedure[] = [
  {
    MATTHC: '2.000815',
    TENTTHC: 'DỮ LIỆU MẪU: Chứng thực bản sao từ bản chính',
    LINHVUCTHUCHIEN: [{ MALINHVUC: 'G15-TP06', TENLINHVUC: 'DỮ LIỆU MẪU: Chứng thực' }],
  },
];

export interface NationalEndpoint {
  readonly url: string;
  readonly close: () => Promise<void>;
  readonly dossiers: ReadonlyMap<string, NationalDossier>;
  readonly progress: readonly NationalProgress[];
  /** Every service called, oldest first, with `True` or `False` for isUpdating where it has one. */
  readonly calls: readonly string[];
  /** Forgets every session. */
  readonly expire: () => void;
  /** The next look-ups find nothing, as when two senders meet. */
  readonly hide: () => void;
  /** Answers this, whatever it is, the next time the service is called. */
  readonly answerOnce: (service: string, reply: unknown) => void;
}

interface State {
  readonly dossiers: Map<string, NationalDossier>;
  readonly progress: NationalProgress[];
  readonly config: NationalConfig;
  hidden: boolean;
}
const reply = (code: string, message: string, result?: readonly unknown[]) => ({
  error_code: code,
  message,
  ...(result && { result }),
});
const OK = reply('0', 'Thành công');

function synchronise(state: State, { isUpdating, data }: Extract<Envelope, { service: 'DongBoHoSoMC' }>) {
  const read = data.map((each) => undress(each, state.config));
  const good = read.flatMap((each) => (each.ok ? [each.value] : []));
  const bad = read.find((each) => !each.ok);
  if (bad) return reply('1', `Dữ liệu không hợp lệ: ${bad.error.field ?? ''}`);
  const there = good.filter(({ MaHoSo }) => state.dossiers.has(MaHoSo));
  if (isUpdating === 'False' && there.length > 0) return reply('3', 'Hồ sơ đã tồn tại');
  if (isUpdating === 'True' && there.length < good.length) return reply('2', 'Hồ sơ không tồn tại');
  for (const each of good) state.dossiers.set(each.MaHoSo, each);
  return OK;
}

function answer(state: State, envelope: Envelope): unknown {
  switch (envelope.service) {
    case 'TraCuuHoSo': {
      const found = state.hidden ? undefined : state.dossiers.get(envelope.mahoso);
      return { ...OK, result: found ? [found] : [] };
    }
    case 'DongBoHoSoMC':
      return synchronise(state, envelope);
    case 'CapNhatTienDoHoSoMC':
      if (envelope.data.some(({ MaHoSo }) => !state.dossiers.has(MaHoSo)))
        return reply('2', 'Hồ sơ không tồn tại');
      state.progress.push(...envelope.data);
      return OK;
    case 'LayThuTuc':
      return { ...OK, result: PROCEDURES.filter(({ MATTHC }) => MATTHC === envelope.maTTHC) };
    case 'LayDanhSachTTHC':
      return { ...OK, result: PROCEDURES };
  }
}

/**
 * A reference of the national side as public integrations describe it, in memory, on a free port of 127.0.0.1. It is not
 * the national portal: where the sources are silent (expired session, refused data) its codes are made up.
 */
export async function openNationalEndpoint(
  config: NationalConfig = DEFAULT_CONFIG,
): Promise<NationalEndpoint> {
  const state: State = { dossiers: new Map(), progress: [], config, hidden: false };
  const sessions = new Set<string>();
  const calls: string[] = [];
  const once = new Map<string, unknown>();
  let given = 0;
  const logIn = ({ username, password }: { readonly username: string; readonly password: string }) => {
    if (username !== USERNAME || password !== PASSWORD) return { error_code: '1' };
    given += 1;
    sessions.add(`session-${String(given)}`);
    return { error_code: '0', session: `session-${String(given)}` };
  };
  const app = Fastify({ logger: false, forceCloseConnections: true });
  app.post('/', (request, response) => {
    const login = loginSchema.safeParse(request.body);
    if (login.success) {
      calls.push('login');
      return response.send(logIn(login.data));
    }
    const parsed = envelopeSchema.safeParse(request.body);
    if (!parsed.success) return response.send(reply('1', 'Dữ liệu không hợp lệ'));
    const envelope = parsed.data;
    calls.push([envelope.service, 'isUpdating' in envelope ? envelope.isUpdating : ''].join(' ').trim());
    if (!sessions.has(envelope.session)) return response.send(reply('-1', 'Phiên làm việc hết hạn'));
    if (once.has(envelope.service)) {
      const planned = once.get(envelope.service);
      once.delete(envelope.service);
      return response.send(planned);
    }
    return response.send(answer(state, envelope));
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    close: () => app.close(),
    dossiers: state.dossiers,
    progress: state.progress,
    calls,
    expire: () => {
      sessions.clear();
    },
    hide: () => {
      state.hidden = true;
    },
    answerOnce: (service, planned) => void once.set(service, planned),
  };
}
