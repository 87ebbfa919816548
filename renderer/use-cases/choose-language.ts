import { services } from '../session/services.ts';
import { useSession } from '../session/session.ts';
import { writeMeta, type Language } from '../store/meta.ts';

/** Sets the language of the screens; kept for the next start. Papers are always Vietnamese. */
export async function chooseLanguage(language: Language): Promise<void> {
  const { db, safety } = services();
  await writeMeta(db, 'language', language);
  useSession.setState({ language });
  await safety.complete();
}
