//! How long wrong tries lock an account: 15 minutes, twice as long with each further one. Pure.

use jiff::{SignedDuration, Timestamp};

/// How long the first lock lasts.
pub(crate) const FIRST_LOCK: SignedDuration = SignedDuration::from_mins(15);
/// No lock lasts longer: whoever locks others out on purpose must not do so for good.
const LONGEST_LOCK: SignedDuration = SignedDuration::from_hours(24);

/// Until when an account is locked after `failures` wrong tries in a row, where `most` are allowed.
pub(crate) fn locked_until(failures: u32, most: u32, now: Timestamp) -> Option<Timestamp> {
    let beyond = failures.checked_sub(most)?;
    let length = FIRST_LOCK
        .checked_mul(1 << beyond.min(16))
        .unwrap_or(LONGEST_LOCK)
        .min(LONGEST_LOCK);
    Some(now.checked_add(length).unwrap_or(Timestamp::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_wrong_try_locks_and_each_further_one_twice_as_long() {
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        let minutes = |failures| {
            locked_until(failures, 5, now).map(|until| until.duration_since(now).as_mins())
        };
        assert_eq!(minutes(4), None);
        assert_eq!(minutes(5), Some(15));
        assert_eq!(minutes(6), Some(30));
        assert_eq!(minutes(8), Some(120));
        assert_eq!(minutes(12), Some(24 * 60));
        assert_eq!(minutes(u32::MAX), Some(24 * 60));
    }
}
