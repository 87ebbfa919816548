/** The letters a Vietnamese syllable may begin with; “q” has its “u” in it. */
const ONSET = /^(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?/u;

/** What may follow, without its tone. Those that end in c, ch, p, t take only two of the six tones. */
const OPEN =
  'a ai am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây e em en eng eo ê êm ên ênh êu i ia im in inh iu ' +
  'iêm iên iêng iêu o oa oai oan oang oanh oay oăn oăng oe oen oeo oi om on ong oong ô ôi ôm ôn ông ơ ơi ơm ơn ' +
  'u ua uân uâng uây uê uênh ui um un ung uơ uy uya uyên uynh uyu uôi uôm uôn uông ư ưa ưi ưm ưng ưu ươi ươm ươn ' +
  'ương ươu y yên yêm yêu';
const STOPPED =
  'ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oac oach oat oăc oăt oc op ot ôc ôp ôt ' +
  'ơp ơt uât uc up ut uych uyt uyêt uôc uôt ưc ưt ươc ươp ươt yêt ooc oet';
/** After “qu” a glide is spoken already. */
const AFTER_QU =
  'a ai an ang anh ao au ay ăm ăn ăng âm ân âng ây e en eo ê ên êu i y yên ynh ơ ơi|ac ach at ăc ăt ât âc et êt êch ôc it yt yêt yêch ich';
const words = (list: string) => new Set(list.split(' '));
const open = words(OPEN);
const stopped = words(STOPPED);
const [openQu = new Set(), stoppedQu = new Set()] = AFTER_QU.split('|').map(words);

/** Grave, acute, hook, tilde, dot: the five marks of tone. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const STOP_TONES = new Set(['\u0301', '\u0323']);

/**
 * Whether a word, in any case, can be a Vietnamese syllable by the rules of its spelling. Many that can be are none, but
 * one that cannot be was misread or is foreign.
 */
export function canBeSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD');
  const tones = parts.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const plain = parts.replace(TONES, '').normalize('NFC');
  const onset = ONSET.exec(plain)?.[0] ?? '';
  return [onset, onset === 'gi' ? 'g' : onset].some((start) =>
    fits(start, plain.slice(start.length), tones[0]),
  );
}

function fits(onset: string, rime: string, tone: string | undefined): boolean {
  if (/^(?:k|gh|ngh)$/u.test(onset) && !/^[eêiy]/u.test(rime)) return false;
  if (/^(?:c|g|ng)$/u.test(onset) && (/^[eêy]/u.test(rime) || (onset !== 'g' && rime.startsWith('i'))))
    return false;
  const [free, ends] = onset === 'qu' ? [openQu, stoppedQu] : [open, stopped];
  return free.has(rime) || (ends.has(rime) && tone !== undefined && STOP_TONES.has(tone));
}
