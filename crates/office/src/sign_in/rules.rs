//! Which rules hold for a password: those of the product, made stricter by the clauses of confirmed
//! dispatches, never looser. Pure.

use luytre_model::id::ObligationId;
use luytre_model::people::Role;
use luytre_store::claims::ClaimRow;

/// The controls whose parameters are rules of the product's own sign-in.
pub(crate) const CONTROLS: [&str; 3] = ["ACC-02", "ACC-03", "ACC-04"];

/// The rules that hold for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordRules {
    /// Least length, in characters.
    pub min_length: Rule,
    /// How many passwords before may not come back.
    pub history: Rule,
    /// Greatest age, in days.
    pub max_age_days: Rule,
    /// With how many wrong tries in a row the account is locked.
    pub max_failures: Rule,
}

/// A rule's figure, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The figure.
    pub value: u32,
    /// Who says so.
    pub source: RuleSource,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleSource {
    /// The product, by a key of words.
    Product(&'static str),
    /// The obligations that set exactly this figure.
    Obligations(Vec<ObligationId>),
}

/// Where a rule takes its figures from, and between which bounds they must be. A bound keeps a
/// misread clause from locking everybody out.
struct Origin {
    control: &'static str,
    parameters: &'static [&'static str],
    product: u32,
    key: &'static str,
    stricter: fn(u32, u32) -> bool,
    bounds: std::ops::RangeInclusive<u32>,
}

impl PasswordRules {
    /// The rules for a role, given the claims in force on [`CONTROLS`].
    pub(crate) fn of(role: Role, claims: &[ClaimRow]) -> Self {
        let admin = role == Role::Admin;
        let larger: fn(u32, u32) -> bool = |a, b| a > b;
        let smaller: fn(u32, u32) -> bool = |a, b| a < b;
        let rule = |control, parameters, product, key, stricter, bounds| {
            Origin {
                control,
                parameters,
                product,
                key,
                stricter,
                bounds,
            }
            .rule(claims)
        };
        let ages: &[&str] = if admin {
            &["max_age", "admin_max_age"]
        } else {
            &["max_age"]
        };
        let (history, history_key) = if admin {
            (10, "rule-history-admin")
        } else {
            (5, "rule-history")
        };
        let (age, age_key) = if admin {
            (60, "rule-age-admin")
        } else {
            (90, "rule-age")
        };
        Self {
            min_length: rule("ACC-02", &["min_length"], 8, "rule-length", larger, 8..=64),
            history: rule("ACC-02", &["history"], history, history_key, larger, 1..=24),
            max_age_days: rule("ACC-03", ages, age, age_key, smaller, 7..=90),
            max_failures: rule("ACC-04", &["max_tries"], 5, "rule-tries", smaller, 3..=5),
        }
    }
}

impl Origin {
    fn rule(&self, claims: &[ClaimRow]) -> Rule {
        let mut rule = Rule {
            value: self.product,
            source: RuleSource::Product(self.key),
        };
        for claim in claims {
            let Ok(value) = u32::try_from(claim.value) else {
                continue;
            };
            let ours = claim.control == self.control
                && self.parameters.contains(&claim.parameter.as_str());
            if !ours || !self.bounds.contains(&value) {
                continue;
            }
            if (self.stricter)(value, rule.value) {
                rule = Rule {
                    value,
                    source: RuleSource::Obligations(vec![claim.obligation]),
                };
            } else if let RuleSource::Obligations(obligations) = &mut rule.source
                && value == rule.value
            {
                obligations.push(claim.obligation);
            }
        }
        rule
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use luytre_model::id::uuid_v7;

    fn claim(control: &str, parameter: &str, number: u8, value: i64) -> ClaimRow {
        ClaimRow {
            control: control.to_owned(),
            parameter: parameter.to_owned(),
            obligation: ObligationId::new(uuid_v7(1, [number; 10])),
            value,
            own: false,
        }
    }

    fn figures(role: Role, claims: &[ClaimRow]) -> [u32; 4] {
        let rules = PasswordRules::of(role, claims);
        [
            rules.min_length,
            rules.history,
            rules.max_age_days,
            rules.max_failures,
        ]
        .map(|rule| rule.value)
    }

    #[test]
    fn without_dispatches_the_products_rules_hold() {
        assert_eq!(figures(Role::Officer, &[]), [8, 5, 90, 5]);
        assert_eq!(figures(Role::Admin, &[]), [8, 10, 60, 5]);
    }

    #[test]
    fn a_clause_makes_a_rule_stricter_never_looser_never_absurd() {
        let strict = [
            claim("ACC-02", "min_length", 1, 12),
            claim("ACC-02", "history", 2, 24),
            claim("ACC-03", "max_age", 3, 30),
            claim("ACC-04", "max_tries", 4, 3),
        ];
        assert_eq!(figures(Role::Officer, &strict), [12, 24, 30, 3]);
        assert_eq!(figures(Role::Admin, &strict), [12, 24, 30, 3]);
        let loose_or_absurd = [
            claim("ACC-02", "min_length", 1, 6),
            claim("ACC-02", "min_length", 1, 65),
            claim("ACC-03", "max_age", 3, 180),
            claim("ACC-03", "max_age", 3, 6),
            claim("ACC-03", "admin_max_age", 3, 30),
            claim("ACC-04", "max_tries", 4, 10),
            claim("ACC-04", "max_tries", 4, 0),
            claim("ACC-04", "max_tries", 4, -1),
            claim("ACC-05", "min_length", 5, 20),
        ];
        assert_eq!(figures(Role::Officer, &loose_or_absurd), [8, 5, 90, 5]);
        assert_eq!(figures(Role::Admin, &loose_or_absurd), [8, 10, 30, 5]);
    }

    #[test]
    fn a_rule_names_all_who_set_its_figure() {
        let claims = [
            claim("ACC-03", "max_age", 1, 60),
            claim("ACC-03", "max_age", 2, 45),
            claim("ACC-03", "max_age", 3, 45),
        ];
        let rules = PasswordRules::of(Role::Officer, &claims);
        let wanted = RuleSource::Obligations(vec![claims[1].obligation, claims[2].obligation]);
        assert_eq!(
            rules.max_age_days,
            Rule {
                value: 45,
                source: wanted
            }
        );
        assert_eq!(rules.min_length.source, RuleSource::Product("rule-length"));
    }
}
