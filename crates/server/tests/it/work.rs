//! A unit's work without script: reporting, confirming, asking, and the list behind the figures.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use luytre_model::people::Role;

use super::browser::Browser;
use super::house::{DISPATCH, House, Member, Ward};

/// A ward in which a dispatch was taken in and given to the first unit.
pub(crate) async fn at_work(house: &House, name: &str) -> Ward {
    let ward = house.ward(name).await;
    let clerk = &ward.who(Role::Clerk).actor;
    let service = &house.service;
    let at = |words: &str| DISPATCH.find(words).unwrap();
    let passwords = &DISPATCH[at("2.1. ")..at("2.2. ")];
    let text = DISPATCH.replace(
        passwords,
        "2.1. Thay đổi mật khẩu định kỳ 03 tháng/lần.\n\n",
    );
    let id = service
        .receive(clerk, "cv.txt", text.into_bytes())
        .await
        .unwrap()
        .dispatch;
    let revision = service.dispatch(clerk, id).await.unwrap().revision;
    let revision = service
        .give_rest(clerk, id, revision, &[clerk.unit.to_string()])
        .await
        .unwrap();
    service.confirm_plan(clerk, id, revision).await.unwrap();
    ward
}

/// The address of the first link that contains `part`.
pub(crate) fn link(browser: &Browser, part: &str) -> String {
    let hrefs = browser
        .text
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let found = hrefs.into_iter().find(|href| href.contains(part));
    found
        .unwrap_or_else(|| panic!("no link to {part} at {}", browser.path))
        .replace("&#38;", "&")
}

/// The page of the officer's first report, and the address of its assignment.
async fn first_report(house: &House, member: &Member) -> (Browser, String) {
    let mut browser = house.browser_of(member);
    assert_eq!(browser.open("/viec-cua-toi").await, StatusCode::OK);
    let report = link(&browser, "/bao-cao/");
    assert_eq!(browser.open(&report).await, StatusCode::OK);
    let assignment = report.split("/bao-cao/").next().unwrap().to_owned();
    (browser, assignment)
}

