//! The codes of the second step (RFC 6238): six digits, 30 seconds, one step either way. Pure.

use jiff::Timestamp;
use luytre_model::clock::Entropy;
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::error::OfficeError;

const FAILED: OfficeError = OfficeError::Internal {
    doing: "use the secret of a second step",
};

/// A fresh secret, base32.
pub(crate) fn fresh_secret(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 20];
    entropy.fill(&mut bytes);
    Secret::new(Box::new(bytes)).to_base32()
}

fn totp(secret: &str, login: &str) -> Result<Totp, OfficeError> {
    let secret = Secret::try_from_base32(secret).map_err(|_| FAILED)?;
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(secret)
        .with_account_name(login)
        .with_issuer(Some("Luy Tre"))
        .build()
        .map_err(|_| FAILED)
}

/// The address that a QR code shows to an authenticator.
pub(crate) fn uri(secret: &str, login: &str) -> Result<String, OfficeError> {
    totp(secret, login)?.to_url().map_err(|_| FAILED)
}

/// The step of a right code; `None` for a wrong one.
pub(crate) fn step(
    secret: &str,
    login: &str,
    code: &str,
    now: Timestamp,
) -> Result<Option<u64>, OfficeError> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.as_second()).map_err(|_| FAILED)?;
    Ok(totp(secret, login)?.check(&code, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn the_codes_are_those_of_the_standard_and_one_step_either_way_is_taken() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let step = |code: &str, second| step(SECRET, "lan", code, at(second)).unwrap();
        // Appendix B gives eight digits; the last six are ours.
        assert_eq!(step("287082", 59), Some(1));
        assert_eq!(step("287 082", 59), Some(1));
        assert_eq!(step("287082", 89), Some(1));
        assert_eq!(step("287082", 90), None);
        assert_eq!(step("287082", 0), Some(1));
        assert_eq!(step("081804", 1_111_111_109), Some(37_037_036));
        for wrong in ["287083", "", "28708", "2870820", "abcdef"] {
            assert_eq!(step(wrong, 59), None, "{wrong}");
        }
    }

    #[test]
    fn the_address_names_the_person_and_the_product() {
        let uri = uri(SECRET, "lan.nt").unwrap();
        assert!(
            uri.starts_with("otpauth://totp/Luy%20Tre:lan.nt?secret=GEZDGNBV"),
            "{uri}"
        );
        assert!(uri.contains("issuer=Luy%20Tre"), "{uri}");
    }
}
