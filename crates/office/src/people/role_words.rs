//! How people write roles in tables: the code, or the Vietnamese words in any spelling.

use luytre_model::fold::fold;
use luytre_model::people::Role;

/// Folded words and the role that they mean.
const WORDS: [(&str, Role); 27] = [
    ("quan tri", Role::Admin),
    ("quan tri he thong", Role::Admin),
    ("lanh dao", Role::Leader),
    ("chu tich", Role::Leader),
    ("pho chu tich", Role::Leader),
    ("bi thu", Role::Leader),
    ("pho bi thu", Role::Leader),
    ("van thu", Role::Clerk),
    ("van phong", Role::Clerk),
    ("chanh van phong", Role::Clerk),
    ("thu truong", Role::Head),
    ("thu truong don vi", Role::Head),
    ("truong phong", Role::Head),
    ("truong don vi", Role::Head),
    ("hieu truong", Role::Head),
    ("can bo", Role::Officer),
    ("chuyen vien", Role::Officer),
    ("cong chuc", Role::Officer),
    ("vien chuc", Role::Officer),
    ("giao vien", Role::Officer),
    ("can bo cntt", Role::Technician),
    ("cong nghe thong tin", Role::Technician),
    ("cong an", Role::Police),
    ("quan ly bi mat nha nuoc", Role::Keeper),
    ("kiem tra", Role::Inspector),
    ("thanh tra", Role::Inspector),
    ("chi xem", Role::Viewer),
];

/// The role that a text means, if it means one. An empty one means an officer.
pub(super) fn role_of(text: &str) -> Option<Role> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Role::Officer);
    }
    let folded = fold(text);
    let by_word = WORDS
        .iter()
        .find(|(words, _)| *words == folded)
        .map(|(_, role)| *role);
    by_word.or_else(|| text.to_lowercase().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_can_be_written_by_code_and_in_words() {
        for role in Role::ALL {
            assert_eq!(role_of(role.as_str()), Some(*role));
            assert!(
                WORDS.iter().any(|(_, meant)| meant == role),
                "{role} has no words"
            );
        }
        for (words, _) in WORDS {
            assert_eq!(fold(words), words);
        }
        assert_eq!(role_of(" VĂN THƯ "), Some(Role::Clerk));
        assert_eq!(role_of(""), Some(Role::Officer));
        assert_eq!(role_of("vua"), None);
    }
}