/// Sends the report form of the page.
async fn report(
    browser: &mut Browser,
    outcome: &str,
    note: &str,
    file: Option<(&str, &[u8])>,
) -> StatusCode {
    let mut body = Vec::new();
    let token = browser.value("_token").unwrap();
    let revision = browser.value("revision").unwrap();
    for (name, value) in [
        ("_token", token.as_str()),
        ("revision", &revision),
        ("outcome", outcome),
        ("note", note),
    ] {
        let part =
            format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    if let Some((name, bytes)) = file {
        let part = format!(
            "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(part.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    let path = browser.path.clone();
    let request = Request::post(&path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .unwrap();
    browser.send(&path, request).await;
    match browser.headers.get("location") {
        Some(next) => {
            let next = next.to_str().unwrap().to_owned();
            browser.open(&next).await
        }
        None => browser.status,
    }
}

#[tokio::test]
async fn a_unit_reports_and_the_page_shows_evidence_and_history() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let (mut browser, assignment) = first_report(&house, ward.who(Role::Officer)).await;

    assert_eq!(
        report(&mut browser, "", "Đã họp.", None).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.says("Chọn kết quả thực hiện");
    browser.says("Đã họp.</textarea>");

    assert_eq!(
        report(
            &mut browser,
            "failed",
            "Còn hai máy chưa làm.",
            Some(("bien-ban.txt", b"Bien ban hop"))
        )
        .await,
        StatusCode::OK
    );
    assert_eq!(browser.path, assignment);
    browser.says("Đã ghi nhận là chưa đạt");
    browser.says("Còn hai máy chưa làm.");
    browser.says("Chưa đạt</span>");
    browser.says("Báo cáo kết quả");
    browser.says("mục số ");

    let file = link(&browser, "/tep/");
    assert_eq!(browser.get(&file).await, StatusCode::OK);
    assert_eq!(browser.text, "Bien ban hop");
    let disposition = browser.headers["content-disposition"].to_str().unwrap();
    assert!(
        disposition.starts_with("attachment; filename=\"bien-ban.txt\""),
        "{disposition}"
    );
}

#[tokio::test]
async fn what_waits_for_a_second_person_is_returned_with_a_reason_and_then_confirmed() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let officer = ward.who(Role::Officer);
    let (mut browser, assignment) = first_report(&house, officer).await;
    assert_eq!(
        report(&mut browser, "not_applicable", "", None).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        report(&mut browser, "not_applicable", "Không quản lý.", None).await,
        StatusCode::OK
    );
    browser.says("Chờ xác nhận</span>");

    let mut head = house.browser_of(ward.who(Role::Head));
    head.open("/viec-cua-toi").await;
    head.says("Chờ tôi xác nhận");
    let judge = link(&head, "/xac-nhan/");
    head.open(&judge).await;
    head.says("Không quản lý.");
    assert_eq!(
        head.submit(None, &[("note", ""), ("decision", "return")])
            .await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        head.submit(None, &[("note", "Nêu rõ hơn.")]).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no button"
    );
    assert_eq!(
        head.submit(None, &[("note", "Nêu rõ hơn."), ("decision", "return")])
            .await,
        StatusCode::OK
    );
    assert_eq!(head.path, assignment);

    let again = judge.replace("/xac-nhan/", "/bao-cao/");
    browser.open(&again).await;
    browser.says("Nêu rõ hơn.");
    assert_eq!(
        report(
            &mut browser,
            "not_applicable",
            "Đơn vị không có máy in.",
            None
        )
        .await,
        StatusCode::OK
    );
    head.open(&judge).await;
    assert_eq!(
        head.submit(None, &[("note", ""), ("decision", "confirm")])
            .await,
        StatusCode::OK
    );
    head.says("Đã xác nhận báo cáo");
    head.says("Không áp dụng</span>");
}

#[tokio::test]
async fn a_marked_file_is_refused_and_what_was_typed_stays() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let (mut browser, assignment) = first_report(&house, ward.who(Role::Officer)).await;
    let marked = "ỦY BAN NHÂN DÂN\nTUYỆT MẬT\n\nSố: 01/BC-UBND\n\nNội dung".as_bytes();
    let status = report(
        &mut browser,
        "done",
        "Đã làm xong.",
        Some(("bc.txt", marked)),
    )
    .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.says("Tệp có dấu độ mật");
    browser.says("Đã làm xong.</textarea>");
    browser.open(&assignment).await;
    browser.says("Chưa có minh chứng nào");
}

#[tokio::test]
async fn of_two_who_report_at_once_one_is_told_to_look_again() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let (mut first, _) = first_report(&house, ward.who(Role::Officer)).await;
    let (mut second, _) = first_report(&house, ward.who(Role::Head)).await;
    assert_eq!(
        report(&mut first, "failed", "Chưa xong.", None).await,
        StatusCode::OK
    );
    assert_eq!(
        report(&mut second, "failed", "Chưa xong.", None).await,
        StatusCode::CONFLICT
    );
    second.says("Nội dung đã được người khác thay đổi");
}

#[tokio::test]
async fn another_office_and_another_unit_come_to_nothing() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let other = house.ward("Ủy ban nhân dân phường Tre Vàng").await;
    let (browser, assignment) = first_report(&house, ward.who(Role::Officer)).await;
    let unit = format!("/don-vi/{}", ward.units[0].id);
    let mut stranger = house.browser_of(other.who(Role::Head));
    for path in [
        &assignment,
        &browser.path,
        &format!("{assignment}/hoi"),
        &unit,
    ] {
        assert_eq!(stranger.get(path).await, StatusCode::NOT_FOUND, "{path}");
    }
    let neighbour = house.member(ward.id, &ward.units[1], Role::Officer).await;
    let mut neighbour = house.browser_of(&neighbour);
    assert_eq!(neighbour.get(&assignment).await, StatusCode::FORBIDDEN);
    neighbour.open("/nhiem-vu").await;
    assert!(
        !neighbour.text.contains(&assignment),
        "only the own unit's are listed"
    );
    assert_eq!(
        neighbour.get("/nhiem-vu/khong-co").await,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_difficulty_is_asked_and_answered() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let (mut browser, assignment) = first_report(&house, ward.who(Role::Officer)).await;
    browser.open(&format!("{assignment}/hoi")).await;
    assert_eq!(
        browser.submit(None, &[("text", "")]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser
        .submit(None, &[("text", "Máy <cũ> không cài được.")])
        .await;
    browser.says("Đã gửi khó khăn, vướng mắc");
    browser.says("Máy &#60;cũ&#62; không cài được.");

    let mut clerk = house.browser_of(ward.who(Role::Clerk));
    clerk.open("/kho-khan").await;
    let question = link(&clerk, "/kho-khan/");
    clerk.open(&question).await;
    clerk
        .submit(None, &[("text", "Lập danh sách máy để thay.")])
        .await;
    clerk.says("Đã gửi trả lời cho đơn vị");
    browser.open("/viec-cua-toi").await;
    browser.says("Lập danh sách máy để thay.");
}

#[tokio::test]
async fn the_list_is_filtered_paged_and_downloaded() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    let rows = |browser: &Browser| browser.text.matches("role=\"rowheader\"").count();
    browser.open("/nhiem-vu").await;
    assert_eq!(rows(&browser), 20);
    let next = link(&browser, "sau=");
    browser.open(&next).await;
    assert!(rows(&browser) > 0, "there is a second page");
    browser.open("/nhiem-vu?bien-phap=ACC-03").await;
    assert_eq!(rows(&browser), 1);
    browser.open("/nhiem-vu?xem=dat").await;
    browser.says("Không có nhiệm vụ nào như vậy");
    assert_eq!(
        browser.get("/nhiem-vu?sau=khong-co").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        browser.get("/nhiem-vu.xlsx?bien-phap=ACC-03").await,
        StatusCode::OK
    );
    assert!(browser.text.starts_with("PK"), "a workbook");
}

#[tokio::test]
async fn the_next_period_says_from_which_day_it_may_be_reported() {
    let house = House::new().await;
    let ward = at_work(&house, "Ủy ban nhân dân phường Tre Xanh").await;
    let officer = ward.who(Role::Officer);
    let mine = house.service.mine(&officer.actor).await.unwrap();
    let tasks = [mine.late, mine.this_week, mine.later].concat();
    let passwords = "Thay đổi mật khẩu";
    let task = tasks.iter().find(|task| task.text.starts_with(passwords));
    let task = task.unwrap();
    let assignment = format!("/nhiem-vu/{}", task.assignment);
    let mut browser = house.browser_of(officer);
    browser.open(&assignment).await;
    browser.says("Báo cáo<span class=\"unseen\"> Kỳ 1</span>");
    browser
        .open(&format!("{assignment}/bao-cao/{}", task.occurrence))
        .await;
    report(&mut browser, "done", "Đã đổi.", None).await;
    let day = luytre_server::words::format::date(task.due_on.unwrap().tomorrow().unwrap());
    let opens = format!("báo cáo được từ {day}");
    assert_eq!(browser.path, assignment);
    browser.says(&opens);
    browser.open("/viec-cua-toi").await;
    browser.says(&opens);
}
