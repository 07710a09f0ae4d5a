//! Dispatches through the router, as a browser without script uses them: from the file to
//! assignments, every error, other offices, hostile text.

use axum::http::StatusCode;
use luytre_model::people::Role;
use luytre_office::overview::AssignmentFilter;

use super::browser::Browser;
use super::house::{DISPATCH, House, Ward};

/// The address of the dispatch that the browser stands at, without what follows.
fn here(browser: &Browser) -> String {
    browser.path.split(['?', '#']).next().unwrap().to_owned()
}

/// Sends a text as a file; the browser then stands at its review.
async fn upload(browser: &mut Browser, name: &str, bytes: &[u8]) -> StatusCode {
    browser.open("/van-ban/nhan").await;
    browser.upload("/van-ban/nhan", ("file", name, bytes)).await
}

/// A ward and its clerk with the sample dispatch open for review.
async fn reviewing() -> (House, Ward, Browser) {
    let house = House::new().await;
    let ward = house.ward("UBND phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    assert_eq!(
        upload(&mut browser, "cong-van.txt", DISPATCH.as_bytes()).await,
        StatusCode::OK
    );
    (house, ward, browser)
}

/// The ids of the duties on the page that were not dropped, in order.
fn duties(browser: &Browser) -> Vec<String> {
    let cards = browser.text.split("data-duty=\"").skip(1);
    let mut ids: Vec<String> = Vec::new();
    for card in cards.filter(|card| card.contains("class=\"n\"")) {
        let id = card.split('"').next().unwrap().to_owned();
        if browser
            .text
            .contains(&format!("<section class=\"duty\" id=\"nv-{id}\""))
            || browser
                .text
                .contains(&format!("<section class=\"duty look\" id=\"nv-{id}\""))
        {
            ids.push(id);
        }
    }
    ids.sort();
    ids.dedup();
    let place = |id: &String| browser.text.find(&format!("id=\"nv-{id}\"")).unwrap();
    ids.sort_by_key(place);
    ids
}

