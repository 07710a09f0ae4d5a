//! The registers as a browser without script uses them.

use axum::http::StatusCode;
use luytre_model::people::Role;

use super::browser::Browser;
use super::house::House;

const DEVICE: [(&str, &str); 6] = [
    ("device-kind", "laptop"),
    ("name", "Máy <b>xách</b> tay"),
    ("serial", "SN-001"),
    ("zone", "internal"),
    ("purpose", "ordinary"),
    ("seal-number", "TEM-9"),
];

/// A device of this unit is added; the browser is on its page.
async fn add(browser: &mut Browser, unit: &str) -> String {
    browser.open("/thiet-bi/moi").await;
    let mut fields = DEVICE.to_vec();
    fields.push(("unit", unit));
    assert_eq!(
        browser.submit(None, &fields).await,
        StatusCode::OK,
        "{}",
        browser.text
    );
    browser.path.clone()
}

#[tokio::test]
async fn a_device_is_added_found_changed_and_retired() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let mut clerk = house.browser_of(ward.who(Role::Clerk));
    clerk.open("/thiet-bi").await;
    clerk.says("Sổ chưa có thiết bị nào");
    clerk.open("/thiet-bi/moi").await;
    assert_eq!(
        clerk.submit(None, &[("name", "x")]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    clerk.says("Chưa chọn vùng mạng.");

    let page = add(&mut clerk, &ward.units[0].name).await;
    clerk.says("Đã thêm thiết bị vào sổ.");
    clerk.says("TB-0001");
    clerk.says("Máy tính xách tay");
    assert!(!clerk.text.contains("<b>xách"), "what was typed is escaped");
    for (query, there) in [
        ("xach", true),
        ("sn 001", true),
        ("tem 9", true),
        ("khac", false),
    ] {
        clerk
            .open(&format!("/thiet-bi?q={}", query.replace(' ', "+")))
            .await;
        assert_eq!(clerk.text.contains("SN-001"), there, "{query}");
    }

    clerk.open(&format!("{page}/sua")).await;
    let mut fields = DEVICE.to_vec();
    fields.extend([("unit", ward.units[0].name.as_str()), ("place", "Tầng 2")]);
    clerk.submit(None, &fields).await;
    clerk.says("Đã lưu vào sổ.");
    clerk.says("Nơi đặt: Tầng 2");

    clerk.open(&format!("{page}/ngung")).await;
    assert_eq!(
        clerk.submit(None, &[]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    clerk.says("Chưa nhập lý do.");
    clerk.submit(None, &[("reason", "Hỏng màn hình")]).await;
    clerk.says("Hỏng màn hình");
    clerk.open("/thiet-bi").await;
    clerk.says("Sổ chưa có thiết bị nào");
    clerk.open("/thiet-bi?xem=da-ngung").await;
    clerk.says("SN-001");
}

#[tokio::test]
async fn the_second_of_two_changes_sees_both() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let mut clerk = house.browser_of(ward.who(Role::Clerk));
    let mut technician = house.browser_of(ward.who(Role::Technician));
    let page = add(&mut clerk, &ward.units[0].name).await;
    let unit = ("unit", ward.units[0].name.as_str());
    let with = |place| {
        let mut fields = DEVICE.to_vec();
        fields.extend([unit, ("place", place)]);
        fields
    };
    clerk.open(&format!("{page}/sua")).await;
    technician.open(&format!("{page}/sua")).await;
    clerk.submit(None, &with("Tầng 1")).await;
    assert_eq!(
        technician.submit(None, &with("Tầng 5")).await,
        StatusCode::CONFLICT
    );
    technician.says("Người khác vừa sửa thông tin này.");
    technician.says("Tầng 1");
    technician.says("Tầng 5");
    // Once both were seen, what is sent again counts.
    assert_eq!(
        technician.submit(None, &with("Tầng 5")).await,
        StatusCode::OK
    );
    technician.says("Tầng 1 → Tầng 5");
}

#[tokio::test]
async fn another_office_has_none_of_it() {
    let house = House::new().await;
    let ward = house.ward("Ủy ban nhân dân phường Tre Xanh").await;
    let other = house.ward("Ủy ban nhân dân phường Tre Vàng").await;
    let mut clerk = house.browser_of(ward.who(Role::Clerk));
    let page = add(&mut clerk, &ward.units[0].name).await;
    let mut stranger = house.browser_of(other.who(Role::Admin));
    for path in [page.clone(), format!("{page}/sua"), format!("{page}/ngung")] {
        assert_eq!(stranger.open(&path).await, StatusCode::NOT_FOUND, "{path}");
    }
    stranger.open("/thiet-bi?xem=tat-ca").await;
    stranger.says("Sổ chưa có thiết bị nào");
}
