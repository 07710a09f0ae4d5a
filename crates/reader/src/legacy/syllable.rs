//! Whether a word can be a Vietnamese syllable: onset, rhyme, tone. Six thousand shapes of the
//! millions that letters allow, so a text decoded wrongly shows at once.

/// Onsets, longer ones first where one begins another.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without their tones, sorted.
const RHYMES: [&str; 162] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec",
    "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu",
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam",
    "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om",
    "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u", "ua", "uc",
    "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uynh", "uyp", "uyt", "uyu", "uyên",
    "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uêu", "uôc", "uôi", "uôm", "uôn",
    "uông", "uôt", "uơ", "y", "ych", "ynh", "yt", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm",
    "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô",
    "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi",
    "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm",
    "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Letters of the longest syllable, `nghiêng`, and one more.
const LONGEST: usize = 8;

/// The tones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    None,
    Sharp,
    Falling,
    Asking,
    Tumbling,
    Heavy,
}

/// The vowels with their tones, six by six.
const VOWELS: [(char, &str); 12] = [
    ('a', "aáàảãạ"),
    ('ă', "ăắằẳẵặ"),
    ('â', "âấầẩẫậ"),
    ('e', "eéèẻẽẹ"),
    ('ê', "êếềểễệ"),
    ('i', "iíìỉĩị"),
    ('o', "oóòỏõọ"),
    ('ô', "ôốồổỗộ"),
    ('ơ', "ơớờởỡợ"),
    ('u', "uúùủũụ"),
    ('ư', "ưứừửữự"),
    ('y', "yýỳỷỹỵ"),
];

const TONES: [Tone; 6] = [
    Tone::None,
    Tone::Sharp,
    Tone::Falling,
    Tone::Asking,
    Tone::Tumbling,
    Tone::Heavy,
];

/// Whether the word, in any case, has the shape of a syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    let Some((toneless, tone)) = without_tone(word) else {
        return false;
    };
    ONSETS.iter().any(|onset| {
        toneless
            .strip_prefix(onset)
            .is_some_and(|rhyme| fits(onset, rhyme, tone))
    })
}

/// The letters in lower case, and the tone; `None` where there are two tones or other letters.
fn without_tone(word: &str) -> Option<(String, Tone)> {
    let mut letters = String::with_capacity(LONGEST * 2);
    let mut tone = Tone::None;
    let mut count = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        count += 1;
        if count > LONGEST {
            return None;
        }
        if c.is_ascii_lowercase() || c == 'đ' {
            letters.push(c);
            continue;
        }
        let (plain, marked) = vowel(c)?;
        if marked != Tone::None {
            if tone != Tone::None {
                return None;
            }
            tone = marked;
        }
        letters.push(plain);
    }
    Some((letters, tone))
}

fn vowel(c: char) -> Option<(char, Tone)> {
    VOWELS.iter().find_map(|(plain, toned)| {
        let at = toned.chars().position(|toned| toned == c)?;
        Some((*plain, *TONES.get(at)?))
    })
}

fn fits(onset: &str, rhyme: &str, tone: Tone) -> bool {
    // `gì`, `giếng`: the i is written once for onset and rhyme.
    let is_front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    let is_spelled = match onset {
        "k" | "gh" | "ngh" => is_front,
        "c" | "ng" => !is_front,
        "g" => !is_front || rhyme.starts_with('i'),
        _ => true,
    };
    let is_stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    is_spelled
        && (!is_stopped || matches!(tone, Tone::Sharp | Tone::Heavy))
        && RHYMES.binary_search(&rhyme).is_ok()
}
