//! Every part in use, with an invented ward, for looking at: `cargo run -p luytre-server --example
//! gallery` and open <http://127.0.0.1:8099>. Nothing here reaches the product.

mod pages;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::routing::get;
use axum::{Router, middleware};
use luytre_server::http::{self, Client, Edge, Scheme};
use luytre_server::web::shell::{Area, NavItem, Visitor};

async fn sessions(
    mut request: axum::extract::Request,
    next: middleware::Next,
) -> axum::response::Response {
    let count = |area| match area {
        Area::Tasks => 3,
        Area::Incidents => 1,
        _ => 0,
    };
    request.extensions_mut().insert(Visitor {
        name: "Nguyễn Thị Hoa Mai".to_owned(),
        unit: "Văn phòng HĐND và UBND".to_owned(),
        office: "UBND phường Bến Tre Xanh".to_owned(),
        nav: Area::ALL
            .map(|area| NavItem {
                area,
                count: count(area),
            })
            .to_vec(),
    });
    next.run(request).await
}

fn entropy() -> [u8; 32] {
    let mut bytes = [0; 32];
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "this is the edge of the example")]
    let edge = Arc::new(Edge::new(
        jiff::Timestamp::now,
        entropy,
        Scheme::Http,
        Client::Peer,
    ));
    let pages = Router::new()
        .route("/", get(pages::overview))
        .route("/tong-quan", get(pages::overview))
        .route("/viec-cua-toi", get(pages::tasks))
        .route("/van-ban", get(pages::dispatches))
        .route("/van-ban/17", get(pages::review))
        .route("/bien-phap", get(pages::matrix))
        .route("/nhiem-vu", get(pages::duty))
        .route("/su-co", get(pages::form).post(pages::form))
        .route("/bao-cao", get(pages::empty))
        .route("/dang-nhap", get(pages::sign_in).post(pages::sign_in))
        .route("/thiet-lap", get(pages::set_up))
        .route("/van-ban/17/xac-nhan", get(pages::confirm))
        .route("/doc", get(pages::reading))
        .route(
            "/loi",
            get(|| async { axum::http::StatusCode::INTERNAL_SERVER_ERROR }),
        );
    let app = http::wrap(&edge, pages, |router| {
        router.layer(middleware::from_fn(sessions))
    });
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 8099)).await?;
    axum::serve(
        listener,
        app.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .await
}
