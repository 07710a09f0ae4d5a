//! No page offers a link that its reader may not follow: every role, every page that it may open,
//! every address on it.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{Method, StatusCode};
use luytre_model::people::Role;

use super::browser::Browser;
use super::house::{House, Member, Ward};
use super::routes::{filled, path_of};

/// Addresses on a page that lead to a page of the house, without the places in them.
fn addresses(browser: &Browser) -> BTreeSet<String> {
    let hrefs = browser
        .text
        .split(" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let path = |href: &str| {
        href.replace("&#38;", "&")
            .split('#')
            .next()
            .map(str::to_owned)
    };
    hrefs
        .filter(|href| href.starts_with('/') && !href.starts_with("/assets/"))
        .filter_map(path)
        .collect()
}

/// Opens each page that `member` may open, and each address on it; what leads nowhere, as
/// `page → address: status`.
async fn dead_ends(house: &House, member: &Member, pages: &[String]) -> Vec<String> {
    let mut browser = house.browser_of(member);
    let mut answers: BTreeMap<String, StatusCode> = BTreeMap::new();
    let mut found = Vec::new();
    let mut looked_at = 0;
    for page in pages {
        if browser.get(page).await != StatusCode::OK {
            continue;
        }
        looked_at += 1;
        for address in addresses(&browser) {
            let status = match answers.get(&address) {
                Some(status) => *status,
                None => browser.get(&address).await,
            };
            if !(status.is_success() || status.is_redirection()) {
                found.push(format!("{page} → {address}: {status}"));
            }
            answers.insert(address, status);
        }
    }
    assert!(looked_at > 3, "{} opened nothing", member.actor.role);
    found
}

/// A ward with work in all units, looked at by a person of each role in the first and second unit.
async fn looked_at(house: &House) -> (Ward, Vec<Member>, Vec<String>) {
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let ids = filled(house, &ward, "mạng của cơ quan").await;
    let mut members = ward.people.clone();
    for role in Role::ALL {
        members.push(house.member(ward.id, &ward.units[1], *role).await);
    }
    let routes = luytre_server::web::routes();
    let pages = routes.list().iter().filter(|route| {
        route.method == Method::GET && !route.path.contains('.') && !route.path.contains("{token}")
    });
    let mut pages: Vec<String> = pages.map(|route| path_of(route, &ids)).collect();
    // Other things than those of `filled`: the second unit, a control that is asked for.
    pages.push(format!("/don-vi/{}", ward.units[1].id));
    pages.push("/tim?q=mật".to_owned());
    pages.push("/tim?q=phòng".to_owned());
    (ward, members, pages)
}

#[tokio::test]
async fn no_page_offers_a_link_that_its_reader_may_not_follow() {
    let house = House::new().await;
    let (_, members, pages) = looked_at(&house).await;
    let mut found = Vec::new();
    for member in &members {
        let dead = dead_ends(&house, member, &pages).await;
        let role = member.actor.role;
        let unit = &member.actor.unit_name;
        found.extend(dead.iter().map(|line| format!("{role} of {unit}: {line}")));
    }
    assert!(found.is_empty(), "dead ends:\n{}", found.join("\n"));
}
