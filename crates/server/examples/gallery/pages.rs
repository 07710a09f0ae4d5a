//! The sample pages. Texts of a real page come from the word lists; these are samples.

use askama::Template;
use axum::response::IntoResponse;
use luytre_server::web::shell::parts::{Bar, Bars, Choice, Known, Status, Tone, Trend};
use luytre_server::web::shell::{Area, Form, Html, Page};
use luytre_server::web::sign_in::SignIn;

macro_rules! pages {
    ($($name:ident, $path:literal;)*) => {$(
        #[derive(Template)]
        #[template(path = $path)]
        struct $name { page: Page }
    )*};
}

pages! {
    Tasks, "tasks.html";
    Dispatches, "dispatches.html";
    Review, "review.html";
    Matrix, "matrix.html";
    Duty, "duty.html";
    Empty, "empty.html";
    Confirm, "confirm.html";
    Reading, "reading.html";
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    page: Page,
    bars: Bars,
    trend: Trend,
}

pub(crate) async fn overview(page: Page) -> impl IntoResponse {
    let bar = |label: &str, part, of, tone| Bar {
        label: label.to_owned(),
        href: "/nhiem-vu".to_owned(),
        part,
        of,
        tone,
    };
    let bars = Bars {
        caption: "Nhiệm vụ đã hoàn thành theo đơn vị".to_owned(),
        heads: ["Đơn vị".to_owned(), "Hoàn thành".to_owned()],
        bars: vec![
            bar("Văn phòng HĐND và UBND", 18, 21, Tone::Ok),
            bar("Phòng Văn hóa – Xã hội", 14, 19, Tone::Ok),
            bar("Trường THCS Lê Quý Đôn", 9, 14, Tone::Ok),
            bar("Trạm Y tế", 6, 12, Tone::Warn),
            bar("Ban Chỉ huy Quân sự", 7, 9, Tone::Ok),
            bar("Tổ dân phố số 4", 2, 8, Tone::Fail),
        ],
    };
    let points = [52, 55, 61, 60, 66, 71, 74, 73, 79, 82]
        .into_iter()
        .enumerate();
    let trend = Trend {
        caption: "Tỷ lệ biện pháp đạt yêu cầu tăng từ 52 % lên 82 % trong 10 tuần".to_owned(),
        heads: ["Tuần".to_owned(), "Đạt".to_owned()],
        open: "Xem bảng số liệu".to_owned(),
        points: points
            .map(|(week, value)| (format!("Tuần {}", week + 37), value))
            .collect(),
    };
    Html(Overview {
        page: page.named("Tổng quan").at(Area::Overview),
        bars,
        trend,
    })
}

pub(crate) async fn tasks(page: Page) -> impl IntoResponse {
    Html(Tasks {
        page: page.named("Việc của tôi").at(Area::Tasks),
    })
}

pub(crate) async fn dispatches(page: Page) -> impl IntoResponse {
    Html(Dispatches {
        page: page.named("Văn bản").at(Area::Dispatches),
    })
}

pub(crate) async fn review(page: Page) -> impl IntoResponse {
    let title = "Về việc tăng cường bảo đảm an toàn thông tin trong cơ quan, trường học";
    Html(Review {
        page: page.named(title).at(Area::Dispatches),
    })
}

pub(crate) async fn matrix(page: Page) -> impl IntoResponse {
    Html(Matrix {
        page: page.named("Biện pháp theo đơn vị").at(Area::Controls),
    })
}

pub(crate) async fn duty(page: Page) -> impl IntoResponse {
    let page = page
        .named("Thay đổi mật khẩu định kỳ, tối thiểu 03 tháng/lần")
        .at(Area::Duties);
    let mut page = page;
    page.flash = Some(luytre_server::web::shell::Flash {
        tone: Tone::Ok,
        text: "Đã ghi nhận báo cáo của đơn vị. Minh chứng đã được đưa vào sổ chứng cứ.".to_owned(),
    });
    Html(Duty { page })
}

pub(crate) async fn empty(page: Page) -> impl IntoResponse {
    Html(Empty {
        page: page.named("Báo cáo").at(Area::Reports),
    })
}

pub(crate) async fn confirm(page: Page) -> impl IntoResponse {
    Html(Confirm {
        page: page
            .named("Giao 11 nhiệm vụ cho 6 đơn vị?")
            .at(Area::Dispatches),
    })
}

pub(crate) async fn reading(page: Page) -> impl IntoResponse {
    let title = "Không đưa tài liệu nội bộ lên công cụ trí tuệ nhân tạo";
    Html(Reading {
        page: page.named(title).at(Area::Tasks),
    })
}

#[derive(Template)]
#[template(path = "form.html")]
struct Incident {
    page: Page,
    form: Form,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
}

fn choices(names: &[&str]) -> Vec<Choice> {
    names
        .iter()
        .map(|name| Choice {
            value: (*name).to_owned(),
            words: (*name).to_owned(),
        })
        .collect()
}

pub(crate) async fn form(page: Page) -> impl IntoResponse {
    let mut form = Form::filled([
        (
            "what",
            "Máy ở bộ phận một cửa tự mở nhiều trang quảng cáo, không vào được thư mục dùng chung."
                .to_owned(),
        ),
        ("when", "31/11/2026".to_owned()),
        ("kind", "Máy tính có dấu hiệu nhiễm mã độc".to_owned()),
    ]);
    form.refuse(
        "when",
        "Không có ngày 31/11/2026. Nhập theo dạng ngày/tháng/năm, ví dụ 24/11/2026.",
    );
    form.refuse("unit", "Chọn đơn vị nơi xảy ra sự cố.");
    Html(Incident {
        page: page.named("Báo sự cố").at(Area::Incidents),
        form,
        kinds: choices(&[
            "Máy tính có dấu hiệu nhiễm mã độc",
            "Lộ, lọt tài liệu hoặc mật khẩu",
            "Trang, nhóm mạo danh cơ quan",
            "Việc khác",
        ]),
        units: choices(&[
            "Văn phòng HĐND và UBND",
            "Phòng Văn hóa – Xã hội",
            "Trường THCS Lê Quý Đôn",
            "Trạm Y tế",
        ]),
    })
}

pub(crate) async fn sign_in(page: Page) -> impl IntoResponse {
    Html(SignIn::new(
        page,
        Form::default(),
        "UBND phường Bến Tre Xanh".to_owned(),
    ))
}

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUp {
    page: Page,
    form: Form,
    names: [&'static str; 5],
}

pub(crate) async fn set_up(page: Page) -> impl IntoResponse {
    Html(SetUp {
        page: page.named("Các đơn vị của cơ quan"),
        form: Form::default(),
        names: ["Cơ quan", "Đơn vị", "Cán bộ", "Thư điện tử", "Hoàn tất"],
    })
}
