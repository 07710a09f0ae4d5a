//! From the first link to the second step, with forms as a browser without script sends them.

use axum::http::StatusCode;
use jiff::SignedDuration;
use luytre_model::clock::Clock as _;
use luytre_model::people::Role;
use totp_rs::{Algorithm, Builder, Secret};

use super::browser::Browser;
use super::house::House;

const PASSWORD: &str = "Tre9&bụi-xanh";
const OTHER: &str = "Măng8#mọc-thẳng";

/// The code that a telephone would show for the secret on the page.
fn code(house: &House, secret: &str) -> String {
    let secret: String = secret.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(Secret::try_from_base32(&secret).unwrap())
        .with_account_name("x")
        .build()
        .unwrap();
    totp.generate(u64::try_from(house.clock.now().as_second()).unwrap())
        .to_string()
}

/// Sends a form that is not right yet.
async fn wrong(
    browser: &mut Browser,
    action: Option<&str>,
    fields: &[(&str, &str)],
    says: &[&str],
) {
    let path = browser.path.clone();
    let status = browser.submit(action, fields).await;
    assert_eq!(
        status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{path}: {}",
        browser.text
    );
    says.iter().for_each(|words| browser.says(words));
}

/// Sends a form that is right, and arrives.
async fn right(
    browser: &mut Browser,
    action: Option<&str>,
    fields: &[(&str, &str)],
    arrives: &str,
) {
    let path = browser.path.clone();
    let status = browser.submit(action, fields).await;
    assert_eq!(status, StatusCode::OK, "{path}: {}", browser.text);
    assert_eq!(browser.path, arrives);
}

