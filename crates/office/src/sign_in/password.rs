//! What a password must be (pure), and its hash.

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use luytre_model::clock::Entropy;
use luytre_model::fold::{fold, nfc};

use super::rules::PasswordRules;
use crate::error::{OfficeError, Problem};

/// Longer ones are refused: hashing is work, and nobody types them.
const LONGEST: usize = 128;
/// Words that people make passwords of; nothing but digits and signs around one is no password.
const COMMON: &str = include_str!("common.txt");

/// What is wrong with a password of the person who is called `name` and signs in as `login`.
pub(crate) fn problem(
    password: &str,
    name: &str,
    login: &str,
    rules: &PasswordRules,
) -> Option<Problem> {
    let length = password.chars().count();
    let with = |code, fact: &'static str, value: u32| Problem {
        field: "password",
        code,
        facts: vec![(fact, value.to_string())],
    };
    if password.is_empty() {
        Some(Problem::new("password", "required"))
    } else if length > LONGEST {
        Some(Problem::new("password", "password-long"))
    } else if length < rules.min_length.value as usize {
        Some(with("password-short", "least", rules.min_length.value))
    } else if !has_four_classes(password) {
        Some(Problem::new("password", "password-classes"))
    } else if names_the_person(password, name, login) {
        Some(Problem::new("password", "password-is-name"))
    } else if is_common(password) {
        Some(Problem::new("password", "password-common"))
    } else {
        None
    }
}

/// Small and large letters, digits, and something else.
fn has_four_classes(password: &str) -> bool {
    let any = |class: fn(char) -> bool| password.chars().any(class);
    any(char::is_lowercase)
        && any(char::is_uppercase)
        && any(char::is_numeric)
        && any(|c| !c.is_alphanumeric())
}

fn names_the_person(password: &str, name: &str, login: &str) -> bool {
    let close = |text: &str| fold(text).replace(' ', "");
    let (password, name, login) = (close(password), close(name), close(login));
    [name, login]
        .iter()
        .any(|own| own.chars().count() >= 3 && password.contains(own.as_str()))
}

fn is_common(password: &str) -> bool {
    let stem = password.trim_matches(|c: char| !c.is_alphabetic());
    let word: String = fold(&stem.chars().map(as_letter).collect::<String>()).replace(' ', "");
    word.is_empty() || COMMON.lines().any(|common| common == word)
}

/// The letter that a digit or sign inside a word stands for.
const fn as_letter(c: char) -> char {
    match c {
        '@' | '4' => 'a',
        '3' => 'e',
        '1' | '!' => 'i',
        '0' => 'o',
        '$' | '5' => 's',
        other => other,
    }
}

/// Says what is wrong with a name for signing in.
pub(crate) fn login_problem(login: &str) -> Option<Problem> {
    let fits =
        |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'.' | b'_' | b'-');
    if login.is_empty() {
        Some(Problem::new("login", "required"))
    } else if !(3..=40).contains(&login.len()) || !login.bytes().all(fits) {
        Some(Problem::new("login", "login-form"))
    } else {
        None
    }
}

/// argon2id with 19 MiB, two passes, one lane: the least that OWASP's cheat sheet asks.
fn argon2() -> Result<Argon2<'static>, OfficeError> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|_| FAILED)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

const FAILED: OfficeError = OfficeError::Internal {
    doing: "hash a password",
};

/// The hash of a password, made beside the tasks that serve requests.
pub(crate) async fn hash(password: &str, entropy: &dyn Entropy) -> Result<String, OfficeError> {
    let mut salt = [0; 16];
    entropy.fill(&mut salt);
    let password = nfc(password);
    tokio::task::spawn_blocking(move || {
        let hash = argon2()?
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map_err(|_| FAILED)?;
        Ok(hash.to_string())
    })
    .await
    .map_err(|_| FAILED)?
}

/// Whether the password is that of any of the hashes. With no hash at all it takes as long as with
/// one, so that the answer's time does not tell whether there is an account.
pub(crate) async fn is_one_of(password: &str, hashes: Vec<String>) -> Result<bool, OfficeError> {
    let password = nfc(password);
    tokio::task::spawn_blocking(move || {
        let argon2 = argon2()?;
        if hashes.is_empty() {
            let _ = argon2
                .hash_password_with_salt(password.as_bytes(), &[0; 16])
                .map_err(|_| FAILED)?;
        }
        Ok(hashes.iter().any(|hash| {
            argon2
                .verify_password(password.as_bytes(), hash.as_str())
                .is_ok()
        }))
    })
    .await
    .map_err(|_| FAILED)?
}

#[cfg(test)]
mod tests {
    use super::*;
    use luytre_model::people::Role;

    fn code(password: &str) -> Option<&'static str> {
        let rules = PasswordRules::of(Role::Officer, &[]);
        problem(password, "Nguyễn Thị Lan", "lan.nt", &rules).map(|problem| problem.code)
    }

    #[test]
    fn eight_characters_of_four_classes_are_enough_and_seven_are_not() {
        assert_eq!(code("Tre9&bụi"), None);
        assert_eq!(code("Tre9&bụ"), Some("password-short"));
        assert_eq!(code(""), Some("required"));
        assert_eq!(code(&"Tre9&bụi".repeat(16)), None);
        assert_eq!(
            code(&format!("{}x", "Tre9&bụi".repeat(16))),
            Some("password-long")
        );
        for missing in ["tre9&bụi", "TRE9&BỤI", "Tren&bụi", "Tre9abụi"] {
            assert_eq!(code(missing), Some("password-classes"), "{missing}");
        }
    }

    #[test]
    fn names_and_common_words_are_no_passwords() {
        for own in [
            "Lan.nt#2026A",
            "xLAN.NT1a&",
            "NguyễnThịLan@1",
            "nguyen-thi-LAN 9",
        ] {
            assert_eq!(code(own), Some("password-is-name"), "{own}");
        }
        for common in [
            "Password@123",
            "P@ssw0rd123!",
            "Abc@12345",
            "123456@Abc",
            "Mật-khẩu#1",
            "Admin#2026",
        ] {
            assert_eq!(code(common), Some("password-common"), "{common}");
        }
    }

    #[test]
    fn logins_are_plain() {
        for right in ["lan", "lan.nt-2_b", &"a".repeat(40)] {
            assert_eq!(login_problem(right), None, "{right}");
        }
        for wrong in ["la", "Lan", "lân", "lan nt", "lan@x", &"a".repeat(41)] {
            assert_eq!(
                login_problem(wrong).map(|problem| problem.code),
                Some("login-form"),
                "{wrong}"
            );
        }
        assert_eq!(
            login_problem("").map(|problem| problem.code),
            Some("required")
        );
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_in_any_composition() {
        struct Zero;
        impl Entropy for Zero {
            fn fill(&self, bytes: &mut [u8]) {
                bytes.fill(0);
            }
        }
        let hashed = hash("Tre9&bụi", &Zero).await.unwrap();
        assert!(
            hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hashed}"
        );
        assert!(
            is_one_of("Tre9&bu\u{323}i", vec![hashed.clone()])
                .await
                .unwrap()
        );
        assert!(!is_one_of("Tre9&bui", vec![hashed]).await.unwrap());
        assert!(!is_one_of("Tre9&bụi", Vec::new()).await.unwrap());
        assert!(!is_one_of("Tre9&bụi", vec![String::new()]).await.unwrap());
    }
}
