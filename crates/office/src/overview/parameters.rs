//! The figures of a control: which value is in force and by whose word, what others ask, and what
//! would be left without each dispatch that sets it.

use luytre_model::catalogue::{Parameter, Stricter, Value, strictest};
use luytre_model::id::DispatchId;
use luytre_model::work::DispatchState;
use luytre_store::claims::ClauseClaim;

use super::ClauseRef;

/// A parameter and whose word counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterView {
    /// Its id within the control.
    pub id: String,
    /// The value in force.
    pub value: Value,
    /// Nobody set it; it is the catalogue's.
    pub is_default: bool,
    /// The clauses that set this value.
    pub set_by: Vec<ClauseRef>,
    /// Clauses that set a less strict one.
    pub outdone: Vec<(Value, ClauseRef)>,
    /// Clauses of dispatches that are in force no longer.
    pub ended: Vec<Ended>,
    /// What would be left without each dispatch that sets this value.
    pub without: Vec<Without>,
}

/// What a dispatch that is in force no longer asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The figure of its clause.
    pub value: Value,
    /// The clause.
    pub at: ClauseRef,
    /// Were it in force, its figure would be the one that counts.
    pub would_count: bool,
}

/// What would be left without a dispatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// The dispatch.
    pub dispatch: DispatchId,
    /// Its number.
    pub number: String,
    /// Its symbol.
    pub symbol: String,
    /// The value then.
    pub value: Value,
    /// That value is the catalogue's.
    pub is_default: bool,
}

/// One parameter of a control, from all claims of that control.
pub(super) fn view(parameter: &Parameter, claims: &[ClauseClaim]) -> ParameterView {
    let claims = claims
        .iter()
        .filter(|claim| claim.claim.parameter == parameter.id)
        .filter_map(|claim| Some((value_of(parameter, claim.claim.value)?, claim)));
    let (counting, ended): (Vec<_>, Vec<_>) =
        claims.partition(|(_, claim)| claim.state == DispatchState::Confirmed);
    let now = strictest(parameter, counting.iter().copied());
    let mut without: Vec<Without> = Vec::new();
    for claim in &now.set_by {
        if !without.iter().any(|known| known.dispatch == claim.dispatch) {
            without.push(left_without(parameter, &counting, claim));
        }
    }
    let ended = ended.into_iter().map(|(value, claim)| Ended {
        would_count: now.set_by.is_empty() || asks_more(parameter.stricter, value, now.value),
        at: ClauseRef::from(claim),
        value,
    });
    let outdone = now.outdone.into_iter();
    ParameterView {
        id: parameter.id.clone(),
        value: now.value,
        is_default: now.set_by.is_empty(),
        ended: ended.collect(),
        set_by: now.set_by.into_iter().map(ClauseRef::from).collect(),
        outdone: outdone
            .map(|(value, claim)| (value, ClauseRef::from(claim)))
            .collect(),
        without,
    }
}

fn left_without(
    parameter: &Parameter,
    counting: &[(Value, &ClauseClaim)],
    gone: &ClauseClaim,
) -> Without {
    let rest = counting
        .iter()
        .filter(|(_, claim)| claim.dispatch != gone.dispatch);
    let left = strictest(parameter, rest.copied());
    Without {
        dispatch: gone.dispatch,
        number: gone.number.clone(),
        symbol: gone.symbol.clone(),
        value: left.value,
        is_default: left.set_by.is_empty(),
    }
}

fn asks_more(stricter: Stricter, one: Value, other: Value) -> bool {
    match stricter {
        Stricter::Smaller => one < other,
        Stricter::Larger => one > other,
    }
}

fn value_of(parameter: &Parameter, value: i64) -> Option<Value> {
    match parameter.default {
        Value::YesNo(_) => Some(Value::YesNo(value != 0)),
        Value::Number(_) => u32::try_from(value).ok().map(Value::Number),
    }
}

impl From<&ClauseClaim> for ClauseRef {
    fn from(claim: &ClauseClaim) -> Self {
        Self {
            obligation: claim.claim.obligation,
            dispatch: claim.dispatch,
            number: claim.number.clone(),
            symbol: claim.symbol.clone(),
            clause: claim.clause.clone(),
            own: claim.claim.own,
        }
    }
}