#[tokio::test]
async fn an_office_without_dispatches_is_told_what_to_do() {
    let house = House::new().await;
    let ward = house.ward("UBND phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    browser.open("/van-ban").await;
    browser.says("Chưa nhận văn bản nào");
    browser.says("href=\"/van-ban/nhan\"");
    browser.open("/van-ban?xem=withdrawn").await;
    browser.says("Chưa thu hồi văn bản nào");
}

#[tokio::test]
async fn the_review_marks_the_text_and_lists_the_plan() {
    let (_house, _ward, browser) = reviewing().await;
    browser.says("Kế hoạch thực hiện");
    browser.says("Tăng cường bảo đảm an ninh mạng");
    browser.says("Công văn 1452/UBND-NC");
    let ids = duties(&browser);
    assert!(ids.len() >= 20, "{} duties", ids.len());
    for id in &ids {
        browser.says(&format!("id=\"doan-{id}\" href=\"#nv-{id}\""));
    }
    // What the text states stands apart from what is proposed.
    browser.says("Văn bản nêu");
    browser.says("Đề xuất");
    browser.says("3 tháng một lần");
    browser.says("class=\"must-not\"");
    browser.says("class=\"should\"");
}

#[tokio::test]
async fn a_duty_is_corrected_and_what_was_typed_wrong_stays() {
    let (_house, _ward, mut browser) = reviewing().await;
    let review = here(&browser);
    let duty = duties(&browser).remove(0);
    let edit = format!("{review}/nhiem-vu/{duty}/sua");
    browser.open(&edit).await;
    browser.says("Sửa nhiệm vụ 1");
    let fields = [
        ("text", "Quán triệt quy định"),
        ("clause", "1.1"),
        ("force", "must"),
        ("recurrence", "nửa mùa"),
        ("due_on", "15/12/2026"),
        ("all_units", "1"),
    ];
    assert_eq!(
        browser.submit(Some(&edit), &fields).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.says("nửa mùa");
    let fields = fields.map(|(name, value)| {
        if name == "recurrence" {
            (name, "6 tháng")
        } else {
            (name, value)
        }
    });
    assert_eq!(browser.submit(Some(&edit), &fields).await, StatusCode::OK);
    browser.says("Đã sửa nhiệm vụ.");
    browser.says("6 tháng một lần; lần đầu chậm nhất 15/12/2026");
    browser.says("Tất cả đơn vị");
}

#[tokio::test]
async fn a_duty_is_split_merged_dropped_restored_and_added() {
    let (_house, _ward, mut browser) = reviewing().await;
    let review = here(&browser);
    let before = duties(&browser);
    let action = |duty: &str, what: &str| format!("{review}/nhiem-vu/{duty}/{what}");

    let split = action(&before[0], "tach");
    browser.open(&split).await;
    assert_eq!(
        browser
            .submit(Some(&split), &[("text", "không có dấu")])
            .await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.says("Chọn một chỗ tách");
    assert_eq!(
        browser
            .submit(Some(&split), &[("text", "chữ | khác")])
            .await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.says("giữ nguyên mọi chữ khác");
    let words = "Tổ chức quán triệt đến toàn thể cán bộ, | công chức, viên chức, giáo viên các quy định về bảo vệ bí mật nhà nước trên không gian mạng, hoàn thành trước ngày 15/12/2026";
    assert_eq!(
        browser.submit(Some(&split), &[("text", words)]).await,
        StatusCode::OK,
        "{}",
        browser.text
    );
    browser.says("Đã tách thành hai nhiệm vụ.");
    assert_eq!(duties(&browser).len(), before.len() + 1);

    let merge = action(&duties(&browser)[0], "gop");
    assert_eq!(browser.submit(Some(&merge), &[]).await, StatusCode::OK);
    browser.says("Đã gộp hai nhiệm vụ.");
    assert_eq!(duties(&browser).len(), before.len());

    let drop = action(&duties(&browser)[1], "bo");
    browser.open(&drop).await;
    assert_eq!(
        browser.submit(Some(&drop), &[("reason", " ")]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        browser
            .submit(Some(&drop), &[("reason", "Việc của nơi khác")])
            .await,
        StatusCode::OK
    );
    browser.says("Đã bỏ 1 nhiệm vụ");
    browser.says("Việc của nơi khác");
    let restore = drop.replace("/bo", "/khoi-phuc");
    assert_eq!(browser.submit(Some(&restore), &[]).await, StatusCode::OK);
    browser.says("Đã khôi phục nhiệm vụ.");

    // Marking, as the script does it: bytes of the text.
    let text = "hoàn thành trước ngày";
    let start = DISPATCH.trim_end().find(text).unwrap();
    browser
        .open(&format!(
            "{review}/them?tu={start}&den={}",
            start + text.len()
        ))
        .await;
    browser.says(text);
    let add = format!("{review}/them");
    browser.open(&add).await;
    let fields = [
        ("text", "Lập sổ theo dõi thiết bị"),
        ("clause", "3.1"),
        ("force", "must"),
        ("due_on", "30/12/2026"),
        ("all_units", "1"),
    ];
    assert_eq!(browser.submit(Some(&add), &fields).await, StatusCode::OK);
    browser.says("Đã thêm nhiệm vụ.");
    browser.says("Cán bộ thêm");
}

/// The values of the ticked boxes of a name.
fn ticked(browser: &Browser, name: &str) -> Vec<String> {
    let named = format!(" name=\"{name}\" value=\"");
    let boxes = browser.text.split(&named).skip(1);
    boxes
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(_, rest)| rest.starts_with(" checked"))
        .map(|(value, _)| value.to_owned())
        .collect()
}

#[tokio::test]
async fn a_confirmed_plan_is_work_of_the_units() {
    let (house, ward, mut browser) = reviewing().await;
    let review = here(&browser);
    let confirm = format!("{review}/xac-nhan");
    browser.open(&confirm).await;
    browser.says("nhiệm vụ chưa có đơn vị");
    let rest = format!("{review}/don-vi");
    assert_eq!(
        browser.submit(Some(&rest), &[]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.says("Chọn ít nhất một đơn vị.");
    browser.says("Chọn ít nhất một nhiệm vụ.");
    browser.open(&confirm).await;
    let duties = ticked(&browser, "duties");
    let (first, others) = duties.split_first().unwrap();
    // One to the schools and the health station, the others to all.
    let one = [("duties", first.as_str()), ("unit_groups", "3")];
    assert_eq!(browser.submit(Some(&rest), &one).await, StatusCode::OK);
    assert_eq!(ticked(&browser, "duties"), others);
    let mut all: Vec<_> = others.iter().map(|id| ("duties", id.as_str())).collect();
    all.push(("all_units", "1"));
    assert_eq!(browser.submit(Some(&rest), &all).await, StatusCode::OK);
    assert!(ticked(&browser, "duties").is_empty());
    browser.says("Giao ");
    assert_eq!(browser.submit(Some(&confirm), &[]).await, StatusCode::OK);
    browser.says("Đã giao việc.");
    browser.says("Đang thực hiện");
    browser.says("href=\"/nhiem-vu/");
    let clerk = &ward.who(Role::Clerk).actor;
    let given = house
        .service
        .assignments(clerk, &AssignmentFilter::default(), None)
        .await
        .unwrap();
    assert_eq!(given.rows.len(), 20, "a whole page of assignments");

    // What was given out is not edited, but drafted from, and taken back with a reason.
    assert!(!browser.text.contains("/sua\""));
    let draft = format!("{review}/du-thao");
    browser.open(&draft).await;
    browser.says("tăng cường bảo đảm an ninh mạng, bảo vệ bí mật nhà nước");
    browser.says("TM. Ủy ban nhân dân");
    browser.says("văn thư ghi khi phát hành");
    let long = "x".repeat(4_001);
    assert_eq!(
        browser.submit(None, &[("subject", &long)]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.says("Nội dung quá dài");
    browser.submit(None, &[]).await;
    browser.attached(".docx");
    browser.open(&draft).await;
    browser.says(&format!("href=\"{review}/ke-hoach\""));
    let plan = format!("{review}/ke-hoach");
    browser.open(&plan).await;
    browser.says("Triển khai thực hiện Công văn số");
    assert!(!browser.text.contains("name=\"recipients\""));
    browser.submit(None, &[]).await;
    browser.attached("ke-hoach-trien-khai");
    let withdraw = format!("{review}/thu-hoi");
    browser.open(&withdraw).await;
    assert_eq!(
        browser.submit(Some(&withdraw), &[("reason", "")]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        browser
            .submit(Some(&withdraw), &[("reason", "Văn bản bị thay thế")])
            .await,
        StatusCode::OK
    );
    browser.says("Đã thu hồi");
    // What it gave out stays to be looked at, with its evidence.
    browser.open(&review).await;
    browser.says("Đã thu hồi: ");
    let former = super::work::link(&browser, "#minh-chung");
    assert_eq!(browser.open(&former).await, StatusCode::OK);
    browser.says("Đã thu hồi");
}

#[tokio::test]
async fn a_change_against_an_old_plan_keeps_what_was_typed() {
    let (_house, _ward, mut browser) = reviewing().await;
    let review = here(&browser);
    let ids = duties(&browser);
    let edit = format!("{review}/nhiem-vu/{}/sua", ids[0]);
    browser.open(&edit).await;
    let old = browser.text.clone();
    let agreed = format!("{review}/nhiem-vu/{}/bo", ids[1]);
    browser.open(&agreed).await;
    browser.submit(Some(&agreed), &[("reason", "Trùng")]).await;
    browser.text = old;
    let status = browser
        .submit(
            Some(&edit),
            &[
                ("text", "Chữ tôi đã gõ"),
                ("clause", "1.1"),
                ("force", "must"),
                ("due_on", "15/12/2026"),
            ],
        )
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.says("vừa được người khác thay đổi");
    browser.says("Chữ tôi đã gõ");
    let status = browser
        .submit(
            Some(&edit),
            &[
                ("text", "Chữ tôi đã gõ"),
                ("clause", "1.1"),
                ("force", "must"),
                ("due_on", "15/12/2026"),
            ],
        )
        .await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn each_bad_file_is_told_what_to_do() {
    let house = House::new().await;
    let ward = house.ward("UBND phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    let picture: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let program: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0";
    for (name, bytes, words) in [
        ("a.txt", b"".as_slice(), "Tệp rỗng"),
        ("a.png", picture, "Đây là bản quét"),
        (
            "a.docx",
            program,
            "nội dung là loại khác (chương trình máy tính)",
        ),
        (
            "a.exe",
            program,
            "Chưa đọc được loại tệp này (chương trình máy tính)",
        ),
        ("a.pdf", b"%PDF-1.7 nothing more", "Tệp bị hỏng"),
        ("a.txt", b"\xa7\xe9 m\xeb\xff\xa0", "Không nhận ra bảng mã"),
        ("a.txt", b"   \n  ", "Tệp không có chữ nào"),
        (
            "a.txt",
            "Chào buổi sáng.".as_bytes(),
            "Không tìm thấy nhiệm vụ nào",
        ),
    ] {
        let status = upload(&mut browser, name, bytes).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {words}");
        browser.says(words);
    }
    browser.open("/van-ban/nhan").await;
    browser.upload("/van-ban/nhan", ("", "", b"")).await;
    browser.says("Chọn tệp văn bản cần đọc.");
    browser.open("/van-ban").await;
    browser.says("Chưa nhận văn bản nào");
}

#[tokio::test]
async fn a_marked_document_gets_a_page_that_names_nothing_of_it() {
    let house = House::new().await;
    let ward = house.ward("UBND phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    let marked = DISPATCH.replacen("Số: 1452", "MẬT\n\nSố: 1452", 1);
    let status = upload(&mut browser, "ten-tep-kin.txt", marked.as_bytes()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.says("Văn bản mang dấu mật: hệ thống không nhận");
    browser.says("máy tính độc lập");
    assert!(!browser.text.contains("ten-tep-kin") && !browser.text.contains("1452"));
    browser.open("/van-ban").await;
    browser.says("Chưa nhận văn bản nào");
}

#[tokio::test]
async fn the_same_dispatch_again_leads_to_the_first() {
    let (_house, _ward, mut browser) = reviewing().await;
    let first = here(&browser);
    let again = format!("\n{DISPATCH}");
    assert_eq!(
        upload(&mut browser, "khac-ten.txt", again.as_bytes()).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.says("đã được nhận trước đây");
    browser.says(&format!("href=\"{first}\""));
}

#[tokio::test]
async fn another_office_finds_nothing() {
    let (house, _ward, browser) = reviewing().await;
    let review = here(&browser);
    let duty = duties(&browser).remove(0);
    let other = house.ward("UBND phường Sông Xanh").await;
    let mut stranger = house.browser_of(other.who(Role::Clerk));
    for path in [
        "",
        "/tep",
        "/thong-tin",
        "/them",
        "/xac-nhan",
        "/thu-hoi",
        "/du-thao",
        "/ke-hoach",
    ] {
        assert_eq!(
            stranger.get(&format!("{review}{path}")).await,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for what in ["sua", "tach", "bo"] {
        let path = format!("{review}/nhiem-vu/{duty}/{what}");
        assert_eq!(stranger.get(&path).await, StatusCode::NOT_FOUND, "{what}");
    }
    stranger.open("/van-ban").await;
    stranger.says("Chưa nhận văn bản nào");
}

#[tokio::test]
async fn hostile_text_is_only_text() {
    let house = House::new().await;
    let ward = house.ward("UBND phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    let evil = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> máy tính";
    let text = DISPATCH
        .replacen("máy tính", evil, 3)
        .replace("an ninh mạng, bảo vệ", "<b onclick='x'>an ninh</b>");
    assert_eq!(
        upload(&mut browser, "\"><script>.txt", text.as_bytes()).await,
        StatusCode::OK
    );
    let review = here(&browser);
    let mut pages = vec![
        review.clone(),
        "/van-ban".to_owned(),
        format!("{review}/thong-tin"),
        format!("{review}/xac-nhan"),
        format!("{review}/thu-hoi"),
        format!("{review}/du-thao"),
        format!("{review}/ke-hoach"),
    ];
    for duty in duties(&browser) {
        pages.extend(["sua", "tach", "bo"].map(|what| format!("{review}/nhiem-vu/{duty}/{what}")));
    }
    for page in pages {
        assert_eq!(browser.open(&page).await, StatusCode::OK, "{page}");
        for raw in ["<script>alert", "<img src=x", "<b onclick", "\"><script"] {
            assert!(!browser.text.contains(raw), "{page} holds {raw}");
        }
    }
}

#[tokio::test]
async fn the_page_of_keys_has_those_of_the_review() {
    let house = House::new().await;
    let ward = house.ward("UBND phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    browser.open("/phim-tat").await;
    browser.says("Khi rà soát văn bản");
    browser.says("tách làm hai");
}

#[tokio::test]
async fn a_mail_shows_what_was_taken_in_and_what_was_not() {
    let house = House::new().await;
    let ward = house.ward("UBND phường Tre Xanh").await;
    let mut browser = house.browser_of(ward.who(Role::Clerk));
    let mail = format!(
        "From: vt@vi-du.vn\r\nSubject: chuyen\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=tre\r\n\r\n\
         --tre\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKính chuyển <b>.\r\n\
         --tre\r\nContent-Type: text/plain; charset=utf-8; name=cv.txt\r\n\
         Content-Disposition: attachment; filename=cv.txt\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n{DISPATCH}\r\n--tre--\r\n"
    );
    let status = upload(&mut browser, "thu.eml", mail.as_bytes()).await;
    assert_eq!(status, StatusCode::OK, "{}", browser.text);
    browser.says("Văn bản đã nhận");
    browser.says("cv.txt</a>");
    browser.says("Tệp không nhận");
    assert_eq!(
        browser.open("/van-ban/dang-doc/nobody").await,
        StatusCode::NOT_FOUND
    );
    browser.says("Lần đọc này đã kết thúc");
}