/// The first person takes the link.
async fn begin(house: &House, browser: &mut Browser) {
    let token = house.service.first_link().await.unwrap().unwrap();
    assert_eq!(
        browser.open(&format!("/link/{token}")).await,
        StatusCode::OK
    );
    let short = [
        ("name", "Lê Mai"),
        ("login", "mai"),
        ("password", "ngắn"),
        ("again", "khác"),
    ];
    let says = [
        "Mật khẩu cần có ít nhất 8 ký tự.",
        "Hai lần nhập mật khẩu không giống nhau.",
    ];
    wrong(browser, None, &short, &says).await;
    assert_eq!(
        browser.value("name").as_deref(),
        Some("Lê Mai"),
        "what was typed is kept"
    );
    assert!(
        !browser.text.contains("ngắn"),
        "a password is never shown again"
    );
    let long = [
        ("name", "Lê Mai"),
        ("login", "Mai.L"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    right(browser, None, &long, "/thiet-lap/co-quan").await;
}

/// The wizard's facts and units.
async fn set_up(browser: &mut Browser) {
    wrong(browser, None, &[], &["Chưa nhập tên."]).await;
    let facts = [
        ("level", "phuong"),
        ("name", "Ủy ban nhân dân phường Tre Xanh"),
        ("superior", "Ủy ban nhân dân tỉnh Sông Lam"),
        ("place", "Tre Xanh"),
        ("symbol", "UBND"),
        ("commune_code", "31117"),
    ];
    right(browser, None, &facts, "/thiet-lap/don-vi").await;
    browser.says("Công an phường");
    let units = [
        ("take-0", "1"),
        ("name-0", "Văn phòng HĐND và UBND"),
        ("short-0", "VP"),
        ("name-1", "Phòng bị bỏ chọn"),
        ("take-2", "1"),
        ("name-2", "Trường Tiểu học Hoa Sen"),
        ("kind-2", "school"),
    ];
    let more = [&units[..], &[("more", "1")]].concat();
    right(browser, None, &more, "/thiet-lap/don-vi").await;
    let kept = browser.value("name-2");
    assert_eq!(
        kept.as_deref(),
        Some("Trường Tiểu học Hoa Sen"),
        "more rows keep what was typed"
    );
    right(browser, None, &units, "/thiet-lap/can-bo").await;
    assert!(!browser.text.contains("Phòng bị bỏ chọn"));
}

/// Invites a clerk in the wizard; the path of the link.
async fn invite(browser: &mut Browser) -> String {
    // Nothing else opens before the office is set up.
    browser.open("/van-ban").await;
    assert_eq!(browser.path, "/thiet-lap/can-bo");
    let mut options = browser
        .text
        .split("<option value=\"")
        .filter(|rest| rest.starts_with("01"));
    let unit = options
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let person = [
        ("name", "Trần Lâm"),
        ("unit", &unit),
        ("role", "clerk"),
        ("login", "lam.t"),
    ];
    right(browser, None, &person, "/thiet-lap/can-bo").await;
    let link = browser.value("link").unwrap();
    link.strip_prefix("http://office.test").unwrap().to_owned()
}

/// Sets the second step up; its secret.
async fn enrol(house: &House, browser: &mut Browser) -> String {
    right(browser, Some("/thiet-lap/xong"), &[], "/xac-thuc-hai-buoc").await;
    let secret = browser.value("secret").unwrap();
    wrong(browser, None, &[("code", "000000")], &["Mã không đúng"]).await;
    assert_eq!(
        browser.value("secret"),
        Some(secret.clone()),
        "the picture stays"
    );
    let code = code(house, &secret);
    right(browser, None, &[("code", &code)], "/viec-cua-toi").await;
    browser.says("Đã bật xác thực hai bước.");
    secret
}

#[tokio::test]
async fn first_link_wizard_invitation_and_second_step() {
    let house = House::new().await;
    let mut admin = house.browser();
    admin.open("/").await;
    assert_eq!(admin.path, "/dang-nhap");
    begin(&house, &mut admin).await;
    set_up(&mut admin).await;
    let link = invite(&mut admin).await;
    let secret = enrol(&house, &mut admin).await;

    let mut clerk = house.browser();
    assert_eq!(clerk.open(&link).await, StatusCode::OK);
    clerk.says("Trần Lâm");
    right(
        &mut clerk,
        None,
        &[("password", OTHER), ("again", OTHER)],
        "/viec-cua-toi",
    )
    .await;
    clerk.open("/quan-tri/can-bo").await;
    clerk.says("Lê Mai");
    assert_eq!(
        clerk.get("/quan-tri/can-bo/moi").await,
        StatusCode::FORBIDDEN
    );
    clerk.says("Việc này dành cho: Quản trị");
    let again = house.browser().open(&link).await;
    assert_eq!(
        again,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a link is good once"
    );

    admin.open("/tai-khoan-cua-toi").await;
    right(&mut admin, Some("/thoat"), &[], "/dang-nhap").await;
    admin.says("Đã đăng xuất.");
    assert!(!admin.has_cookie("luytre"));
    house.clock.forward(SignedDuration::from_mins(2));
    admin.open("/quan-tri/don-vi").await;
    assert_eq!(admin.path, "/dang-nhap?tiep=/quan-tri/don-vi");
    let says = ["Tên đăng nhập hoặc mật khẩu không đúng"];
    wrong(
        &mut admin,
        Some("/dang-nhap"),
        &[("name", "mai.l"), ("password", "sai")],
        &says,
    )
    .await;
    let pair = [("name", "mai.l"), ("password", PASSWORD)];
    right(&mut admin, Some("/dang-nhap"), &pair, "/dang-nhap/buoc-hai").await;
    admin.open("/quan-tri/don-vi").await;
    assert_eq!(
        admin.path, "/dang-nhap/buoc-hai",
        "nothing opens before the second step"
    );
    let code = code(&house, &secret);
    right(&mut admin, None, &[("code", &code)], "/viec-cua-toi").await;
    assert_eq!(admin.open("/quan-tri/don-vi").await, StatusCode::OK);
    admin.says("Trường Tiểu học Hoa Sen");
}

#[tokio::test]
async fn an_administrator_takes_the_second_step_of_a_lost_telephone_away() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let (admin, officer) = (ward.who(Role::Admin), ward.who(Role::Officer));
    let page = format!("/quan-tri/can-bo/{}", officer.actor.person);
    let button = format!("{page}/bo-xac-thuc");
    let mut browser = house.browser_of(admin);
    browser.open(&page).await;
    assert!(!browser.text.contains(&button), "there is nothing to take");

    let mut own = house.browser_of(officer);
    own.open("/xac-thuc-hai-buoc").await;
    let code = code(&house, &own.value("secret").unwrap());
    own.submit(None, &[("code", &code)]).await;
    own.says("Đã bật xác thực hai bước.");
    browser.open(&page).await;
    right(&mut browser, Some(&button), &[], &page).await;
    browser.says("Đã bỏ xác thực hai bước.");
    assert!(!browser.text.contains(&button), "it is gone");
    assert_eq!(
        own.get("/tai-khoan-cua-toi").await,
        StatusCode::SEE_OTHER,
        "signed out"
    );
    browser.open("/so-chung-cu").await;
    browser.says("Bỏ xác thực hai bước của cán bộ");
}

#[tokio::test]
async fn tries_to_sign_in_are_limited() {
    let house = House::new().await;
    let mut browser = house.browser();
    browser.open("/dang-nhap").await;
    let fields = [("name", "ai.do"), ("password", "sai")];
    for _ in 0..8 {
        assert_eq!(
            browser.submit(Some("/dang-nhap"), &fields).await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    assert_eq!(
        browser.submit(Some("/dang-nhap"), &fields).await,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert!(browser.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn an_office_behind_one_address_signs_in_whole_and_guesses_are_limited() {
    let house = House::new().await;
    begin(&house, &mut house.browser()).await;
    let good = [("name", "mai.l"), ("password", PASSWORD)];
    for _ in 0..61 {
        let mut browser = house.browser();
        browser.open("/dang-nhap").await;
        right(
            &mut browser,
            Some("/dang-nhap"),
            &good,
            "/thiet-lap/co-quan",
        )
        .await;
    }
    let mut browser = house.browser();
    browser.open("/dang-nhap").await;
    for guess in 0..60 {
        let name = format!("ai.do.{guess}");
        let fields = [("name", &*name), ("password", "sai")];
        assert_eq!(
            browser.submit(Some("/dang-nhap"), &fields).await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    assert_eq!(
        browser.submit(Some("/dang-nhap"), &good).await,
        StatusCode::TOO_MANY_REQUESTS
    );
}

#[tokio::test]
async fn a_session_ends_unseen_and_by_hand() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let officer = ward.who(Role::Officer);
    let second = house.sign_in(&officer.actor).await;
    let mut browser = house.browser_of(officer);
    assert_eq!(browser.open("/tai-khoan-cua-toi").await, StatusCode::OK);
    browser
        .submit(Some("/tai-khoan-cua-toi/phien-khac/ket-thuc"), &[])
        .await;
    browser.says("Đã kết thúc tất cả phiên đăng nhập khác.");
    assert_eq!(
        house.browser_of(&second).get("/tai-khoan-cua-toi").await,
        StatusCode::SEE_OTHER
    );
    house.clock.forward(SignedDuration::from_mins(31));
    assert_eq!(
        browser.get("/tai-khoan-cua-toi").await,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn people_come_from_a_sheet_only_when_every_row_is_right() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let mut admin = house.browser_of(ward.who(Role::Admin));
    let sheet = |unit: &str| {
        format!(
            "Họ và tên,Đơn vị,Vai trò,Tên đăng nhập\nĐỗ Bình,{unit},Cán bộ,binh.d\nLê An,Công an phường,Công an,an.l\n"
        )
    };
    admin.open("/quan-tri/can-bo/nhap").await;
    let wrong = sheet("Phòng Không Có");
    let tried = admin
        .upload(
            "/quan-tri/can-bo/nhap",
            ("file", "ds.csv", wrong.as_bytes()),
        )
        .await;
    assert_eq!(tried, StatusCode::UNPROCESSABLE_ENTITY);
    admin.says("Dòng 2");
    admin.says("Không có đơn vị này.");
    let right = sheet("Phòng Văn hóa - Xã hội");
    assert_eq!(
        admin
            .upload(
                "/quan-tri/can-bo/nhap",
                ("file", "ds.csv", right.as_bytes())
            )
            .await,
        StatusCode::OK
    );
    admin.says("Đỗ Bình");
    let before = house.browser_of(ward.who(Role::Admin));
    assert!(
        !people(before).await.contains("Đỗ Bình"),
        "trying out changes nothing"
    );
    admin
        .upload("/quan-tri/can-bo/nhap/xac-nhan", ("", "", b""))
        .await;
    admin.says("Đã nhập danh sách cán bộ.");
    admin.says("Đỗ Bình");
    admin.open("/quan-tri/can-bo/nhap").await;
    let other = admin
        .upload("/quan-tri/can-bo/nhap", ("file", "ds.doc", b"x"))
        .await;
    assert_eq!(other, StatusCode::UNPROCESSABLE_ENTITY);
    admin.says("Tệp không phải XLSX hoặc CSV.");
    assert_eq!(admin.get("/quan-tri/can-bo.xlsx").await, StatusCode::OK);
    assert!(
        admin.headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
}

async fn people(mut browser: Browser) -> String {
    browser.open("/quan-tri/can-bo").await;
    browser.text
}
