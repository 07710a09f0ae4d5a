//! The rules of passwords as they stand beside the field: each figure with whose it is.

use luytre_office::sign_in::{PasswordRules, Rule, RuleSource};

use crate::web::shell::Page;

/// One rule in words.
#[derive(Debug, Clone)]
pub(crate) struct RuleLine {
    /// What it asks.
    pub(crate) text: String,
    /// Who asks it.
    pub(crate) source: String,
    /// Where the clauses that ask it are listed.
    pub(crate) link: Option<String>,
}

/// All rules in words. Who is signed in may follow a rule to the control whose clauses set it.
pub(crate) fn lines(page: &Page, rules: &PasswordRules) -> Vec<RuleLine> {
    let line = |key: &str, rule: &Rule, control: &str| {
        let text = page.a(key).with("count", rule.value).to_string();
        match &rule.source {
            RuleSource::Product(key) => RuleLine {
                text,
                source: page.w(key).into_owned(),
                link: None,
            },
            RuleSource::Obligations(clauses) => RuleLine {
                text,
                source: page
                    .a("password-rule-clauses")
                    .with("count", clauses.len())
                    .to_string(),
                link: page
                    .visitor
                    .is_some()
                    .then(|| format!("/bien-phap/{control}")),
            },
        }
    };
    vec![
        line("password-rule-length", &rules.min_length, "ACC-02"),
        line("password-rule-history", &rules.history, "ACC-02"),
        line("password-rule-age", &rules.max_age_days, "ACC-03"),
        line("password-rule-tries", &rules.max_failures, "ACC-04"),
    ]
}
