//! Figures that lead to their rows, controls with their clauses, search, and the ledger.

use axum::http::StatusCode;
use jiff::SignedDuration;
use luytre_model::people::Role;

use super::house::House;
use super::work::{at_work, link};

#[tokio::test]
async fn an_office_without_work_is_told_how_to_begin() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    for (path, words) in [
        ("/tong-quan", "Chưa có nhiệm vụ nào để theo dõi"),
        ("/viec-cua-toi", "Không có việc nào đang chờ"),
        ("/nhiem-vu", "Chưa có nhiệm vụ nào được giao"),
        ("/bien-phap", "Chưa văn bản nào yêu cầu biện pháp nào"),
        ("/kho-khan", "Chưa có khó khăn, vướng mắc nào"),
        ("/tim", "Nhập từ cần tìm"),
        ("/tim?q=qwerty", "Không tìm thấy gì"),
    ] {
        assert_eq!(browser.open(path).await, StatusCode::OK, "{path}");
        browser.says(words);
    }
}

#[tokio::test]
async fn from_a_figure_to_its_rows_to_the_clause() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    house.clock.forward(SignedDuration::from_hours(24 * 45));
    let leader = house.sign_in(&ward.who(Role::Leader).actor).await;
    let mut browser = house.browser_of(&leader);
    browser.open("/tong-quan").await;
    browser.says("nhiệm vụ quá hạn");
    let list = link(&browser, "xem=qua-han");
    browser.open(&list).await;
    browser.says("Quá hạn</span>");
    let assignment = link(&browser, "/nhiem-vu/0");
    browser.open(&assignment).await;
    let clause = link(&browser, "#doan-");
    assert!(clause.starts_with("/van-ban/"), "{clause}");
    browser.open(clause.split('#').next().unwrap()).await;
    browser.says(&format!("id=\"{}\"", clause.split('#').nth(1).unwrap()));
}

#[tokio::test]
async fn from_what_is_late_to_the_reminders() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    browser.open("/don-doc").await;
    browser.says("Không có đơn vị nào quá hạn");
    house.clock.forward(SignedDuration::from_hours(24 * 45));
    let clerk = house.sign_in(&ward.who(Role::Clerk).actor).await;
    let mut browser = house.browser_of(&clerk);
    browser.open("/tong-quan").await;
    let reminders = link(&browser, "/don-doc");
    browser.open(&reminders).await;
    browser.says("việc quá hạn");
    let long = "x".repeat(4_001);
    let again = browser.submit(None, &[("signer_name", &long)]).await;
    assert_eq!(again, StatusCode::UNPROCESSABLE_ENTITY);
    browser.says("Nội dung quá dài");
    browser.open("/don-doc?ngay=nhieu").await;
    browser.says("Đến hạn trong 5 ngày làm việc");
    browser.submit(None, &[]).await;
    browser.attached("phieu-don-doc-");
    // From the page of a unit to its own.
    browser.open(&reminders).await;
    let unit = link(&browser, "/don-vi/");
    browser.open(&unit).await;
    let own = link(&browser, "/don-doc?don-vi=");
    assert_eq!(browser.open(&own).await, StatusCode::OK);
    let elsewhere = format!("/don-doc?don-vi={}", uuid::Uuid::nil());
    assert_eq!(browser.get(&elsewhere).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_control_shows_whose_figure_is_in_force() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    browser.open("/bien-phap").await;
    browser.says("ACC-03");
    browser.says("biện pháp chưa văn bản nào yêu cầu");
    browser.open("/bien-phap/ACC-03").await;
    browser.says("90 ngày");
    browser.says("Văn bản số 1452/UBND-NC, mục 2.1");
    for path in ["/bien-phap/ACC-99", "/bien-phap/acc-03", "/bien-phap/OTHER"] {
        assert_eq!(browser.get(path).await, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn search_marks_words_whatever_their_diacritics() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    browser.open("/tim?q=mat%20khau").await;
    browser.says("<mark>mật</mark> <mark>khẩu</mark>");
    browser.says("Nhiệm vụ trong văn bản");
    browser.open("/tim?q=%3Cscript%3E").await;
    assert!(
        !browser.text.contains("<script>"),
        "what was typed is escaped"
    );
}

#[tokio::test]
async fn the_ledger_tells_what_happened_and_has_no_pack_before_it_is_signed() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Inspector));
    browser.open("/so-chung-cu").await;
    browser.says("Xác nhận kế hoạch, giao việc");
    browser.says("Nguyễn Văn clerk");
    let unsigned = browser.submit(Some("/so-chung-cu/goi"), &[]).await;
    assert_eq!(unsigned, StatusCode::UNPROCESSABLE_ENTITY);
    browser.says("Sổ chứng cứ chưa được ký lần nào");
    assert_eq!(
        browser.get("/so-chung-cu/khoa").await,
        StatusCode::NOT_FOUND,
        "no key in this process"
    );
    let mut officer = house.browser_of(ward.who(Role::Officer));
    assert_eq!(officer.get("/so-chung-cu").await, StatusCode::FORBIDDEN);
}
